/**
 * Rounds estimates to whole numbers that add up to `total` (largest remainder: every part is rounded down, what is left goes to the parts that
 * lost most, earlier ones first). `total` must be their rounded sum.
 */
export function apportion(parts: readonly number[], total: number): readonly number[] {
  const whole = parts.map((part) => Math.floor(part));
  const left = total - whole.reduce((sum, part) => sum + part, 0);
  const lost = parts.map((part, at) => ({ at, rest: part - Math.floor(part) })).sort((a, b) => b.rest - a.rest || a.at - b.at);
  for (const { at } of lost.slice(0, Math.max(0, left))) whole[at] = (whole[at] ?? 0) + 1;
  return whole;
}
