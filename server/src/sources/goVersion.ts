import { deprecation, releases, retractions } from '../facts/package.ts';
import { versionDeprecated, versionPublished, versionRetracted } from '../facts/version.ts';
import { escapeModulePath } from '../formats/goModulePath.ts';
import { parseGoVersion, pseudoVersionTime } from '../formats/goVersion.ts';
import { UpstreamFailure } from '../model/failure.ts';
import type { FactKey, FactView, Missing } from '../model/fact.ts';
import { defineSource, failed, missing, observe, type Ask, type Observation } from '../model/source.ts';
import type { VersionSubject } from '../model/subject.ts';
import { attempt } from './go/attempt.ts';
import { modulePathOf, versionPage } from './go/modulePath.ts';
import { noticesIn } from './go/moduleNotices.ts';
import { headOf, readVersionList } from './go/releaseFacts.ts';
import { retractionOf } from './go/retraction.ts';
import { plausibleInstant, readVersionInfo } from './go/versionInfo.ts';

/**
 * What is known of one version without asking anybody: its date from a pseudo-version, the module cache or the releases of its module;
 * its retraction and deprecation from those of its module, since in Go the owner states both for the module, in the newest go.mod.
 */
export const goVersion = defineSource({
  id: 'go-version',
  subject: 'version',
  maxBatch: 20,
  concurrency: 2,
  timeoutMs: 10_000,
  needs: [],
  provides: [versionPublished, versionRetracted, versionDeprecated],
  after: [releases, retractions, deprecation],
  covers: ({ purl }) => modulePathOf(purl) !== undefined,
  async *collect(ask) {
    for (const subject of ask.subjects) {
      const path = modulePathOf(subject.purl);
      if (path === undefined || parseGoVersion(subject.version) === undefined) yield failed(subject, 'not-found');
      else {
        yield* await published(ask, subject, path);
        yield await retracted(ask, subject, path);
        yield deprecated(ask.view(subject), subject);
      }
    }
  },
});

async function published({ go, now, view }: Ask, subject: VersionSubject, path: string): Promise<Observation[]> {
  const { version } = subject;
  const carried = pseudoVersionTime(version);
  // A pseudo-version is its own evidence; the page shows the very digits.
  if (carried !== undefined) return [observe(subject, versionPublished, carried, versionPage(go, path, version))];

  const cached = await attempt(() => go.readModuleCache(`${escapeModulePath(path)}/@v/${escapeModulePath(version)}.info`));
  const info = typeof cached === 'string' ? await attempt(() => readVersionInfo(cached, now)) : undefined;
  if (info !== undefined && !(info instanceof UpstreamFailure) && info.at !== null)
    return [observe(subject, versionPublished, info.at, versionPage(go, path, version))];

  const history = view(subject).get(releases);
  const release = history.state === 'known' ? history.value.stable.find((one) => one.version === version) : undefined;
  if (history.state !== 'known' || release === undefined) return [];
  return [observe(subject, versionPublished, release.at, history.from.url, { via: history.from.source })];
}

async function retracted({ go, now, view }: Ask, subject: VersionSubject, path: string): Promise<Observation> {
  const known = view(subject).get(retractions);
  if (known.state === 'known') {
    const { url, source, asOf } = known.from;
    const rationale = retractionOf(known.value, subject.version);
    return observe(subject, versionRetracted, rationale, url, { via: source, ...(asOf === undefined ? {} : { asOf }) });
  }
  // The cache's newest go.mod may not be the newest there is: a retraction in it counts, its silence proves nothing.
  const folder = escapeModulePath(path);
  const list = await attempt(() => go.readModuleCache(`${folder}/@v/list`));
  const listed = readVersionList(typeof list === 'string' ? list : '', (date) => plausibleInstant(date, now));
  const newest = headOf(listed)?.version;
  const text =
    newest === undefined ? undefined : await attempt(() => go.readModuleCache(`${folder}/@v/${escapeModulePath(newest)}.mod`));
  const notices = typeof text === 'string' ? noticesIn(text) : undefined;
  const rationale =
    notices === undefined || notices instanceof UpstreamFailure ? null : retractionOf(notices.retractions, subject.version);
  if (rationale === null || newest === undefined) return missing(subject, versionRetracted, whyNot(known.why));
  return observe(subject, versionRetracted, rationale, versionPage(go, path, newest));
}

function deprecated(view: FactView, subject: VersionSubject): Observation {
  const known = view.get(deprecation satisfies FactKey<string | null>);
  if (known.state !== 'known') return missing(subject, versionDeprecated, whyNot(known.why));
  const { url, source, asOf } = known.from;
  return observe(subject, versionDeprecated, known.value, url, { via: source, ...(asOf === undefined ? {} : { asOf }) });
}

/** Nobody was there to ask: pending would promise an answer that no source is going to give. */
function whyNot(why: Missing): Missing {
  return why === 'pending' ? 'unsupported' : why;
}
