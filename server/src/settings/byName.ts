import * as z from 'zod/mini';
import { didYouMean, expectedWords, quoted } from '../policy/words.ts';

const Tree = z.record(z.string(), z.unknown());

/** What an object of choices is made of. */
export interface Choices<T> {
  /** The setting's whole name, `mainstay.rules`. */
  readonly setting: string;
  /** What a name in it is called: `rule`. */
  readonly what: string;
  /** Every name there is, with what may be chosen for it. */
  readonly schemas: Readonly<Record<string, z.ZodMiniType<T>>>;
  /** What counts for a name whose choice cannot be used, in words. */
  instead(name: string): string;
}

/** Reads an object of choices name by name: a bad one is told of, by its name, and costs nothing else. */
export function readByName<T>(
  given: unknown,
  { setting, what, schemas, instead }: Choices<T>,
): { readonly chosen: Readonly<Record<string, T>>; readonly problems: readonly string[] } {
  if (given === undefined) return { chosen: {}, problems: [] };
  const tree = z.safeParse(Tree, given);
  if (!tree.success) return { chosen: {}, problems: [`${setting}: expected an object in braces; the default is used`] };
  const problems: string[] = [];
  const chosen = Object.entries(tree.data).flatMap(([name, value]): [string, T][] => {
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    if (!schema) {
      problems.push(`${setting}: ${quoted(name)} is no ${what}; ${didYouMean(name, Object.keys(schemas))}`);
      return [];
    }
    const read = z.safeParse(schema, value);
    if (read.success) return [[name, read.data]];
    const [issue] = read.error.issues;
    problems.push(`${setting}.${name}: ${issue ? expectedWords(issue, value, name) : 'not a valid value'}; ${instead(name)}`);
    return [];
  });
  return { chosen: Object.fromEntries(chosen), problems };
}
