/** Two things that are one on both sides; one absent where it is only on the other. */
export interface Pair<T> {
  readonly before: T | undefined;
  readonly after: T | undefined;
}

/** What things must have in common to be paired; undefined for those that are not paired by it. */
export type Key<T> = (thing: T) => string | undefined;

/**
 * Pairs the things of two sides, each exactly once, by the first key that finds them a partner. Of several that fit alike the first goes with
 * the first, so that swapping the sides swaps every pair. Order: that of `after`, then what is only in `before`.
 */
export function pairs<T>(before: readonly T[], after: readonly T[], keys: readonly Key<T>[]): readonly Pair<T>[] {
  const left = new Set(before);
  const partners = new Map<T, T>();
  for (const key of keys) {
    const waiting = grouped(left, key);
    for (const thing of after) {
      const name = partners.has(thing) ? undefined : key(thing);
      const partner = name === undefined ? undefined : waiting.get(name)?.next();
      if (partner === undefined) continue;
      partners.set(thing, partner);
      left.delete(partner);
    }
  }
  return [
    ...after.map((thing) => ({ before: partners.get(thing), after: thing })),
    ...[...left].map((thing) => ({ before: thing, after: undefined })),
  ];
}

/** Things in a line, handed out one by one: a queue of many equal names is not shifted through again and again. */
class Queue<T> {
  readonly #things: T[] = [];
  #at = 0;

  add(thing: T): void {
    this.#things.push(thing);
  }

  next(): T | undefined {
    return this.#things[this.#at++];
  }
}

function grouped<T>(things: Iterable<T>, key: Key<T>): ReadonlyMap<string, Queue<T>> {
  const groups = new Map<string, Queue<T>>();
  for (const thing of things) {
    const name = key(thing);
    if (name === undefined) continue;
    const group = groups.get(name) ?? new Queue<T>();
    groups.set(name, group);
    group.add(thing);
  }
  return groups;
}
