import type { Lockfile } from '../model/lockfile.ts';

/** What somebody requires: keys of packages by the name they are required under. */
export type Requires = ReadonlyMap<string, string>;

/** The ways from what members require themselves to the packages of a lockfile. */
export interface Ways {
  /** Rank of a package's way among all: shorter ones first, then by name; undefined where nothing leads to it. */
  rank(key: string): number | undefined;
  /** Names that lead to it: a manifest's line has the first, its own is not among them. Undefined past 64 of them too. */
  names(key: string): readonly string[] | undefined;
}

/** Longer ways are made up: real ones have a dozen. */
const MAX_LENGTH = 64;

interface Step {
  readonly name: string;
  readonly parent: string | undefined;
  readonly rank: number;
  readonly length: number;
}

/**
 * Finds the shortest way to every package; of equally short ones the first by name, so the answer does not depend on the order of a file.
 */
export function waysIn({ packages }: Pick<Lockfile, 'packages'>, roots: readonly Requires[]): Ways {
  const steps = new Map<string, Step>();
  const queue: string[] = [];
  const visit = (name: string, key: string, parent: string | undefined): void => {
    if (steps.has(key)) return;
    const length = parent === undefined ? 0 : (steps.get(parent)?.length ?? 0) + 1;
    steps.set(key, { name, parent, rank: queue.length, length });
    queue.push(key);
  };
  for (const requires of roots) for (const [name, key] of requires) visit(name, key, undefined);
  for (const key of queue) {
    for (const [name, required] of packages.get(key)?.requires ?? []) visit(name, required, key);
  }
  return {
    rank: (key) => steps.get(key)?.rank,
    names(key) {
      const own = steps.get(key);
      if (own === undefined || own.length > MAX_LENGTH) return undefined;
      const names: string[] = [];
      for (let at = own.parent; at !== undefined; at = steps.get(at)?.parent) names.unshift(steps.get(at)?.name ?? '');
      return names;
    },
  };
}
