import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { deprecation } from '../../server/src/facts/package.ts';
import { archival } from '../../server/src/facts/repository.ts';
import type { Instant } from '../../server/src/model/instant.ts';
import { dayNumber, type History } from '../histories/history.ts';

/** One thing that happened to a project, to the month: `archived`, `rescued`, `deprecated` … */
export interface ProjectEvent {
  /** `YYYY-MM`; the recorders did not verify it. */
  readonly month: string;
  readonly kind: string;
  readonly words: string;
}

/** Events by `owner/name`, oldest first. */
export type Events = ReadonlyMap<string, readonly ProjectEvent[]>;

const Rows = z.array(z.tuple([z.string(), z.string(), z.string()]));

/** Reads `known_events.json` of a folder of recorded histories; throws where it cannot be read. */
export function readEvents(histories: string): Events {
  const { _note: _, ...projects } = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(readFileSync(join(histories, 'known_events.json'), 'utf8')));
  return new Map(
    Object.entries(projects).map(([repository, rows]) => [
      repository,
      Rows.parse(rows)
        .map(([month, kind, words]) => ({ month, kind, words }))
        .sort((a, b) => (a.month < b.month ? -1 : 1)),
    ]),
  );
}

/** Days after the month of an archival within which commits still count as of before: the recorders' months are not verified. */
const UNSURE_DAYS = 90;

/**
 * The facts of an ending that a day's services would have told and no history holds: archived and not opened again, or deprecated, in an earlier
 * month. A commit that came to the branch long after an archival shows that it was undone. Of a project without such an event they stay unknown, for
 * the list of events does not claim to be complete.
 */
export function endingsBefore(
  events: readonly ProjectEvent[],
  day: Instant,
  { commits }: Pick<History, 'commits'>,
): Readonly<Record<string, unknown>> {
  const past = events.filter(({ month }) => month < day.slice(0, 7));
  const kept = past.findLast(({ kind }) => kind === 'archived' || kind === 'rescued');
  const isArchived = kept?.kind === 'archived' && !isWrittenTo(commits, dayNumber(`${kept.month}-28`), dayNumber(day));
  return {
    // Only the month is told, so no day is said.
    ...(isArchived ? { [archival.id]: { archived: true, disabled: false, at: null } } : {}),
    ...(past.some(({ kind }) => kind === 'deprecated') ? { [deprecation.id]: '' } : {}),
  };
}

function isWrittenTo(commits: History['commits'], archived: number, before: number): boolean {
  return commits.some(({ landed }) => landed > archived + UNSURE_DAYS && landed < before);
}

/** Project-years (every 1 January 2016-2024 at which a project was there and observed), and those that an ending is recorded of. */
export function endingShares(
  histories: readonly History[],
  events: Events,
): Readonly<Record<'years' | 'archived' | 'deprecated', number>> {
  const years = histories.flatMap((history) =>
    Array.from({ length: 9 }, (_, at) => `${2016 + at}-01-01`)
      .filter((day) => isThere(history, dayNumber(day)))
      .map((day) => endingsBefore(events.get(history.repository) ?? [], day, history)),
  );
  const having = (id: string) => years.filter((endings) => Object.hasOwn(endings, id)).length;
  return { years: years.length, archived: having(archival.id), deprecated: having(deprecation.id) };
}

function isThere({ before2014, commits, observed }: History, day: number): boolean {
  return Math.min(before2014.firstDay ?? Infinity, commits[0]?.day ?? Infinity) < day && observed >= day;
}
