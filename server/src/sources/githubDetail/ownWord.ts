import type { OwnStatus } from '../../facts/repositoryDetail.ts';
import type { Instant } from '../../model/instant.ts';
import { textOf, type DetailAnswer, type Head } from './answer.ts';
import type { Known } from './question.ts';
import { saidInReadme, type Names } from './readmeNotice.ts';
import { saidInInsights } from './securityInsights.ts';
import { saidByBadge } from './statusBadge.ts';
import type { Said } from './words.ts';

/** The maintainers' own word, and where it stands. */
export interface OwnWord {
  readonly status: OwnStatus;
  readonly words: string;
  readonly file: string;
  readonly since: Instant | null;
}

/**
 * The maintainers' own word: SECURITY-INSIGHTS before a repostatus badge before a README notice. A mere "active", which templates say, yields to
 * a later document that says more. Null where all that there is was read and says nothing; undefined where something was not answered.
 */
export function ownWordOf(
  answer: Pick<DetailAnswer, 'security_insights' | 'readme'>,
  head: Head,
  { documents }: Pick<Known, 'documents'>,
  names: Names,
): OwnWord | null | undefined {
  const { 'security-insights': insightsPath, readme: readmePath } = documents;
  const insights = insightsPath === undefined ? null : textOf(answer.security_insights);
  const readme = readmePath === undefined ? null : textOf(answer.readme);
  const said: readonly (readonly [Said | undefined, string])[] = [
    [typeof insights === 'string' ? saidInInsights(insights) : undefined, insightsPath ?? ''],
    [typeof readme === 'string' ? saidByBadge(readme) : undefined, readmePath ?? ''],
    [typeof readme === 'string' ? saidInReadme(readme, names) : undefined, readmePath ?? ''],
  ];
  const words = said.flatMap(([one, file]) => (one === undefined ? [] : [{ one, file }]));
  const first = words.find(({ one }) => one.status !== 'active') ?? words[0];
  if (first === undefined) return insights === undefined || readme === undefined ? undefined : null;
  const { one, file } = first;
  return {
    status: one.status,
    words: one.words,
    file,
    since: one.since ?? (file === readmePath ? writtenAt(head, one.line) : null),
  };
}

/** When the line came in as it stands, by git's blame. */
function writtenAt(head: Head, line: number | undefined): Instant | null {
  const range = head.blame?.ranges.find(
    ({ startingLine, endingLine }) => line !== undefined && startingLine <= line && line <= endingLine,
  );
  return range?.commit.authoredDate ?? null;
}
