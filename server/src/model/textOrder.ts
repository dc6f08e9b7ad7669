/** Texts by their UTF-16 units, the same on every machine: no locale has a say in what is shown first. */
export function inTextOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
