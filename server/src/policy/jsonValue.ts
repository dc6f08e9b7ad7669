import type { JsonNode, JsonObject } from '../formats/jsonTree.ts';
import type { Span } from '../model/manifest.ts';

/** The plain value of a tree: what was half-typed is left out, and of a name that stands twice the later counts. */
export function plainValue(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object': {
      const entries = node.entries.flatMap(({ key, value }) => (value ? [[key.value, plainValue(value)] as const] : []));
      return Object.assign(Object.create(null), Object.fromEntries(entries)) as unknown;
    }
    case 'array':
      return node.items.map(plainValue);
    case 'string':
    case 'literal':
      return node.value;
  }
}

/** The node at a path, as far down as there is one. */
export function nodeAt(root: JsonNode, path: readonly PropertyKey[]): JsonNode {
  const [step, ...rest] = path;
  if (step === undefined) return root;
  const next = root.kind === 'object' ? entryOf(root, step)?.value : root.kind === 'array' ? root.items[Number(step)] : undefined;
  return next ? nodeAt(next, rest) : root;
}

/** Whether an object has a value under a name. */
export function hasName(object: JsonObject, name: PropertyKey): boolean {
  return entryOf(object, name)?.value !== undefined;
}

/** The place by which a node is pointed at: a name or word whole, of what takes several lines its opening bracket. */
export function pointAt({ kind, span }: JsonNode): Span {
  return kind === 'object' || kind === 'array' ? { start: span.start, end: Math.min(span.start + 1, span.end) } : span;
}

/** The entry that counts under a name: the last. */
export function entryOf({ entries }: JsonObject, key: PropertyKey) {
  return entries.findLast((entry) => entry.key.value === key);
}

/** Every text within a node. */
export function textsIn(node: JsonNode): readonly string[] {
  switch (node.kind) {
    case 'string':
      return [node.value];
    case 'array':
      return node.items.flatMap(textsIn);
    case 'object':
      return node.entries.flatMap(({ value }) => (value ? textsIn(value) : []));
    case 'literal':
      return [];
  }
}
