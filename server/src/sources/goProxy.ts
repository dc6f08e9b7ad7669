import { deprecation, latest, originRepository, releaseLines, releases, repository, retractions } from '../facts/package.ts';
import { defineSource, failed } from '../model/source.ts';
import { isKnownElsewhere } from './go/knownElsewhere.ts';
import { modulePathOf } from './go/modulePath.ts';
import { moduleAsOf } from './go/moduleAsOf.ts';
import { moduleAtProxy } from './go/moduleAtProxy.ts';
import { closedReason, walkProxies } from './go/proxyWalk.ts';

const ID = 'go-proxy';
/** What it is asked for; the record of where a module was fetched from comes with it and is worth no question of its own. */
const ASKED_FOR = [releases, latest, releaseLines, deprecation, retractions, repository] as const;

/**
 * A module as the proxies of GOPROXY tell it: the list of versions, dates of the newest ones (of the tag's commit, which can be older
 * than the release), retractions and deprecation from the newest release's go.mod, and the repository where the proxy recorded it.
 * Two to thirteen requests a module; fewer where a bulk answer with dates (`releases`) is there already, none where it told everything.
 * Newer majors of a module live under paths of their own (`/v3`) and are not looked for: each guess would cost a request. As of an earlier
 * moment whose releases are known, what was the newest go.mod then is read.
 */
export const goProxy = defineSource({
  id: ID,
  subject: 'package',
  maxBatch: 1,
  concurrency: 4,
  timeoutMs: 20_000,
  clearance: 'registry',
  depth: 'direct',
  needs: [],
  provides: [...ASKED_FOR, originRepository],
  past: [releases, latest, releaseLines, deprecation, retractions],
  after: [releases, repository],
  covers: ({ purl }, view) => modulePathOf(purl) !== undefined && ASKED_FOR.some((key) => !isKnownElsewhere(view, key, ID)),
  async *collect(ask) {
    for (const subject of ask.subjects) {
      const path = modulePathOf(subject.purl);
      const closed = path === undefined ? 'not-found' : closedReason(ask.go, path);
      if (path === undefined || closed !== undefined) {
        yield failed(subject, closed ?? 'not-found');
        continue;
      }
      const known = ask.view(subject).get(releases);
      const { asOf } = ask;
      if (known.state === 'known' && asOf !== undefined && known.from.asOf === asOf) {
        yield* await walkProxies(ask, (proxy) => moduleAsOf(ask, proxy, subject, path, { ...known.value, asOf }));
        continue;
      }
      if (asOf !== undefined && known.state === 'unknown' && known.why === 'not-found') {
        yield failed(subject, 'not-found'); // nothing of it is that old
        continue;
      }
      const wantsDates = !isKnownElsewhere(ask.view(subject), releases, ID);
      yield* await walkProxies(ask, (proxy) => moduleAtProxy(ask, proxy, subject, path, wantsDates));
    }
  },
});
