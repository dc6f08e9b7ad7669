import type { FactView } from '../model/fact.ts';
import type { Instant } from '../model/instant.ts';
import { reaches, type AnySource, type Depth } from '../model/source.ts';
import { subjectKey, type Subject } from '../model/subject.ts';
import { isFresh, type FactStore } from './factStore.ts';
import { answeredAt } from './factStore/entry.ts';
import { providersOf } from './view.ts';

const HOUR_MS = 3_600_000;

/** What it takes to tell whether a question can be spared. */
export interface SparingWorld {
  readonly sources: readonly AnySource[];
  readonly store: FactStore;
  readonly view: FactView;
  readonly depth: Depth;
  readonly now: Instant;
  /** Ids of questions already put, `<source> <subject>`, and those of them still under way. */
  readonly asked: ReadonlySet<string>;
  readonly outstanding: ReadonlyMap<string, unknown>;
}

/**
 * Whether an aged answer may stay without a question, because another source shows that nothing changed ({@link AnySource.spared}): `spared`,
 * `ask`, or `wait` while that other source is still to speak.
 */
export function sparing(world: SparingWorld, source: AnySource, subject: Subject): 'spared' | 'wait' | 'ask' {
  const { sources, store, now } = world;
  const { spared } = source;
  const entry = spared && store.entry(source.id, subject);
  if (!spared || !entry || entry.failure !== undefined) return 'ask';
  if (!(Date.parse(now) - Date.parse(answeredAt(entry)) <= spared.hours * HOUR_MS)) return 'ask';
  const own = entry.facts.get(spared.of.id);
  const word = own?.state === 'known' ? spared.word(own.value) : undefined;
  if (word === undefined) return 'ask';
  for (const witness of providersOf(sources, spared.by)) {
    const seen = store.entry(witness.id, subject);
    const fact = seen?.facts.get(spared.by.id);
    if (seen && fact?.state === 'known' && seen.failure === undefined && isFresh(seen, witness.provides, now, witness.freshHours))
      return fact.value === word ? 'spared' : 'ask';
    if (isStillToSpeak(world, witness, subject)) return 'wait';
  }
  return 'ask';
}

function isStillToSpeak(
  { view, depth, asked, outstanding, store, now }: SparingWorld,
  witness: AnySource,
  subject: Subject,
): boolean {
  const id = `${witness.id} ${subjectKey(subject)}`;
  if (outstanding.has(id)) return true;
  // Asked of late, and it could not tell: it is not asked again so soon, so there is nothing to wait for.
  const seen = store.entry(witness.id, subject);
  if (seen && isFresh(seen, witness.provides, now, witness.freshHours)) return false;
  return (
    !asked.has(id) &&
    witness.subject === subject.kind &&
    reaches(depth, witness) &&
    witness.needs.every((key) => view.get(key).state === 'known') &&
    witness.covers(subject, view)
  );
}
