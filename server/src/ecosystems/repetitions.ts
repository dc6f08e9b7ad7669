import type { Problem, Span } from '../model/manifest.ts';

/** An entry under a name, in JSON or YAML. */
interface Named {
  readonly key: { readonly value: string; readonly span: Span };
}

/** The entries without those whose name stands again below: readers keep the last of equal names. */
export function lastOfEach<T extends Named>(entries: readonly T[]): readonly T[] {
  const last = new Map(entries.map((entry) => [entry.key.value, entry]));
  return entries.filter((entry) => last.get(entry.key.value) === entry);
}

/** A problem at every name that stands again below; `consequence` is what the format makes of that. */
export function repetitions(entries: readonly Named[], consequence: string): readonly Problem[] {
  const kept = new Set(lastOfEach(entries));
  return entries
    .filter((entry) => !kept.has(entry))
    .map(({ key }) => ({ message: `the same name stands again below; ${consequence}`, span: key.span }));
}
