import * as ofPackage from '../facts/package.ts';
import { activity, identity, recentWork } from '../facts/repository.ts';
import { versionPublished } from '../facts/version.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Missing } from '../model/fact.ts';
import type { Instant } from '../model/instant.ts';
import { purlOfDependency, type Scope } from '../model/manifest.ts';
import { nameOf, typeOf } from '../model/purl.ts';
import { activeWords, standingPhrase } from './activityWords.ts';
import { foreignHostWords } from './elsewhereWords.ts';
import { counted } from './numbers.ts';
import { ago, governancePhrase } from './phrases.ts';
import { ownStatus } from './ownStatus.ts';
import { plain } from './terminal.ts';

/** One dependency in the cells of a report's line, fit for a terminal. */
export interface Row {
  /** The name as written, and what really stands behind it (`alias => real`). */
  readonly name: string;
  /** The version the line resolves to, else what it asks for. */
  readonly version: string;
  /** The foundation, empty where none is known. */
  readonly net: string;
  readonly rest: string;
}

/** How sections are called in a line; those that say nothing have no word. */
const SCOPE_WORDS: Readonly<Partial<Record<Scope, string>>> = {
  devDependencies: 'dev',
  peerDependencies: 'peer',
  optionalDependencies: 'optional',
  overrides: 'override',
  catalog: 'catalog',
};

/**
 * The cells of one dependency's line; `isHostTold`: a foreign host that it is taken from is said beside them; `isStandingTold`, `isAccessTold`: the
 * standing, and who can publish and whether money is asked for, are in the rest.
 */
export function rowOf(
  assessment: Assessment,
  now: Instant,
  { isHostTold = false, isStandingTold = true, isAccessTold = true } = {},
): Row {
  const { dependency, version } = assessment;
  const { foundation: safetyNet } = assessment.safetyNet;
  const { kind } = dependency.target;
  const scope = SCOPE_WORDS[dependency.scope];
  const way = [...(scope === undefined ? [] : [scope]), ...(dependency.indirect ? ['indirect'] : [])];
  const told =
    isHostTold && assessment.foreignHost !== undefined
      ? ['not asked']
      : [...stateWords(assessment, now, isStandingTold), ...(isAccessTold ? accessWords(assessment) : [])];
  return {
    name: plain(nameText(assessment)),
    // An address can hold credentials, and says nothing that a reader must decide by.
    version: plain(version ?? (kind === 'registry' || kind === 'catalog' ? (dependency.requirement ?? '') : '')),
    net: safetyNet.state === 'known' && safetyNet.value !== null ? plain(governancePhrase(safetyNet.value)) : '',
    rest: [...told, ...way].join(' · '),
  };
}

function nameText({ dependency }: Assessment): string {
  const purl = purlOfDependency(dependency);
  if (purl === null || !['npm', 'golang'].includes(typeOf(purl)) || nameOf(purl) === dependency.name) return dependency.name;
  return `${dependency.name} => ${nameOf(purl)}`;
}

/** Where a dependency comes from when not from a registry, what its registry lacks, or how it is kept there, its standing told where that decides. */
function stateWords(assessment: Assessment, now: Instant, isTold: boolean): readonly string[] {
  const { dependency, version, facts } = assessment;
  switch (dependency.target.kind) {
    case 'local':
      return ['local'];
    case 'forge':
      return ['from git', ...ownStatus(assessment), ...keptWords(assessment, now, isTold)];
    case 'url':
      return ['from an address'];
    case 'none':
      return ['cannot be read'];
    case 'catalog':
    case 'registry': {
      const newest = facts.get(ofPackage.latest);
      if (newest.state === 'unknown') return absentWords(newest.why, assessment);
      const published = facts.get(versionPublished);
      const isMissing = published.state === 'unknown' && published.why === 'not-found';
      return [
        ...(version === undefined ? ['version not resolved'] : isMissing ? ['version not in the registry'] : []),
        ...ownStatus(assessment),
        ...releaseWords(newest.value, version, now),
        ...keptWords(assessment, now, isTold),
      ];
    }
  }
}

/** Who can publish it, and whether money is asked for, as the registry of a release says. */
function accessWords({ dependency: { target }, facts }: Assessment): readonly string[] {
  if ((target.kind !== 'registry' && target.kind !== 'catalog') || facts.get(ofPackage.latest).state === 'unknown') return [];
  const publishers = facts.get(ofPackage.canPublish);
  const asks = facts.get(ofPackage.funding);
  return [
    ...(publishers.state === 'known' ? [`${counted(publishers.value, 'account')} can publish`] : []),
    ...(asks.state === 'known' && asks.value.length > 0 ? ['asks for funding'] : []),
  ];
}

/** A registry that knows no release: it has no such name, had one, or was not to be asked. */
function absentWords(why: Missing, { facts, foreignHost }: Assessment): readonly string[] {
  if (foreignHost !== undefined) return [plain(`not asked: ${foreignHostWords(foreignHost)}`)];
  if (why === 'private') return ['private name, not asked'];
  if (why !== 'not-found') return [];
  const gone = facts.get(ofPackage.unpublished);
  return [gone.state === 'known' && gone.value.all ? 'every version unpublished' : 'not in the registry'];
}

/** How it stands, as far as that decides and `isTold`; how many keep it alive, and where that was not counted, the work a bulk service saw. */
function keptWords({ facts, standing }: Assessment, now: Instant, isTold: boolean): readonly string[] {
  const [year, known] = [facts.get(activity), facts.get(identity)];
  const counts = {
    ...(year.state === 'known' ? { activity: year.value } : {}),
    ...(known.state === 'known' ? { identity: known.value } : {}),
    now,
  };
  const stands = isTold ? standingPhrase(standing, counts) : [];
  const words = year.state === 'known' ? activeWords(year.value) : undefined;
  if (words !== undefined) return [...stands, words];
  const work = facts.get(recentWork);
  const bulk = year.state === 'unknown' && work.state === 'known' ? [`${counted(work.value.commits, 'commit')} in 90 days`] : [];
  return [...stands, ...bulk];
}

function releaseWords(
  { version: newest, at }: { readonly version: string; readonly at: Instant | null },
  version: string | undefined,
  now: Instant,
) {
  if (newest !== version) return [plain(at === null ? `newest ${newest}` : `newest ${newest}, ${ago(at, now)}`)];
  return at === null ? [] : [`released ${ago(at, now)}`];
}
