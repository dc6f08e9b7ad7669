import { deprecation, latest, releaseLines, retractions, type Release } from '../../facts/package.ts';
import { UpstreamFailure } from '../../model/failure.ts';
import type { Instant } from '../../model/instant.ts';
import { missing, observe, type Ask, type Observation } from '../../model/source.ts';
import type { PackageSubject } from '../../model/subject.ts';
import { currentVersions } from './moduleNotices.ts';
import { pageOf, type GoProxy } from './proxyWalk.ts';
import { newestFirst, releaseFacts } from './releaseFacts.ts';

/**
 * A module as of an earlier moment whose releases of then are known: the newest go.mod of then, which never changes, tells what was deprecated and
 * retracted, and so which version was offered first. One request, or two.
 */
export async function moduleAsOf(
  ask: Ask,
  proxy: GoProxy,
  subject: PackageSubject,
  path: string,
  { stable, total, asOf }: { readonly stable: readonly Release[]; readonly total: number; readonly asOf: Instant },
): Promise<readonly Observation[]> {
  const { versions, notices } = await currentVersions(ask, proxy, path, newestFirst(stable));
  if (notices instanceof UpstreamFailure)
    return [missing(subject, deprecation, notices.why), missing(subject, retractions, notices.why)];
  const url = pageOf(proxy, path);
  const { latest: offered, lines } = releaseFacts(versions, notices.retractions);
  return [
    observe(subject, deprecation, notices.deprecated, url, { asOf }),
    observe(subject, retractions, notices.retractions, url, { asOf }),
    ...(stable.length < total || offered === undefined
      ? []
      : [observe(subject, latest, offered, url, { asOf }), observe(subject, releaseLines, lines, url, { asOf })]),
  ];
}
