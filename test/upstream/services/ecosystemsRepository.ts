import { DAY, NotRecorded } from '../world/repository.ts';
import type { Commit, Moment, Repository, Thread } from '../world/repository.ts';
import type { World } from '../world/world.ts';

/** What ecosyste.ms knows of a repository beside a package, in its own words. */
export interface RepositoryFacts {
  readonly syncedAt: string;
  readonly metadata: object;
  /** Absent where issues and changes are not recorded. */
  readonly issues?: object;
}

/** A year as ecosyste.ms counts it. */
const YEAR = 365 * DAY;

/** Undefined where the world does not know the repository, or knows nothing of its work at that moment. */
export function repositoryFacts({ repositories, now }: World, project: string): RepositoryFacts | undefined {
  const repository = repositories?.get(project.replace(/^github\.com\//, '').toLowerCase())?.();
  if (repository === undefined) return undefined;
  const commits = commitsOf(repository);
  if (commits === undefined) return undefined;
  const { fullName, archived, owner, issues, pulls } = repository;
  const at = Date.parse(now);
  const metadata = defined({
    full_name: fullName,
    owner: fullName.split('/')[0],
    owner_record:
      owner === undefined ? undefined : { login: fullName.split('/')[0], kind: owner.kind === 'User' ? 'user' : 'organization' },
    archived,
    fork: repository.forkOf === undefined ? undefined : repository.forkOf !== null,
    pushed_at: commits[0] === undefined ? null : new Date(commits[0].committedAt).toISOString(),
    license: repository.licence,
    metadata:
      repository.funding === undefined
        ? undefined
        : { funding: repository.funding.length === 0 ? null : fundingKeys(repository) },
    commit_stats: commitStats(repository, commits),
  });
  return {
    syncedAt: now,
    metadata,
    ...(issues === undefined || pulls === undefined ? {} : { issues: issueFacts(issues, pulls, at) }),
  };
}

function commitsOf(repository: Repository): readonly Commit[] | undefined {
  try {
    return repository.commits();
  } catch (error) {
    if (error instanceof NotRecorded) return undefined;
    throw error;
  }
}

/** Non-merge commits by author, of all time; `dds` is the share not made by the busiest. Who made the uncounted ones before is not known. */
function commitStats(repository: Repository, commits: readonly Commit[]): object | undefined {
  if (repository.before.commits > 0) return undefined;
  const counts = new Map<string, number>();
  const own = commits.filter(({ merge }) => !merge);
  for (const { author } of own) counts.set(author.login, (counts.get(author.login) ?? 0) + 1);
  if (own.length === 0) return undefined;
  const busiest = Math.max(...counts.values());
  return {
    total_commits: own.length,
    total_committers: counts.size,
    mean_commits: own.length / counts.size,
    dds: 1 - busiest / own.length,
  };
}

function issueFacts(issues: readonly Thread[], pulls: readonly Thread[], now: Moment): object {
  const recent = (all: readonly Thread[]) => all.filter(({ at }) => at > now - YEAR);
  const keepers = new Set(
    [...issues, ...pulls].flatMap(({ answers }) =>
      answers.filter(({ at, association }) => at > now - YEAR && association !== 'NONE').map(({ by }) => by.login),
    ),
  );
  return {
    issues_count: issues.length,
    pull_requests_count: pulls.length,
    past_year_issues_count: recent(issues).length,
    past_year_pull_requests_count: recent(pulls).length,
    past_year_issues_closed_count: recent(issues).filter(({ closed }) => closed !== null).length,
    past_year_merged_pull_requests_count: recent(pulls).filter(({ merged }) => merged).length,
    maintainers: [...keepers].map((login) => ({ login, count: 1 })),
    active_maintainers: [...keepers].map((login) => ({ login, count: 1 })),
  };
}

function fundingKeys({ funding = [] }: Repository): object {
  return Object.fromEntries(funding.map(({ platform, url }) => [platform.toLowerCase(), url ?? null]));
}

function defined(of: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined));
}
