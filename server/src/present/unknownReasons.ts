import { foundation } from '../facts/repository.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Missing } from '../model/fact.ts';
import type { Instant } from '../model/instant.ts';
import { homeOf } from './home.ts';
import { whatHelps } from './howToKnow.ts';
import { isOfForge, whyUnknown, type ReasonWords, type Unknown } from './unknown.ts';

/** Facts of several dependencies that are not known for one reason. */
export interface UnknownReason {
  /** Why, as a reader would say it: no two groups say the same. */
  readonly words: string;
  /** The reason as the model has it, of the first fact: it names nothing. */
  readonly why: Missing;
  /** What helps, where something does. */
  readonly helps: string | undefined;
  /** Facts by their labels, with the dependencies they are not known of. */
  readonly lacking: ReadonlyMap<string, readonly Assessment[]>;
  /** All of those dependencies. */
  readonly of: ReadonlySet<Assessment>;
}

/** What is not known of dependencies, by reason, that of most dependencies first. */
export function unknownReasons(
  assessments: readonly Assessment[],
  now: Instant,
  reasons: ReasonWords = {},
): readonly UnknownReason[] {
  const groups = new Map<
    string,
    {
      readonly why: Missing;
      helps: string | undefined;
      readonly lacking: Map<string, Assessment[]>;
      readonly of: Set<Assessment>;
    }
  >();
  for (const assessment of assessments) {
    for (const one of assessment.unknown) {
      const words = wordsOf(one, assessment, now, reasons);
      const group = groups.get(words) ?? {
        why: one.why,
        helps: undefined,
        lacking: new Map<string, Assessment[]>(),
        of: new Set<Assessment>(),
      };
      groups.set(words, group);
      if (words !== NO_REPOSITORY) group.helps ??= whatHelps(one, assessment, reasons);
      group.of.add(assessment);
      const same = group.lacking.get(one.label);
      if (same === undefined) group.lacking.set(one.label, [assessment]);
      else same.push(assessment);
    }
  }
  return [...groups].map(([words, group]) => ({ words, ...group })).sort((a, b) => b.of.size - a.of.size);
}

const NO_REPOSITORY = 'no repository is known';
/** Reasons that say no more than that nobody could be asked. */
const NOBODY: ReadonlySet<Missing> = new Set(['not-served', 'not-found', 'unsupported']);

function wordsOf(one: Unknown, assessment: Assessment, now: Instant, reasons: ReasonWords): string {
  const isOfRepository = isOfForge(one.id) || one.id === foundation.id;
  if (isOfRepository && NOBODY.has(one.why) && homeOf(assessment) === undefined) return NO_REPOSITORY;
  if (one.why === 'pending' && assessment.dependency.indirect) return 'indirect, not asked';
  return whyUnknown(one, assessment, now, reasons);
}
