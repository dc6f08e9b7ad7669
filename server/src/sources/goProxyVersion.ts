import { releases } from '../facts/package.ts';
import { versionPublished } from '../facts/version.ts';
import { parseGoVersion, pseudoVersionTime } from '../formats/goVersion.ts';
import { defineSource, failed, missing, observe } from '../model/source.ts';
import { isKnownElsewhere } from './go/knownElsewhere.ts';
import { modulePathOf } from './go/modulePath.ts';
import { askProxy, closedReason, pageOf, walkProxies } from './go/proxyWalk.ts';
import { readVersionInfo } from './go/versionInfo.ts';

const ID = 'go-proxy-version';
const INFO_BYTES = 65_536;

/** The date of one version from the proxies of GOPROXY, where nothing nearer tells it: one request. */
export const goProxyVersion = defineSource({
  id: ID,
  subject: 'version',
  maxBatch: 1,
  concurrency: 4,
  timeoutMs: 15_000,
  clearance: 'registry',
  depth: 'direct',
  needs: [],
  provides: [versionPublished],
  after: [releases, versionPublished],
  covers: ({ purl, version }, view) =>
    modulePathOf(purl) !== undefined && pseudoVersionTime(version) === undefined && !isKnownElsewhere(view, versionPublished, ID),
  async *collect(ask) {
    for (const subject of ask.subjects) {
      const path = modulePathOf(subject.purl);
      const version = parseGoVersion(subject.version)?.canonical;
      const closed = path === undefined || version === undefined ? 'not-found' : closedReason(ask.go, path);
      if (path === undefined || version === undefined || closed !== undefined) {
        yield failed(subject, closed ?? 'not-found');
        continue;
      }
      yield await walkProxies(ask, async (proxy) => {
        const { text } = await askProxy(ask, proxy, path, `@v/${version}.info`, { maxBytes: INFO_BYTES });
        const { at } = readVersionInfo(text, ask.now);
        if (at === null) return missing(subject, versionPublished, 'undated');
        return observe(subject, versionPublished, at, pageOf(proxy, path, version));
      });
    }
  },
});
