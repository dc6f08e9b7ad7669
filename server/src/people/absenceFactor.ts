/**
 * Contributor Absence Factor (CHAOSS): the fewest people who together made at least half of the commits. `shares` are commits by person, in any
 * order; null where there are none.
 */
export function absenceFactor(shares: readonly number[]): number | null {
  const half = shares.reduce((total, share) => total + share, 0) / 2;
  if (half <= 0) return null;
  let reached = 0;
  const ranked = [...shares].sort((a, b) => b - a);
  return 1 + ranked.findIndex((share) => (reached += share) >= half);
}
