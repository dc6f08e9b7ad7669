/** Who did what in a recorded history, as indices into its authors. */
export interface Doers {
  readonly author: readonly number[];
  readonly committer: readonly number[];
}

/** People numbered by how much they did: the busiest author is 0. Those who only committed others' work come last. */
export function numbered({ author: authored, committer }: Doers): ReadonlyMap<number, number> {
  const count = new Map<number, number>();
  for (const author of authored) count.set(author, (count.get(author) ?? 0) + 1);
  const authors = [...count].sort(([a, more], [b, less]) => less - more || a - b).map(([author]) => author);
  const others = [...new Set(committer)].filter((one) => one >= 0 && !count.has(one)).sort((a, b) => a - b);
  return new Map([...authors, ...others].map((author, at) => [author, at]));
}
