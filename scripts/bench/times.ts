/** The time below which the share `of` (0 to 1) of the times lies; NaN of none. */
export function quantile(times: readonly number[], of: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? NaN;
}

/** The time in the middle. */
export function median(times: readonly number[]): number {
  return quantile(times, 0.5);
}

/** Milliseconds, as exact as a person can use. */
export function ms(time: number): string {
  return `${time.toFixed(time < 10 ? 2 : 0)} ms`;
}

/** How long each of so many works took, one after the other, in ms. */
export async function timesOf(count: number, work: (turn: number) => unknown): Promise<readonly number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const started = performance.now();
    await work(turn);
    times.push(performance.now() - started);
  }
  return times;
}
