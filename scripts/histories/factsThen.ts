import * as ofPackage from '../../server/src/facts/package.ts';
import * as ofRepository from '../../server/src/facts/repository.ts';
import * as detail from '../../server/src/facts/repositoryDetail.ts';
import { versionLicence } from '../../server/src/facts/version.ts';
import type { Fact, FactKey, FactView, Provenance } from '../../server/src/model/fact.ts';
import { foundationThen } from './foundationThen.ts';
import { dateOf, RECORDED_FROM, type History } from './history.ts';
import { leadHistoryBefore, monthlyCommitsBefore } from './lead.ts';
import { ownWordBefore } from './ownWord.ts';
import { licenceOn, licenceParts, licenceRunsOf, licensedVersions, releasesOf, stableTags } from './releases.ts';
import { employersBefore, yearBefore } from './year.ts';

/** Values by fact id, worked out when asked for; undefined where the history cannot tell. */
type Told = Readonly<Record<string, () => unknown>>;

/**
 * What a history tells of the moment a day begins, as the product's own facts. Whatever it cannot tell is unknown, as `unsupported`: nobody can be asked
 * about the past, which says nothing of the project (`not-served` would cast doubt on it). A moment after the day it was read tells nothing at all.
 * `supposed` are values by fact id that come from elsewhere and stand instead.
 */
export function factsThen(history: History, day: number, supposed: Readonly<Record<string, unknown>> = {}): FactView {
  const told = day > history.observed ? {} : toldOf(history, day);
  const from = { source: 'history', url: `https://github.com/${history.repository}`, fetchedAt: dateOf(day) };
  const known = new Map<string, Fact<unknown>>();
  return {
    get<T>({ id }: FactKey<T>): Fact<T> {
      const fact = known.get(id) ?? factOf(Object.hasOwn(supposed, id) ? supposed[id] : told[id]?.(), from);
      known.set(id, fact);
      return fact as Fact<T>; // the value was made for this very id
    },
  };
}

function factOf(value: unknown, from: Provenance): Fact<unknown> {
  return value === undefined ? { state: 'unknown', why: 'unsupported' } : { state: 'known', value, from };
}

function toldOf(history: History, day: number): Told {
  // The year must not reach into what is recorded as a number only.
  const isRecorded = history.before2014.commits === 0 || day - 365 >= RECORDED_FROM;
  const year = () => (isRecorded ? yearBefore(history, day) : undefined);
  const stable = stableTags(history, day);
  const versions = () => licensedVersions(history, stable);
  const newest = stable.at(-1);
  return {
    ...value(ofRepository.activity, year),
    ...value(ofRepository.affiliations, () => (isRecorded ? employersBefore(history, day) : undefined)),
    ...value(ofRepository.identity, () => identityThen(history, day)),
    ...value(ofRepository.foundation, () => foundationThen(history.repository, dateOf(day))),
    ...value(ofRepository.newestTag, () => (newest === undefined ? null : { name: newest.name, at: dateOf(newest.day) })),
    ...value(ofRepository.forgeLicence, () => licenceOn(history, day - 1) ?? undefined),
    ...value(detail.leadHistory, () => leadHistoryBefore(history, day)),
    ...value(detail.monthlyCommits, () => monthlyCommitsBefore(history, day)),
    ...value(detail.ownWord, () => ownWordBefore(history, day)),
    ...value(detail.licenceFileChanges, () => licenceChanges(history, day).map(({ at }) => at)),
    // Read by the rule `licence-change`: what the file called itself after each of those changes.
    'licence-file-names': () => licenceChanges(history, day),
    ...value(detail.unreleasedWork, () => (newest === undefined ? undefined : unreleased(history, day, newest))),
    ...value(ofPackage.releases, () => releasesOf(stable)),
    ...value(ofPackage.licenceRuns, () => {
      const runs = licenceRunsOf(versions());
      return runs.length === 0 ? undefined : runs;
    }),
    ...value(versionLicence, () => versions().at(-1)?.licence ?? undefined),
  };
}

/** The release a line would resolve to that requires the newest: the highest version of the repository's own. */
export function versionThen(history: History, day: number): string | undefined {
  return licensedVersions(history, stableTags(history, day)).at(-1)?.version;
}

function value<T>({ id }: FactKey<T>, of: () => T | undefined): Told {
  return { [id]: of };
}

/** When its forge made the repository, and what of, is not recorded; the age of its history is. */
function identityThen({ repository, before2014, commits }: History, day: number): ofRepository.RepositoryIdentity {
  const first = Math.min(before2014.firstDay ?? Infinity, commits[0]?.day ?? Infinity);
  return {
    fullName: repository,
    renamed: false,
    forkOf: null,
    mirror: false,
    createdAt: null,
    olderThanAYear: Number.isFinite(first) ? first < day - 365 : null,
    olderThanThreeYears: Number.isFinite(first) ? first < day - 3 * 365 : null,
  };
}

function licenceChanges(
  { licences }: History,
  day: number,
): readonly { readonly at: string; readonly licences: readonly string[] }[] {
  return licences
    .filter((change) => change.day < day)
    .map((change) => ({ at: dateOf(change.day), licences: change.words === null ? [] : licenceParts(change.words) }))
    .reverse()
    .slice(0, 10);
}

/** Commits that came after the day of the newest release; whether they change what ships cannot be told. */
function unreleased(history: History, day: number, tag: { readonly name: string; readonly day: number }): detail.UnreleasedWork {
  const after = history.commits.filter(({ landed }) => landed > tag.day && landed < day);
  return {
    tag: tag.name,
    commits: after.length,
    shipped: null,
    oldest: after.map(({ at }) => at).sort()[0] ?? null,
  };
}
