import * as z from 'zod/mini';
import { inFolder, parseRepositoryUrl } from '../../formats/repositoryUrl.ts';
import { UpstreamFailure } from '../../model/failure.ts';
import { DAY_MS, type Instant } from '../../model/instant.ts';
import type { RepositorySubject } from '../../model/subject.ts';

/** The part of an `.info` document that is read. Source: go.dev/ref/mod#goproxy-protocol; Origin as the go command writes it. */
const Info = z.object({
  Version: z.string(),
  Time: z.catch(z.optional(z.string()), undefined),
  Origin: z.catch(
    z.optional(z.object({ URL: z.catch(z.optional(z.string()), undefined), Subdir: z.catch(z.optional(z.string()), undefined) })),
    undefined,
  ),
});

/** What an `.info` document says of one version. */
export interface VersionInfo {
  readonly version: string;
  /** When the tag's commit was made, which can be long before the release; null where not told, or where it cannot be right. */
  readonly at: Instant | null;
  /** Where the go command or the proxy fetched it from, if that is recorded and names a repository. */
  readonly origin: RepositorySubject | undefined;
}

/** Reads an `.info` document; throws {@link UpstreamFailure} `malformed` for anything else. `now` tells which dates cannot be right. */
export function readVersionInfo(text: string, now: Instant): VersionInfo {
  const read = Info.safeParse(parseJson(text, 'version information'));
  if (!read.success) throw new UpstreamFailure('malformed', 'version information has no version');
  const { Version, Time, Origin } = read.data;
  const repository = Origin?.URL === undefined ? undefined : parseRepositoryUrl(Origin.URL);
  const origin = repository && Origin?.Subdir !== undefined ? inFolder(repository, Origin.Subdir) : repository;
  return { version: Version, at: Time === undefined ? null : plausibleInstant(Time, now), origin };
}

/** JSON as an unknown value; throws {@link UpstreamFailure} `malformed` naming `what`. */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UpstreamFailure('malformed', `${what} is no JSON`);
    throw error;
  }
}

/** The date as an instant; null for what is no date, for dates from before version control as Go knows it, and for the future. */
export function plausibleInstant(text: string, now: Instant): Instant | null {
  const time = Date.parse(text);
  const isPlausible = time >= Date.UTC(1990, 0) && time <= Date.parse(now) + DAY_MS;
  return isPlausible ? new Date(time).toISOString() : null;
}
