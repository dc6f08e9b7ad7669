import * as facts from '../../facts/repositoryDetail.ts';
import type { Counting } from '../../model/counting.ts';
import type { AnyFactKey, FactKey, Missing } from '../../model/fact.ts';
import type { Instant } from '../../model/instant.ts';
import { missing, observe, type Observation } from '../../model/source.ts';
import type { RepositorySubject } from '../../model/subject.ts';
import { pageOf } from '../github/repositoryFacts.ts';
import { textOf, type DetailAnswer, type Head } from './answer.ts';
import { fundingChannelsOf } from './fundingJson.ts';
import { licenceFileNamesOf } from './licenceFile.ts';
import { leadHistoryOf, monthlyCommitsOf } from './histories.ts';
import { listedMaintainersOf } from './listedMaintainers.ts';
import { mergersOf } from './mergers.ts';
import { newcomersOf } from './newcomers.ts';
import { ownWordOf } from './ownWord.ts';
import type { Known } from './question.ts';
import { responsivenessOf } from './responses.ts';
import { unreleasedWorkOf } from './unreleased.ts';

/** Every fact that the detail brings. */
export const DETAIL_FACTS = [
  facts.monthlyCommits,
  facts.leadHistory,
  facts.mergers,
  facts.responsiveness,
  facts.newcomers,
  facts.listedMaintainers,
  facts.ownWord,
  facts.licenceFileChanges,
  facts.licenceFileNames,
  facts.unreleasedWork,
  facts.fundingManifest,
] as const satisfies readonly AnyFactKey[];

/** What the question was built on, and why facts that need more are missing. */
export interface Context {
  readonly now: Instant;
  /** Who counts as no human, and who as one, as the team says. */
  readonly counting?: Counting | undefined;
  readonly known: Known;
  /** Why parts of the batch are not known: then nothing was asked that hangs on them. */
  readonly unknown: { readonly activity?: Missing; readonly documents?: Missing; readonly tag?: Missing };
  /** Why a field was not answered: of the first problem below one of the aliases given, else of the answer. */
  readonly why: (...aliases: readonly string[]) => Missing;
}

/** The facts in an answer, each failing alone, with its own reason. */
export function detailFactsOf(subject: RepositorySubject, answer: DetailAnswer, context: Context): readonly Observation[] {
  const { now, counting, known, unknown, why } = context;
  const page = pageOf(subject, answer);
  // An empty repository has no commits to tell of; a head that was not answered tells nothing.
  const head: Head = answer.defaultBranchRef?.target ?? {};
  const say = <T>(key: FactKey<T>, value: T | undefined, because: Missing, path = ''): Observation =>
    value === undefined ? missing(subject, key, because) : observe(subject, key, value, page + path);
  const fullName = answer.nameWithOwner ?? `${subject.owner}/${subject.name}`;
  const file = (path: string) => `/blob/HEAD/${escapedPath(path)}`;
  const { documents, tag } = known;

  const listed = listedMaintainersOf(answer, head, known, now, counting);
  const word = ownWordOf(answer, head, known, { names: namesOf(fullName, subject), fullName });
  const funding = textOf(answer.funding_json);
  const noLicence = unknown.documents ?? (documents.licence === undefined ? 'not-found' : why('defaultBranchRef'));
  const licenceHistory = documents.licence === undefined ? '' : `/commits/HEAD/${escapedPath(documents.licence)}`;
  return [
    say(facts.monthlyCommits, monthlyCommitsOf(head, now), why('defaultBranchRef'), '/graphs/contributors'),
    say(
      facts.leadHistory,
      leadHistoryOf(head, now, { second: known.second, counting }),
      known.busiestId === null ? (unknown.activity ?? 'not-served') : why('defaultBranchRef'),
      '/graphs/contributors',
    ),
    say(facts.mergers, answer.merged && mergersOf(answer.merged, now, counting?.bots), why('merged'), '/pulls?q=is%3Amerged'),
    say(facts.responsiveness, responsivenessOf(answer, now, counting?.bots), why('issues', 'changes'), '/issues'),
    say(facts.newcomers, newcomersOf(head, known.busiestId, counting), why('defaultBranchRef'), '/graphs/contributors'),
    say(
      facts.listedMaintainers,
      unknown.documents === undefined ? (listed ?? undefined) : undefined,
      unknown.documents ??
        (listed === null ? 'not-found' : why('maintainers', 'owners', 'codeowners', 'defaultBranchRef', 'merged')),
      listed ? file(listed.file) : '',
    ),
    say(
      facts.ownWord,
      unknown.documents === undefined ? word : undefined,
      unknown.documents ?? why('security_insights', 'readme'),
      word ? file(word.file) : '',
    ),
    say(
      facts.licenceFileChanges,
      head.licence?.nodes.map(({ authoredDate }) => authoredDate),
      noLicence,
      licenceHistory,
    ),
    say(facts.licenceFileNames, licenceFileNamesOf(head), noLicence, licenceHistory),
    say(
      facts.unreleasedWork,
      tag === null ? undefined : unreleasedWorkOf(answer, tag),
      unknown.tag ?? (tag === null ? 'not-found' : why('tag')),
      tag === null ? '' : `/compare/${encodeURIComponent(tag)}...HEAD`,
    ),
    say(
      facts.fundingManifest,
      documents['funding-json'] === undefined
        ? unknown.documents === undefined
          ? []
          : undefined
        : typeof funding === 'string'
          ? fundingChannelsOf(funding, subject, fullName)
          : undefined,
      unknown.documents ?? (typeof funding === 'string' ? 'malformed' : why('funding_json')),
      documents['funding-json'] === undefined ? '' : file(documents['funding-json']),
    ),
  ];
}

function escapedPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** What a README may call the project by: names that are common words would make any sentence about it. */
function namesOf(fullName: string, { name }: RepositorySubject): readonly string[] {
  const own = [fullName, fullName.split('/')[1] ?? name, name];
  return [...new Set(own.map((one) => one.toLowerCase()))].filter((one) => one.length >= 3);
}
