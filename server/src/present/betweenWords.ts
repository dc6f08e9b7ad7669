import { isOtherContent } from '../formats/integrity.ts';
import { betweenVersions, type BetweenVersions, type Difference } from '../measures/betweenVersions.ts';
import { intervalOf, type Interval } from '../measures/interval.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Change, Stand } from '../model/change.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { dayOf } from '../model/instant.ts';
import { nameOf } from '../model/purl.ts';
import { counted } from './numbers.ts';
import { governancePhrase } from './phrases.ts';
import { notesPage, type NotesPage } from './releaseNotes.ts';

/** What a change has changed between two versions of one package, with where to read more. */
export interface Between extends BetweenVersions {
  readonly from: string;
  readonly to: string;
  readonly interval: Interval;
  readonly notes: NotesPage | undefined;
}

/** What is known to have changed between the version before and the one judged; undefined where there are no two versions of one package. */
export function betweenOf(assessment: Assessment): Between | undefined {
  const { before, version, facts } = assessment;
  if (before === undefined || version === undefined) return undefined;
  const versions = { from: before, to: { version, facts } };
  return {
    from: before.version,
    to: version,
    ...betweenVersions(versions),
    interval: intervalOf(versions),
    notes: notesPage(assessment),
  };
}

/** Longest licence repeated, in UTF-16 units. */
const MAX_LICENCE = 60;

/** One difference in few words, in its publishers' words where it has to be: foreign text, to be made safe by whoever shows it. */
export function differenceWords(difference: Difference, { from, to }: Pick<Between, 'from' | 'to'>): string {
  switch (difference.what) {
    case 'publisher':
      return publisherWords(difference, from);
    case 'provenance':
      return difference.to ? 'provenance now' : 'no provenance any more';
    case 'licence': {
      const words = [difference.from, difference.to].map((text) => cut(text)).join(' → ');
      return `licence ${words}${difference.leavesOpen ? ', not open source' : ''}`;
    }
    case 'repository':
      return difference.to === null
        ? `names no repository any more (was ${difference.from ?? ''})`
        : `repository ${difference.from ?? 'none'} → ${difference.to}`;
    case 'access':
      return difference.from === difference.to
        ? `${difference.to === 1 ? 'another account' : 'other accounts'} can publish`
        : `accounts that could publish ${difference.from} → ${difference.to}`;
    case 'install-scripts':
      return difference.to ? 'runs scripts on install now' : 'no scripts on install any more';
    case 'deprecation':
      return difference.to ? `${to} is deprecated` : `${from} is deprecated, ${to} is not`;
    case 'retraction':
      return difference.to ? `${to} is withdrawn` : `${from} is withdrawn, ${to} is not`;
    case 'foundation':
      return `${governancePhrase(difference.governance)} since ${dayOf(difference.since)}`;
    case 'engine':
      return `Node.js ${difference.from} → ${difference.to} at least`;
  }
}

function cut(text: string): string {
  return text.length <= MAX_LICENCE ? text : `${text.slice(0, MAX_LICENCE - 1)}…`;
}

function publisherWords({ from, to, isNew }: Extract<Difference, { what: 'publisher' }>, version: string): string {
  if (to === 'workflow') return from === 'workflow' ? 'published by another workflow' : 'published by a workflow, not an account';
  const who = from === 'workflow' ? 'an account, not a workflow' : 'another account';
  return `published by ${who}${isNew === true ? `, its first release since ${version}` : ''}`;
}

/** How far apart the versions are: `3 releases, 120 days`; empty where neither is known. */
export function intervalWords({ days, releases }: Interval): string {
  return [
    ...(releases === undefined || releases.count === 0
      ? []
      : [`${releases.atLeast ? 'at least ' : ''}${counted(releases.count, 'release')}`]),
    ...(days === undefined ? [] : [counted(days, 'day')]),
  ].join(', ');
}

/**
 * What changed between the two versions of a change, a short phrase each, gravest first; then how far apart they are. Of what points elsewhere only what
 * it was and is. Foreign text: to be made safe by whoever shows it. Empty where nothing is known.
 */
export function betweenLines(change: Change, assessment: Assessment | undefined): readonly string[] {
  const elsewhere = change.kind === 'repointed' ? elsewhereWords(change) || contentWords(change) : '';
  const between = assessment && betweenOf(assessment);
  if (between === undefined) return elsewhere === '' ? [] : [elsewhere];
  const apart = intervalWords(between.interval);
  const told = between.differences.map((difference) => differenceWords(difference, between));
  return [...(elsewhere === '' ? [] : [elsewhere]), ...told, ...(apart === '' ? [] : [apart])];
}

/** The page to read about it, where one is known. */
export function betweenPage(assessment: Assessment | undefined): string | undefined {
  return assessment && betweenOf(assessment)?.notes?.url;
}

/** `was @example/a, is now github.com/example/b`, where the two are called otherwise. */
function elsewhereWords({ from, to }: Change): string {
  const [was, is] = [from, to].map((stand) => (stand === undefined ? '' : placeWords(stand)));
  return was === is || was === '' || is === '' ? '' : `was ${was ?? ''}, is now ${is ?? ''}`;
}

/** Of one version from one place: that a lockfile pins other contents of it, which no registry should serve. */
function contentWords({ from, to }: Change): string {
  if (from?.version === undefined || from.version !== to?.version || !isOtherContent(from.origin, to.origin)) return '';
  return 'the same version with other contents: its hash in the lockfile changed';
}

/** The package or repository; an address may hold credentials and is none of these. */
function placeWords({ dependency, origin }: Stand): string {
  const { target } = dependency;
  if (target.kind === 'forge') return `${target.repository.host}/${target.repository.owner}/${target.repository.name}`;
  const purl = purlOfDependency(dependency);
  if (target.kind === 'local') return 'a path';
  if (purl === null) return target.kind === 'url' ? 'an address' : '';
  return `${nameOf(purl)}${origin?.host === undefined ? '' : ` from ${origin.host}`}`;
}
