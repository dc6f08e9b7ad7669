import { deprecation, originRepository, repository } from '../facts/package.ts';
import { escapeModulePath } from '../formats/goModulePath.ts';
import type { GoClient } from '../model/ports.ts';
import { defineSource, failed, observe, type Ask, type Observation } from '../model/source.ts';
import type { PackageSubject } from '../model/subject.ts';
import { attempt } from './go/attempt.ts';
import { versionPage, modulePathOf } from './go/modulePath.ts';
import { noticesIn } from './go/moduleNotices.ts';
import { originObservations } from './go/origin.ts';
import { headOf, readVersionList } from './go/releaseFacts.ts';
import { plausibleInstant, readVersionInfo } from './go/versionInfo.ts';
import { UpstreamFailure } from '../model/failure.ts';

/**
 * A module as the go command's own cache on this machine knows it; asks nobody. The cache lists only what was once downloaded here, so
 * it can tell where the module comes from and that its owner deprecated it, but never which version is the newest, how often it is
 * released or that nothing is deprecated: of those it says nothing.
 */
export const goModuleCache = defineSource({
  id: 'go-module-cache',
  subject: 'package',
  maxBatch: 20,
  concurrency: 2,
  timeoutMs: 10_000,
  needs: [],
  provides: [repository, originRepository, deprecation],
  covers: ({ purl }) => modulePathOf(purl) !== undefined,
  async *collect(ask) {
    for (const subject of ask.subjects) {
      const path = modulePathOf(subject.purl);
      const seen = path === undefined ? undefined : await attempt(() => moduleInCache(ask, subject, path));
      if (seen === undefined || seen instanceof UpstreamFailure) yield failed(subject, seen?.why ?? 'not-found');
      else yield* seen;
    }
  },
});

async function moduleInCache(
  { go, now }: Ask,
  subject: PackageSubject,
  path: string,
): Promise<readonly Observation[] | undefined> {
  const list = await readCached(go, path, '@v/list');
  const version = headOf(readVersionList(list ?? '', (date) => plausibleInstant(date, now)))?.version;
  if (version === undefined) return undefined;

  const info = await readCached(go, path, `@v/${version}.info`);
  const { at, origin } = info === undefined ? { at: null, origin: undefined } : readVersionInfo(info, now);
  const gomod = await readCached(go, path, `@v/${version}.mod`);
  const notices = gomod === undefined ? undefined : noticesIn(gomod);
  const notice = notices === undefined || notices instanceof UpstreamFailure ? null : notices.deprecated;

  const url = versionPage(go, path, version);
  // The owner's word as of that version; whether a later one takes it back, the cache cannot know.
  const said = at === null ? {} : { asOf: at };
  return [
    ...originObservations(subject, origin, url),
    ...(notice === null ? [] : [observe(subject, deprecation, notice, url, said)]),
  ];
}

function readCached(go: GoClient, path: string, file: string): Promise<string | undefined> {
  return go.readModuleCache(`${escapeModulePath(path)}/${escapeModulePath(file)}`);
}
