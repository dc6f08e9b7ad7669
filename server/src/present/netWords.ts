import type { SafetyNet } from '../model/assessment.ts';
import { counted, percent } from './numbers.ts';
import { governancePhrase } from './phrases.ts';

/** What would catch a project, part by part and only what is known: `CNCF graduated`, `3 accounts can publish`, … Foreign text, not yet made safe. */
export function netWords({ foundation, publishers, mergers, documents, employers, money }: SafetyNet): readonly string[] {
  return [
    ...(foundation.state === 'known' && foundation.value !== null ? [governancePhrase(foundation.value)] : []),
    ...(publishers.state === 'known' ? [`${counted(publishers.value, 'account')} can publish`] : []),
    ...(mergers.state === 'known' ? [`${counted(mergers.value, 'person', 'people')} merged in 12 months`] : []),
    ...(documents.state === 'known' && documents.value.length > 0 ? [`documents: ${documents.value.join(', ')}`] : []),
    ...(employers.state === 'known' && employers.value.mostShare !== null
      ? [
          `one employer behind ${percent(employers.value.mostShare)} of ${counted(employers.value.known, 'commit')} of known employers`,
        ]
      : []),
    ...(money.state === 'known' && money.value > 0 ? ['asks for funding'] : []),
  ];
}

/** The foundation's part alone, for where there is room for one word: its phrase, `none known`, or `?` where nobody could tell. */
export function foundationWord({ foundation }: SafetyNet): string {
  if (foundation.state === 'unknown') return '?';
  return foundation.value === null ? 'none known' : governancePhrase(foundation.value);
}
