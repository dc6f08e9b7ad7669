import { hash } from '../../world/repository.ts';
import type { Answer, Person, Repository, Thread } from '../../world/repository.ts';
import { connection } from './connection.ts';
import type { Page } from './connection.ts';
import { iso } from './dates.ts';
import { actor } from './people.ts';

interface Asked extends Page {
  readonly states?: readonly string[] | null;
  readonly labels?: readonly string[] | null;
  readonly filterBy?: { readonly since?: string | null; readonly states?: readonly string[] | null } | null;
  readonly orderBy?: { readonly field: string; readonly direction: string } | null;
}

/** Issues or change requests, filtered and ordered as GitHub does: oldest first where nothing is asked. */
export function threads(repository: Repository, all: readonly Thread[], asked: Asked, kind: 'Issue' | 'PullRequest'): object {
  const { states: wanted, labels, filterBy, orderBy } = asked;
  const states = filterBy?.states ?? wanted;
  const since = filterBy?.since == null ? -Infinity : Date.parse(filterBy.since);
  const found = all.filter(
    (thread) =>
      (states == null || states.includes(stateOf(thread))) &&
      (labels == null || labels.some((label) => thread.labels.includes(label))) &&
      touched(thread) >= since,
  );
  const key = orderBy?.field === 'UPDATED_AT' ? touched : ({ at }: Thread) => at;
  const up = [...found].sort((a, b) => key(a) - key(b));
  return connection(orderBy?.direction === 'DESC' ? up.reverse() : up, asked, (thread) => node(repository, thread, kind));
}

function stateOf({ closed, merged }: Thread): string {
  return merged ? 'MERGED' : closed === null ? 'OPEN' : 'CLOSED';
}

function touched({ at, closed, answers }: Thread): number {
  return Math.max(at, closed?.at ?? 0, ...answers.map((answer) => answer.at));
}

function node(repository: Repository, thread: Thread, kind: 'Issue' | 'PullRequest'): object {
  const { number, title, by, association, at, closed, merged, answers, labels } = thread;
  const id = `${kind}_${hash(`${repository.fullName}#${number}`)}`;
  const comments = answers.filter(({ review }) => review === undefined);
  const common = {
    __typename: kind,
    id,
    number,
    title,
    url: `https://github.com/${repository.fullName}/${kind === 'Issue' ? 'issues' : 'pull'}/${number}`,
    state: stateOf(thread),
    closed: closed !== null,
    author: actor(by),
    authorAssociation: association,
    createdAt: iso(at),
    updatedAt: iso(touched(thread)),
    closedAt: closed === null ? null : iso(closed.at),
    labels: (page: Page) => connection(labels, page, (name) => ({ __typename: 'Label', name })),
    comments: (page: Page) => connection(comments, page, comment),
    timelineItems: (asked: Timeline) => timeline(thread, asked),
  };
  if (kind === 'Issue') return { ...common, stateReason: closed === null ? null : 'COMPLETED' };
  return {
    ...common,
    merged,
    mergedAt: merged && closed !== null ? iso(closed.at) : null,
    mergedBy: merged && closed !== null ? actor(closed.by) : null,
    isDraft: false,
    baseRefName: 'main',
    reviews: (page: Page) =>
      connection(
        answers.filter(({ review }) => review !== undefined),
        page,
        reviewed,
      ),
    latestReviews: (page: Page) =>
      connection(
        answers.filter(({ review }) => review !== undefined),
        page,
        reviewed,
      ),
  };
}

function comment({ by, association, at }: Answer): object {
  return {
    __typename: 'IssueComment',
    author: actor(by),
    authorAssociation: association,
    createdAt: iso(at),
    updatedAt: iso(at),
  };
}

function reviewed({ by, association, at, review }: Answer): object {
  const moment = iso(at);
  return {
    __typename: 'PullRequestReview',
    author: actor(by),
    authorAssociation: association,
    createdAt: moment,
    submittedAt: moment,
    state: review,
  };
}

interface Timeline extends Page {
  readonly since?: string | null;
  readonly itemTypes?: readonly string[] | null;
}

function timeline({ closed, merged, answers }: Thread, asked: Timeline): object {
  const event = (type: string, name: string, by: Person, at: number) => ({
    type,
    at,
    node: { __typename: name, actor: actor(by), createdAt: iso(at) },
  });
  const events = [
    ...answers.map((answer) =>
      answer.review === undefined
        ? { type: 'ISSUE_COMMENT', at: answer.at, node: comment(answer) }
        : { type: 'PULL_REQUEST_REVIEW', at: answer.at, node: reviewed(answer) },
    ),
    ...(closed === null ? [] : [event('CLOSED_EVENT', 'ClosedEvent', closed.by, closed.at)]),
    ...(closed === null || !merged ? [] : [event('MERGED_EVENT', 'MergedEvent', closed.by, closed.at)]),
  ];
  const since = asked.since == null ? -Infinity : Date.parse(asked.since);
  const found = events
    .filter(({ type, at }) => at >= since && (asked.itemTypes == null || asked.itemTypes.includes(type)))
    .sort((a, b) => a.at - b.at);
  return { ...connection(found, asked, ({ node: one }) => one), filteredCount: found.length };
}
