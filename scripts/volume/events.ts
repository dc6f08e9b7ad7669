import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { deprecation } from '../../server/src/facts/package.ts';
import { archival } from '../../server/src/facts/repository.ts';
import type { Instant } from '../../server/src/model/instant.ts';

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

/**
 * The facts of an ending that a day's services would have told and no history holds: archived and not opened again, or deprecated, in an earlier
 * month. Of a project without such an event they stay unknown, for the list of events does not claim to be complete.
 */
export function endingsBefore(events: readonly ProjectEvent[], day: Instant): Readonly<Record<string, unknown>> {
  const past = events.filter(({ month }) => month < day.slice(0, 7));
  const kept = past.findLast(({ kind }) => kind === 'archived' || kind === 'rescued');
  return {
    // Only the month is told, so no day is said.
    ...(kept?.kind === 'archived' ? { [archival.id]: { archived: true, disabled: false, at: null } } : {}),
    ...(past.some(({ kind }) => kind === 'deprecated') ? { [deprecation.id]: '' } : {}),
  };
}
