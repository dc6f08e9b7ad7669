import { DAY } from '../world/repository.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

/** The days Scorecard's check `Maintained` looks back, and the weekly activity that is enough for it. */
const WINDOW = 90;
const ENOUGH = WINDOW / 7;

/**
 * What deps.dev tells of an invented repository: open issues, and Scorecard's check `Maintained` as of its last weekly run. Real repositories
 * have none: the check counts issue activity too, and that is not recorded.
 */
export function scorecard({ repositories, now }: World, id: string): object | undefined {
  const repository = repositories?.get(id.replace(/^github\.com\//, '').toLowerCase())?.();
  if (repository?.issues === undefined) return undefined;
  const run = lastRun(Date.parse(now));
  const maintained = { name: 'Maintained', ...judged(repository, run), details: [] };
  const open = repository.issues.filter(({ closed }) => closed === null).length;
  return {
    openIssuesCount: open,
    scorecard: { date: new Date(run).toISOString(), overallScore: maintained.score, checks: [maintained] },
  };
}

/** Scorecard runs weekly: the Monday before, or today. */
function lastRun(now: number): number {
  const day = Math.floor(now / DAY);
  return (day - ((day + 3) % 7)) * DAY;
}

/** Source: Scorecard's probes for `Maintained` and its wording. */
function judged(
  { archived, archivedAt, createdAt, commits, issues = [] }: Repository,
  run: number,
): { readonly score: number; readonly reason: string } {
  const since = run - WINDOW * DAY;
  if (archived === true && (archivedAt ?? 0) <= run) return { score: 0, reason: 'project is archived' };
  if (createdAt !== undefined && createdAt > since)
    return { score: 0, reason: 'project was created within the last 90 days. Please review its contents carefully' };
  const within = (at: number) => at > since && at <= run;
  const made = commits().filter(({ committedAt }) => within(committedAt)).length;
  const answered = issues.filter(({ at, answers }) =>
    answers.some(
      (answer) => ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(answer.association) && (within(answer.at) || within(at)),
    ),
  ).length;
  const score = Math.min(10, Math.floor((10 * (made + answered)) / ENOUGH));
  return {
    score,
    reason: `${made} commit(s) and ${answered} issue activity found in the last 90 days -- score normalized to ${score}`,
  };
}
