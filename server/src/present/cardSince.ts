import { compareVersions, semverOf } from '../formats/versionOrder.ts';
import type { DifferenceKind } from '../measures/betweenVersions.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Provenance } from '../model/fact.ts';
import type { Instant } from '../model/instant.ts';
import { betweenOf, differenceWords, intervalWords, type Between } from './betweenWords.ts';
import type { Evidence } from './cardReading.ts';
import { sourcesOf } from './cardSources.ts';
import { escapeMarkdown, linkTo } from './markdown.ts';

const LABELS: Readonly<Record<DifferenceKind, string>> = {
  publisher: 'Publisher',
  provenance: 'Provenance',
  licence: 'Licence',
  repository: 'Repository',
  access: 'Could publish',
  'install-scripts': 'Install scripts',
  retraction: 'Withdrawn',
  deprecation: 'Deprecated',
  foundation: 'Foundation',
  engine: 'Node.js',
};

/** What the label says already. */
const SAID = /^(?:published|licence|repository|Node\.js|accounts that could publish) /;

/** Hours after which what was learnt of a published version is old. */
const MAX_AGE_HOURS = 24 * 30;

/**
 * What changed since the version before, as a small table: how far the two are apart and where to read more, then a row for each difference with its
 * sources. Empty where there is no version before, and where nothing is known of the two.
 */
export function cardSince(assessment: Assessment, now: Instant, isPast: boolean): string {
  const between = betweenOf(assessment);
  if (between === undefined) return '';
  const { differences, interval, notes } = between;
  const apart = intervalWords(interval);
  if (differences.length === 0 && apart === '' && notes === undefined) return '';
  const page = notes === undefined ? '' : linkTo('release notes', notes.url);
  return [
    `| ${title(between)} | ${escapeMarkdown(apart)} | ${page} |`,
    '|:--|:--|:--|',
    ...differences.map((one) => {
      const words = differenceWords(one, between).replace(SAID, '');
      return `| ${LABELS[one.what]} | ${escapeMarkdown(words)} | ${sourcesOf(one.evidence.map(evidenceOf), now, isPast)} |`;
    }),
  ].join('\n');
}

function title({ from, to }: Between): string {
  const [before, after] = [semverOf(from), semverOf(to)];
  const isBack = before !== undefined && after !== undefined && compareVersions(after, before) < 0;
  return `${isBack ? 'Back from' : 'Since'} ${escapeMarkdown(from, 60)}`;
}

function evidenceOf(from: Provenance): Evidence {
  return { fact: { state: 'known', value: undefined, from }, maxAgeHours: MAX_AGE_HOURS };
}
