import type { SafetyNet } from '../model/assessment.ts';
import { counted, percent } from './numbers.ts';
import { governancePhrase } from './phrases.ts';

/** From how many on an account or a person that stops leaves others. */
const SEVERAL = 2;

/**
 * What would catch a project, part by part, and nothing else: a foundation that stands behind it, several who can publish or merge, documents that say
 * how it is governed. `CNCF graduated`, `3 accounts can publish`, … Empty where nothing is known to. Foreign text, not yet made safe.
 */
export function netWords({ foundation, publishers, mergers, documents }: SafetyNet): readonly string[] {
  return [
    ...(foundation.state === 'known' && foundation.value?.ended === null ? [governancePhrase(foundation.value)] : []),
    ...(publishers.state === 'known' && publishers.value >= SEVERAL ? [publishing(publishers.value)] : []),
    ...(mergers.state === 'known' && mergers.value >= SEVERAL ? [merging(mergers.value)] : []),
    ...(documents.state === 'known' && documents.value.length > 0 ? [`documents: ${documents.value.join(', ')}`] : []),
  ];
}

/** What is known of the same parts and catches nothing by itself: what a foundation left, one account, nobody who merged, whose employer's work it is. */
export function besideNetWords({ foundation, publishers, mergers, employers, money }: SafetyNet): readonly string[] {
  const ended = foundation.state === 'known' && foundation.value !== null && foundation.value.ended !== null;
  return [
    ...(ended ? [governancePhrase(foundation.value)] : []),
    ...(publishers.state === 'known' && publishers.value < SEVERAL ? [publishing(publishers.value)] : []),
    ...(mergers.state === 'known' && mergers.value < SEVERAL ? [merging(mergers.value)] : []),
    ...(employers.state === 'known' && employers.value.mostShare !== null
      ? [
          `one employer behind ${percent(employers.value.mostShare)} of ${counted(employers.value.known, 'commit')} of known employers`,
        ]
      : []),
    ...(money.state === 'known' && money.value > 0 ? ['asks for funding'] : []),
  ];
}

function publishing(accounts: number): string {
  return `${counted(accounts, 'account')} can publish`;
}

function merging(people: number): string {
  return people === 0 ? 'no change request merged in 12 months' : `${counted(people, 'person', 'people')} merged in 12 months`;
}

/** The foundation's part alone, for where there is room for one word: its phrase, `none known`, or `?` where nobody could tell. */
export function foundationWord({ foundation }: SafetyNet): string {
  if (foundation.state === 'unknown') return '?';
  return foundation.value === null ? 'none known' : governancePhrase(foundation.value);
}
