import { archival, forgeLicence, recentWork } from '../../facts/repository.ts';
import type { FactKey } from '../../model/fact.ts';
import { daysBetween, type Instant } from '../../model/instant.ts';
import { missing, observe, type Observation } from '../../model/source.ts';
import { repositoryKey, type RepositorySubject } from '../../model/subject.ts';
import { plausibleInstant } from '../go/versionInfo.ts';
import type { DepsDevProject } from './projectAnswers.ts';

/** Days after which "not archived" and "so much work lately" say nothing of today: as long as the window they look back over. */
const SPEAKS_FOR_DAYS = 90;
/** SPDX identifiers, and the word deps.dev has for a licence without one. Source: the SPDX specification, annex D; deps.dev's API. */
const SPDX_ID = /^[A-Za-z0-9][A-Za-z0-9.+-]{0,99}$/;
const UNNAMED_LICENCE = 'non-standard';

/** What deps.dev's record of a repository says, fact by fact; what it does not say is said to be so. */
export function projectObservations(subject: RepositorySubject, project: DepsDevProject, now: Instant): readonly Observation[] {
  const url = projectPage(subject);
  const { work, state, asOf } = maintained(project, now);
  const dated = asOf === undefined ? {} : { asOf };
  const say = <T>(fact: FactKey<T>, value: T | undefined, more = {}): Observation =>
    value === undefined ? missing(subject, fact, 'not-served') : observe(subject, fact, value, url, more);
  return [
    say(archival, state, dated),
    say(recentWork, work, dated),
    // No licence named may be one that deps.dev did not read: never "none".
    say(forgeLicence, licenceOf(project)),
  ];
}

/** deps.dev's name of a repository. */
export function projectIdOf(subject: RepositorySubject): string {
  return repositoryKey(subject);
}

function projectPage(subject: RepositorySubject): string {
  const { host, owner, name } = subject;
  return `https://deps.dev/project/${host.replace(/\.(?:com|org)$/, '')}/${encodeURIComponent(`${owner}/${name}`)}`;
}

interface Maintained {
  readonly state?: { readonly archived: boolean; readonly disabled: boolean; readonly at: null };
  readonly work?: { readonly commits: number; readonly issues: number };
  /** The day Scorecard looked. */
  readonly asOf?: Instant;
}

/**
 * The check `Maintained` in its own words. It asks first whether the repository is archived, then whether it is too young, and only then
 * counts: so a count says that it was not archived that day (nor disabled, or there were nothing to count). A score below zero says that
 * the check could not be run. Source: OpenSSF Scorecard, checks/maintained.
 */
function maintained({ scorecard }: DepsDevProject, now: Instant): Maintained {
  const check = scorecard?.checks?.find((one) => one?.name === 'Maintained');
  const asOf = scorecard?.date === undefined ? null : plausibleInstant(scorecard.date, now);
  if (check?.reason === undefined || check.score === undefined || check.score < 0 || asOf === null) return {};
  if (/^project is archived\b/.test(check.reason)) return { asOf, state: { archived: true, disabled: false, at: null } };
  const [, commits, issues] =
    /^(\d{1,6}) commit\(s\) and (\d{1,6}) issue activity found in the last 90 days\b/.exec(check.reason) ?? [];
  if (commits === undefined || issues === undefined || daysBetween(asOf, now) > SPEAKS_FOR_DAYS) return {};
  return {
    asOf,
    state: { archived: false, disabled: false, at: null },
    work: { commits: Number(commits), issues: Number(issues) },
  };
}

function licenceOf({ license }: DepsDevProject): string | undefined {
  return license !== undefined && license !== UNNAMED_LICENCE && SPDX_ID.test(license) ? license : undefined;
}
