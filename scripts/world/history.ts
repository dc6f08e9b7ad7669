import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const History = z.object({
  snapshot: z.object({ observed_until: z.string() }),
  tags: z.catch(z.array(z.object({ name: z.string(), day: z.number() })), []),
  tag_cols: z.catch(z.optional(z.nullable(z.object({ name: z.array(z.string()), day: z.array(z.number()) }))), null),
  license_history: z.catch(z.array(z.object({ day: z.number(), spdx: z.nullable(z.string()) })), []),
});

/** What a recorded history says of versions. Days are days since 1970-01-01. */
export interface RecordedHistory {
  /** The day the history was read: nothing is known after it. */
  readonly observed: string;
  readonly tags: readonly { readonly name: string; readonly day: number }[];
  /** The licence file by the day it changed; null where the recorders could not tell what it is. */
  readonly licences: readonly (readonly [day: number, spdx: string | null])[];
}

/** Reads `<owner>__<name>.json` from a histories folder; throws where it is absent or of another shape. */
export function readHistory(folder: string, repository: string): RecordedHistory {
  const text = readFileSync(join(folder, `${repository.replace('/', '__')}.json`), 'utf8');
  const { snapshot, tags, tag_cols: columns, license_history: licences } = History.parse(JSON.parse(text));
  const columnTags = columns?.name.map((name, at) => ({ name, day: columns.day[at] ?? Number.NaN })) ?? [];
  return {
    observed: snapshot.observed_until,
    tags: [...tags, ...columnTags],
    licences: licences.map(({ day, spdx }) => [day, spdxOnly(spdx)]),
  };
}

const NO_NUMBER = new Set(['0BSD', 'ISC', 'MIT', 'WTFPL']);

/** `Apache-2.0+MIT` keeps its parts, one space apart; words that are no SPDX identifier (`LGPL`, `other`) are unknown. */
function spdxOnly(recorded: string | null): string | null {
  const parts = recorded?.split(/[+|]/) ?? [];
  return parts.length > 0 && parts.every((part) => NO_NUMBER.has(part) || /^[A-Za-z]+-\d/.test(part)) ? parts.join(' ') : null;
}
