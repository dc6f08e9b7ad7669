import * as ofPackage from '../facts/package.ts';
import { accessRuns, engineRuns, repositoryRuns } from '../facts/packageVersions.ts';
import * as ofVersion from '../facts/version.ts';
import * as origin from '../facts/versionOrigin.ts';
import type { Fact, FactKey, FactView } from '../model/fact.ts';
import { defineSource, missing, observe, type Observation } from '../model/source.ts';
import type { VersionSubject } from '../model/subject.ts';
import { locate, type Place } from './npm/locate.ts';
import { UNREADABLE } from './npm/manifestFields.ts';
import { publisherIn } from './npm/publisherIn.ts';

/**
 * What an npm package's facts say about one of its versions. Asks nobody: it finds the version among the runs and dates that the registry's
 * document was reduced to, and carries their provenance.
 */
export const npmVersion = defineSource({
  id: 'npm-version',
  subject: 'version',
  maxBatch: 100,
  concurrency: 1,
  timeoutMs: 5_000,
  needs: [],
  after: [
    ofPackage.releases,
    ofPackage.latest,
    ofPackage.releaseLines,
    ofPackage.deprecationRuns,
    ofPackage.licenceRuns,
    ofPackage.attestationRuns,
    ofPackage.installScriptRuns,
    ofPackage.publisherRuns,
    accessRuns,
    repositoryRuns,
    engineRuns,
    ofPackage.unpublished,
  ],
  provides: [
    ofVersion.versionPublished,
    ofVersion.versionDeprecated,
    ofVersion.versionLicence,
    ofVersion.versionAttested,
    ofVersion.versionInstallScripts,
    ofVersion.versionRetracted,
    origin.versionPublisher,
    origin.versionAccess,
    origin.versionRepository,
    origin.versionEngine,
  ],
  covers: ({ purl }) => purl.startsWith('pkg:npm/'),
  // eslint-disable-next-line @typescript-eslint/require-await -- sources are asynchronous by contract; this one has nothing to wait for
  async *collect({ subjects, view }) {
    for (const subject of subjects) yield* describe(subject, view(subject));
  },
});

function* describe(subject: VersionSubject, view: FactView): Iterable<Observation> {
  const taken = view.get(ofPackage.unpublished);
  yield retracted(subject, taken);
  if (taken.state === 'known' && (taken.value.all || taken.value.versions.includes(subject.version))) {
    for (const key of npmVersion.provides) if (key !== ofVersion.versionRetracted) yield missing(subject, key, 'not-found');
    return;
  }
  yield published(subject, view);
  yield located(subject, ofVersion.versionDeprecated, view.get(ofPackage.deprecationRuns), ({ run }) => run.value);
  yield located(subject, ofVersion.versionLicence, view.get(ofPackage.licenceRuns), ({ run }) => run.value ?? undefined);
  yield located(subject, ofVersion.versionAttested, view.get(ofPackage.attestationRuns), ({ run }) => run.value);
  yield located(subject, ofVersion.versionInstallScripts, view.get(ofPackage.installScriptRuns), ({ run, before, isFirst }) => ({
    has: run.value,
    before: isFirst ? (before?.value ?? null) : run.value,
  }));
  yield publisher(subject, view);
  yield located(subject, origin.versionAccess, view.get(accessRuns), ({ run }) => run.value ?? undefined);
  yield located(subject, origin.versionRepository, view.get(repositoryRuns), ({ run: { value } }) =>
    value === UNREADABLE ? undefined : value === null ? null : { address: value, how: 'declared' as const },
  );
  yield located(subject, origin.versionEngine, view.get(engineRuns), ({ run }) => run.value);
}

/** Who published it, where that is certain. */
function publisher(subject: VersionSubject, view: FactView): Observation {
  const runs = view.get(ofPackage.publisherRuns);
  if (runs.state === 'unknown') return missing(subject, origin.versionPublisher, runs.why);
  const day = published(subject, view);
  const found = publisherIn(runs.value, subject.version, day.kind === 'value' ? String(day.value) : undefined);
  return found === undefined
    ? missing(subject, origin.versionPublisher, 'too-large')
    : derived(subject, origin.versionPublisher, found, runs);
}

/** The registry gives no reason for a version that was taken down. */
function retracted(
  subject: VersionSubject,
  taken: Fact<{ readonly all: boolean; readonly versions: readonly string[] }>,
): Observation {
  if (taken.state === 'unknown') return missing(subject, ofVersion.versionRetracted, taken.why);
  const { all, versions } = taken.value;
  return derived(subject, ofVersion.versionRetracted, all || versions.includes(subject.version) ? '' : null, taken);
}

/** The date of a version, from wherever the package's facts kept one; `too-large` where there is one that was not kept. */
function published(subject: VersionSubject, view: FactView): Observation {
  const key = ofVersion.versionPublished;
  const releases = view.get(ofPackage.releases);
  if (releases.state === 'unknown') return missing(subject, key, releases.why);
  const release = releases.value.stable.find(({ version }) => version === subject.version);
  if (release !== undefined) return derived(subject, key, release.at, releases);
  const newest = view.get(ofPackage.latest);
  if (newest.state === 'known' && newest.value.version === subject.version && newest.value.at !== null) {
    return derived(subject, key, newest.value.at, newest);
  }
  const lines = view.get(ofPackage.releaseLines);
  const line = lines.state === 'known' ? lines.value.find((one) => one.newest === subject.version && one.at !== null) : undefined;
  if (lines.state === 'known' && line?.at != null) return derived(subject, key, line.at, lines);
  return missing(subject, key, 'too-large');
}

function located<T, V>(
  subject: VersionSubject,
  key: FactKey<V>,
  runs: Fact<readonly ofPackage.Run<T>[]>,
  value: (place: Extract<Place<T>, { run: unknown }>) => V | undefined,
): Observation {
  const place = locate(runs, subject.version);
  if ('why' in place) return missing(subject, key, place.why);
  const found = value(place);
  return found === undefined ? missing(subject, key, 'not-found') : derived(subject, key, found, runs);
}

function derived<V, T>(subject: VersionSubject, key: FactKey<V>, value: V, fact: Fact<T>): Observation {
  if (fact.state === 'unknown') return missing(subject, key, fact.why);
  const { url, source, asOf } = fact.from;
  return observe(subject, key, value, url, { via: source, ...(asOf === undefined ? {} : { asOf }) });
}
