import semver from 'semver';
import { deprecation, latest, latestVulnerable, originRepository, releases, repository, seenLatest } from '../facts/package.ts';
import * as ofVersion from '../facts/version.ts';
import { versionRepository } from '../facts/versionOrigin.ts';
import type { FactKey, FactView } from '../model/fact.ts';
import type { Instant } from '../model/instant.ts';
import { defineSource, failed, missing, observe, type Observation } from '../model/source.ts';
import type { PackageSubject, VersionSubject } from '../model/subject.ts';
import { FindingsEntry, PackageAnswer, VersionEntry, type Finding } from './depsDev/answers.ts';
import { askBatch, packageKeyOf, pageOf, read, type PackageKey } from './depsDev/asking.ts';
import { releasesOf } from './depsDev/releaseFacts.ts';
import { versionObservations } from './depsDev/versionFacts.ts';
import { isKnownElsewhere } from './go/knownElsewhere.ts';

const RELEASES_ID = 'deps-dev-releases';
const MAX_NOTICE = 1000;
const MAX_PACKAGE_BYTES = 16_000_000;
/** Findings that are security advisories, open on the version they are about. */
const ADVISED: ReadonlySet<string> = new Set(['VULNERABLE', 'MALICIOUS']);

/** What the three sources have in common: a public service that one can do without. Chunks: UPSTREAMS.md 8. */
const SERVICE = { clearance: 'third-party', service: 'depsDev', concurrency: 2, timeoutMs: 30_000, needs: [] } as const;

/**
 * What deps.dev knows of versions, a thousand at a time: date, deprecation, licence, attestation, advisories, and the repository that the
 * package is built from.
 */
export const depsDev = defineSource({
  ...SERVICE,
  id: 'deps-dev',
  subject: 'version',
  maxBatch: 1000,
  provides: [
    ofVersion.versionPublished,
    ofVersion.versionDeprecated,
    ofVersion.versionLicence,
    ofVersion.versionAttested,
    ofVersion.versionAdvisories,
    versionRepository,
    repository,
    originRepository,
  ],
  past: [
    ofVersion.versionPublished,
    ofVersion.versionLicence,
    ofVersion.versionAttested,
    versionRepository,
    repository,
    originRepository,
  ],
  covers: ({ purl }) => packageKeyOf(purl) !== undefined,
  async *collect(ask) {
    const keyed = withKeys(ask.subjects);
    // One version may be required by one line and what another comes from: it is asked about once.
    const waiting = new Map<string, VersionSubject[]>();
    const requests: { readonly versionKey: PackageKey & { readonly version: string } }[] = [];
    for (const { subject, key } of keyed) {
      const id = `${key.system} ${key.name} ${subject.version}`;
      const held = waiting.get(id);
      held?.push(subject);
      if (held !== undefined) continue;
      waiting.set(id, [subject]);
      requests.push({ versionKey: { ...key, version: subject.version } });
    }
    const names = keyed.map(({ key }) => key.name);
    for await (const { request, version } of askBatch(ask, 'versionbatch', requests, names, VersionEntry)) {
      const { system, name, version: wanted } = request.versionKey;
      const answered = waiting.get(`${system} ${name} ${wanted}`) ?? [];
      waiting.delete(`${system} ${name} ${wanted}`);
      for (const subject of answered) {
        if (isEmpty(version)) yield failed(subject, 'not-found');
        else yield* versionObservations(subject, version, ask);
      }
    }
    yield* unanswered([...waiting.values()].flat());
  },
});

