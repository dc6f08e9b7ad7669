import * as z from 'zod/mini';
import type { JsonNode, JsonObject } from '../formats/jsonTree.ts';
import { plainValue, pointAt } from './jsonValue.ts';
import { mistake, mistakesOf, unknownKeys, type Mistake } from './mistakes.ts';

/** A part as its schema reads it, and where it stands. */
export interface Part<T> {
  readonly value: T;
  readonly node: JsonNode;
}

/** What a list is made of. */
export interface ListOf {
  /** What an item is called: `a decision`. */
  readonly what: string;
  /** Past so many none is read. */
  readonly most: number;
  /** The names an item may have, where it is an object: a strange one is told of and costs nothing else. */
  readonly names?: readonly string[];
}

/** Reads parts of a tree by their schemas and notes what is wrong with them; a part stands or falls by itself. */
export interface Reader {
  readonly mistakes: Mistake[];
  /** One part, all or nothing. */
  one<T>(node: JsonNode | undefined, schema: z.ZodMiniType<T>, what: string): Part<T> | undefined;
  /** An object with some of the known names; `what` its names are. */
  object(node: JsonNode | undefined, known: readonly string[], what: string): JsonObject | undefined;
  /** An object of which every entry is a part; `what` its names are. */
  entries<T>(
    node: JsonNode | undefined,
    schemas: Readonly<Record<string, z.ZodMiniType<T>>>,
    what: string,
  ): Readonly<Record<string, T>>;
  /** A list of which every item is a part. */
  list<T>(node: JsonNode | undefined, schema: z.ZodMiniType<T>, of: ListOf): readonly Part<T>[];
}

/** A reader that found nothing wrong yet. */
export function createReader(): Reader {
  const mistakes: Mistake[] = [];
  const note = (found: readonly Mistake[]) => void mistakes.push(...found);

  function one<T>(
    node: JsonNode | undefined,
    schema: z.ZodMiniType<T>,
    what: string,
    names: readonly string[] = [],
  ): Part<T> | undefined {
    if (node === undefined) return undefined;
    const known = node.kind === 'object' && names.length > 0 ? onlyKnown(node, names, what) : node;
    const read = z.safeParse(schema, plainValue(known));
    if (read.success) return { value: read.data, node };
    note(mistakesOf(read.error.issues, known, what));
    return undefined;
  }

  function onlyKnown(node: JsonObject, names: readonly string[], what: string): JsonObject {
    note(unknownKeys(node, names, `part of ${what}`));
    return { ...node, entries: node.entries.filter(({ key }) => names.includes(key.value)) };
  }

  function object(node: JsonNode | undefined, known: readonly string[], what: string): JsonObject | undefined {
    if (node?.kind === 'object') {
      note(unknownKeys(node, known, what));
      return node;
    }
    if (node) note([mistake(pointAt(node), 'expected an object in braces')]);
    return undefined;
  }

  return {
    mistakes,
    one,
    object,
    entries(node, schemas, what) {
      const given = object(node, Object.keys(schemas), what)?.entries ?? [];
      const counting = new Map(given.map(({ key, value }) => [key.value, value])); // of a name that stands twice the later counts
      return Object.fromEntries(
        [...counting].flatMap(([name, value]) => {
          const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
          const part = schema && one(value, schema, name);
          return part ? [[name, part.value]] : [];
        }),
      );
    },
    list(node, schema, { what, most, names }) {
      if (node === undefined) return [];
      if (node.kind !== 'array') {
        note([mistake(pointAt(node), 'expected a list in square brackets')]);
        return [];
      }
      const first = node.items[most];
      if (first) note([mistake(pointAt(first), `more than ${most} entries; from here on none is read`)]);
      return node.items.slice(0, most).flatMap((item) => one(item, schema, what, names) ?? []);
    },
  };
}
