import { accountsOf } from './account.ts';
import type { Author } from './commit.ts';
import { isNobodysAddress, isNobodysName } from './placeholders.ts';

/** Which author is which human. */
export interface People {
  /** For every author given, a number that authors who are one human share. */
  readonly personOf: readonly number[];
  /** By that number: a text that is the same in whatever order the authors come; for ordering only. */
  readonly keyOf: Readonly<Record<number, string>>;
}

/**
 * Joins authors who are one human: the same account id or login (a noreply address is its login), the same e-mail, the same full name of at
 * least four letters, or one group of `aliases` (logins, e-mails, names). A name of one word joins only where no two accounts bear it, so two
 * different Alexanders stay two. Addresses and names that many machines share (`root@localhost`, "unknown") join nobody. Linear in the authors.
 */
export function peopleOf(authors: readonly Author[], aliases: readonly (readonly string[])[]): People {
  const read = authors.map((author) => ({ author, keys: accountKeys(author), name: nameKey(author.name) }));
  const shared = namesOfSeveral(read);
  const sets = disjointSets();
  for (const group of aliases) sets.join(group.map(aliasKey));
  const firstKey = read.map(({ author, keys, name }) => {
    const all = name !== null && !shared.has(name) ? [...keys, name] : keys;
    // Nothing tells these apart from others of the same words: one, rather than as many people as commits.
    const known = all.length > 0 ? all : [`nobody:${author.email?.trim() ?? ''} ${author.name?.trim() ?? ''}`.toLowerCase()];
    sets.join(known);
    return known[0] ?? '';
  });
  const personOf = firstKey.map((key) => sets.find(key));
  const keyOf: Record<number, string> = {};
  firstKey.forEach((key, at) => {
    const person = personOf[at] ?? -1;
    const before = keyOf[person];
    if (before === undefined || key < before) keyOf[person] = key;
  });
  return { personOf, keyOf };
}

function accountKeys(author: Author): readonly string[] {
  const address = author.email?.trim().toLowerCase() ?? '';
  return [
    ...accountsOf(author).flatMap(({ id, login }) => [
      ...(id === null ? [] : [`id:${id}`]),
      ...(login === null || login === '' ? [] : [`login:${login}`]),
    ]),
    ...(address.includes('@') && !isNobodysAddress(address) ? [`email:${address}`] : []),
  ];
}

/** Null for too short a name and for words that stand for no one. */
function nameKey(name: string | null): string | null {
  const words = wordsOf(name ?? '');
  const letters = words.replaceAll(' ', '');
  return letters.length >= 4 && !isNobodysName(words) ? `name:${words}` : null;
}

/** Lower case without accents; everything but letters and digits is one space. */
function wordsOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function aliasKey(alias: string): string {
  const text = alias.trim().toLowerCase();
  if (text.includes('@')) return `email:${text}`;
  return text.includes(' ') ? `name:${wordsOf(text)}` : `login:${text}`;
}

/** Names of one word that more than one account bears. */
function namesOfSeveral(
  read: readonly { readonly name: string | null; readonly keys: readonly string[] }[],
): ReadonlySet<string> {
  const bearer = new Map<string, string>();
  const several = new Set<string>();
  for (const { name, keys } of read) {
    const account = keys.find((key) => key.startsWith('login:')) ?? keys.find((key) => key.startsWith('id:'));
    if (name === null || name.includes(' ') || account === undefined) continue;
    if ((bearer.get(name) ?? account) !== account) several.add(name);
    bearer.set(name, account);
  }
  return several;
}

/** Union-find over keys, with path halving and union by size. */
function disjointSets() {
  const index = new Map<string, number>();
  const parent: number[] = [];
  const size: number[] = [];
  const at = (key: string): number => {
    const known = index.get(key);
    if (known !== undefined) return known;
    index.set(key, parent.length);
    size.push(1);
    return parent.push(parent.length) - 1;
  };
  const root = (start: number): number => {
    let node = start;
    for (let up = parent[node] ?? node; up !== node; up = parent[node] ?? node) {
      parent[node] = parent[up] ?? up;
      node = parent[node] ?? up;
    }
    return node;
  };
  const unite = (a: number, b: number): void => {
    if (a === b) return;
    const [small, large] = (size[a] ?? 1) < (size[b] ?? 1) ? [a, b] : [b, a];
    parent[small] = large;
    size[large] = (size[small] ?? 1) + (size[large] ?? 1);
  };
  return {
    join(keys: readonly string[]): void {
      const [first, ...others] = keys;
      if (first === undefined) return;
      const start = at(first);
      for (const key of others) unite(root(start), root(at(key)));
    },
    find: (key: string): number => root(at(key)),
  };
}