/** The version that a package offers first, its deprecation and whether an advisory is open on it, a thousand packages at a time. */
export const depsDevFindings = defineSource({
  ...SERVICE,
  id: 'deps-dev-findings',
  subject: 'package',
  maxBatch: 1000,
  provides: [deprecation, latestVulnerable, seenLatest],
  covers: ({ purl }) => packageKeyOf(purl) !== undefined,
  async *collect(ask) {
    const keyed = withKeys(ask.subjects);
    const waiting = new Map(keyed.map(({ subject, key }) => [`${key.system} ${key.name}`, subject]));
    const requests = keyed.map(({ key }) => ({ packageKey: key }));
    const names = keyed.map(({ key }) => key.name);
    for await (const { request, findings } of askBatch(ask, 'findingsbatch', requests, names, FindingsEntry)) {
      const { system, name } = request.packageKey;
      const subject = waiting.get(`${system} ${name}`);
      if (subject === undefined) continue;
      waiting.delete(`${system} ${name}`);
      if (findings === undefined || findings === null) yield failed(subject, 'not-found');
      else {
        const { versionKey, findings: found } = findings.defaultVersion ?? {};
        const page = pageOf({ system, name });
        yield say(subject, deprecation, noticeOf(found), page);
        yield say(
          subject,
          latestVulnerable,
          isOvertaken(versionKey?.version, ask.view(subject)) ? undefined : isVulnerable(found),
          page,
        );
        yield say(subject, seenLatest, versionKey?.version, page);
      }
    }
    yield* unanswered(waiting.values());
  },
});

/**
 * Releases with dates for packages whose own registry has none that can be right: stripped mirrors, and mirrors that give the day they
 * first fetched a version. One request a package.
 */
export const depsDevReleases = defineSource({
  ...SERVICE,
  id: RELEASES_ID,
  subject: 'package',
  depth: 'direct',
  maxBatch: 1,
  provides: [releases, latest],
  past: [releases, latest],
  after: [releases],
  covers: ({ purl }, view) => packageKeyOf(purl) !== undefined && !isKnownElsewhere(view, releases, RELEASES_ID),
  async *collect({ subjects, http, endpoints, now, asOf, signal }) {
    for (const { subject, key } of withKeys(subjects)) {
      const url = `${endpoints.depsdev}/v3/systems/${key.system.toLowerCase()}/packages/${encodeURIComponent(key.name)}`;
      const headers = { accept: 'application/json' };
      const { text } = await http.send({ url, headers, names: [key.name], maxBytes: MAX_PACKAGE_BYTES, signal });
      const found = releasesOf(read(PackageAnswer, text), key.system, { now, asOf });
      const dated = asOf === undefined ? {} : { asOf };
      yield say(subject, releases, found.releases, pageOf(key), dated);
      yield say(subject, latest, found.latest, pageOf(key), dated);
    }
  },
});

/** The notice; null where there is none, undefined where that cannot be told: a finding that cannot be read could be one. */
function noticeOf(findings: readonly (Finding | null)[] | undefined): string | null | undefined {
  const notice = findings?.find((finding) => finding?.type === 'DEPRECATED');
  if (notice) return (notice.deprecatedContext?.reason ?? '').slice(0, MAX_NOTICE);
  return findings === undefined || findings.includes(null) ? undefined : null;
}

/** Whether an advisory is open; undefined where that cannot be told: a finding that cannot be read could be one. */
function isVulnerable(findings: readonly (Finding | null)[] | undefined): boolean | undefined {
  if (findings?.some((finding) => finding !== null && ADVISED.has(finding.type)) === true) return true;
  return findings === undefined || findings.includes(null) ? undefined : false;
}

/** Whether the registry is known to offer a newer version than deps.dev looked at: its findings are not about the newest then. */
function isOvertaken(seen: string | undefined, view: FactView): boolean {
  const offered = view.get(latest);
  if (seen === undefined || offered.state === 'unknown' || offered.value.version === seen) return false;
  const [newer, older] = [semver.parse(offered.value.version), semver.parse(seen)];
  return newer === null || older === null || semver.gt(newer, older);
}

function withKeys<S extends PackageSubject | VersionSubject>(subjects: readonly S[]) {
  return subjects.flatMap((subject) => {
    const key = packageKeyOf(subject.purl);
    return key === undefined ? [] : [{ subject, key }];
  });
}

/** Missing is said by an empty answer. */
function isEmpty(answer: object | null | undefined): answer is null | undefined {
  return answer === undefined || answer === null || Object.values(answer).every((value) => value === undefined);
}

function* unanswered(subjects: Iterable<PackageSubject | VersionSubject>): Iterable<Observation> {
  for (const subject of subjects) yield failed(subject, 'malformed');
}

function say<T>(
  subject: PackageSubject,
  key: FactKey<T>,
  value: T | undefined,
  url: string,
  dated: { readonly asOf?: Instant } = {},
): Observation {
  return value === undefined ? missing(subject, key, 'not-served') : observe(subject, key, value, url, dated);
}
