/** Time in ms over which crashes are counted. */
const WINDOW_MS = 180_000;
/** Crashes within {@link WINDOW_MS} after which the server is left alone. */
const MAX_CRASHES = 4;

/** Says at each crash, `now` in ms, whether another start is worth it: true for the first three crashes of any three minutes. */
export function restartBudget(): (now: number) => boolean {
  let crashes: readonly number[] = [];
  return (now) => {
    crashes = [...crashes.filter((at) => now - at < WINDOW_MS), now];
    return crashes.length < MAX_CRASHES;
  };
}
