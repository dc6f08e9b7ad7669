/** The ends of a 90 % interval. */
export type Interval = readonly [low: number, high: number];

/** How often each repository was drawn, as many draws as there are repositories; the same in every run. */
export type Draws = readonly ReadonlyMap<string, number>[];

const RESAMPLES = 2000;
const SEED = 20_160_101;

/** Draws whole repositories with replacement, 2,000 times: snapshots of one repository are no independent rows. */
export function drawRepositories(repositories: readonly string[]): Draws {
  const random = numbersFrom(SEED);
  return Array.from({ length: repositories.length === 0 ? 0 : RESAMPLES }, () => {
    const drawn = new Map<string, number>();
    for (const _ of repositories) {
      const repository = repositories[Math.floor(random() * repositories.length)] ?? '';
      drawn.set(repository, (drawn.get(repository) ?? 0) + 1);
    }
    return drawn;
  });
}

/** The middle 90 % of what the draws gave, those that gave nothing left out; null where none did. */
export function intervalOf(values: readonly (number | null)[]): Interval | null {
  const ranked = values.filter((value) => value !== null).sort((a, b) => a - b);
  const at = (part: number) => ranked[Math.min(ranked.length - 1, Math.floor(part * ranked.length))];
  const [low, high] = [at(0.05), at(0.95)];
  return low === undefined || high === undefined ? null : [low, high];
}

/** Numbers from 0 up to 1 (mulberry32): small, and the same on every machine. */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
