import * as z from 'zod/mini';
import { parseGoVersion } from '../../formats/goVersion.ts';
import { UpstreamFailure } from '../../model/failure.ts';
import type { Instant } from '../../model/instant.ts';
import { headOf, isIncompatible, newestFirst, type DatedVersion } from './releaseFacts.ts';
import { keepNotice, keepRetractions, type Retraction } from './retraction.ts';
import { plausibleInstant } from './versionInfo.ts';

const text = z.catch(z.optional(z.string()), undefined);
const flag = z.catch(z.optional(z.boolean()), undefined);
/** One row of the version list. Source: golang.org/x/pkgsite, `/v1beta/versions`; a beta, so every field but the names may go. */
const Row = z.object({
  modulePath: z.string(),
  version: z.string(),
  commitTime: text,
  hasGoMod: flag,
  deprecated: flag,
  deprecationReason: text,
  retracted: flag,
  retractionReason: text,
});
const Page = z.object({ items: z.array(z.unknown()), nextPageToken: text });

type VersionRow = z.infer<typeof Row> & DatedVersion;

/** One page of the version list: the rows of one module, and the token of the next page. */
export interface VersionPage {
  readonly rows: readonly VersionRow[];
  readonly next: string | undefined;
}

/**
 * Reads a page; rows of other modules (the list folds `/v2` in) and odd rows are left out. Throws {@link UpstreamFailure} `malformed`
 * where it is no such list at all.
 */
export function readVersionPage(json: unknown, modulePath: string, now: Instant): VersionPage {
  const page = Page.safeParse(json);
  if (!page.success) throw new UpstreamFailure('malformed', 'no list of versions');
  const rows = page.data.items.flatMap((item): VersionRow[] => {
    const row = Row.safeParse(item);
    if (!row.success || row.data.modulePath !== modulePath || parseGoVersion(row.data.version) === undefined) return [];
    const { commitTime } = row.data;
    return [{ ...row.data, at: commitTime === undefined ? null : plausibleInstant(commitTime, now) }];
  });
  return { rows, next: page.data.nextPageToken === '' ? undefined : page.data.nextPageToken };
}

/** What the rows of a module say together. A field that no row has is undefined: not served. */
interface ModuleVersions {
  /** All versions with a tag, newest first; the newest commits where there is no tag. */
  readonly all: readonly DatedVersion[];
  /** Those that count for "newest": without `+incompatible` ones where a version with a go.mod came after them. */
  readonly current: readonly DatedVersion[];
  readonly retractions: readonly Retraction[] | undefined;
  readonly deprecation: string | null | undefined;
}

/** Puts the rows of a module together. */
export function moduleVersions(rows: readonly VersionRow[]): ModuleVersions {
  const unique = newestFirst([...new Map(rows.map((row) => [row.version, row])).values()]);
  const tagged = unique.filter(({ version }) => parseGoVersion(version)?.pseudo === null);
  const all = tagged.length > 0 ? tagged : unique;
  const compatible = all.filter((row) => !isIncompatible(row));
  const current = headOf(compatible)?.hasGoMod === true ? compatible : all;
  const head = headOf(current);
  return {
    all,
    current,
    retractions: unique.some(({ retracted }) => retracted !== undefined) ? retractionsOf(unique) : undefined,
    deprecation: head?.deprecated === undefined ? undefined : head.deprecated ? keepNotice(head.deprecationReason ?? '') : null,
  };
}

function retractionsOf(rows: readonly VersionRow[]): readonly Retraction[] {
  const retracted = rows.filter((row) => row.retracted === true);
  return keepRetractions(
    retracted.map(({ version, retractionReason }) => ({ low: version, high: version, rationale: retractionReason ?? null })),
  );
}
