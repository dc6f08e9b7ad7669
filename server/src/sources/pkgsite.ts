import {
  deprecation,
  latest,
  licenceRuns,
  releaseLines,
  releases,
  repository,
  retractions,
  seenLatest,
} from '../facts/package.ts';
import * as z from 'zod/mini';
import { parseRepositoryUrl } from '../formats/repositoryUrl.ts';
import { UpstreamFailure } from '../model/failure.ts';
import type { FactKey } from '../model/fact.ts';
import { isBefore, type Instant } from '../model/instant.ts';
import { defineSource, failed, missing, observe, sparedBy, type Ask, type Observation } from '../model/source.ts';
import type { PackageSubject } from '../model/subject.ts';
import { isKnownElsewhere } from './go/knownElsewhere.ts';
import { documentationPage, modulePathOf } from './go/modulePath.ts';
import { moduleVersions, readVersionPage, type VersionPage } from './go/pkgsiteVersions.ts';
import { releaseFacts } from './go/releaseFacts.ts';
import { parseJson } from './go/versionInfo.ts';

const VERSIONS_ID = 'pkg-go-dev';
const MODULE_ID = 'pkg-go-dev-module';
const MAX_BYTES = 4_000_000;
/** Pages of a thousand versions each; no module known needs more than two. */
const MAX_PAGES = 5;

/** What the two sources have in common: a public service that one can do without. */
const SERVICE = {
  subject: 'package',
  maxBatch: 1,
  concurrency: 4,
  timeoutMs: 15_000,
  clearance: 'third-party',
  service: 'pkgGoDev',
  depth: 'direct',
  needs: [],
} as const;

/**
 * All versions of a module with dates, retractions and deprecation in one request to the public documentation site. It speaks of what
 * the public proxy serves: under a GOPROXY of one's own another module may live at the same path, so there nobody is asked
 * (`unsupported`; whether the name may leave the machine at all was decided before).
 */
export const pkgsite = defineSource({
  ...SERVICE,
  id: VERSIONS_ID,
  provides: [releases, latest, releaseLines, deprecation, retractions],
  past: [releases, latest, releaseLines],
  spared: sparedBy({ by: seenLatest, of: latest, word: ({ version }) => version, hours: 72 }),
  covers: ({ purl }) => modulePathOf(purl) !== undefined,
  async *collect(ask) {
    for (const subject of ask.subjects) {
      const path = askable(ask, subject);
      if (path === undefined) yield failed(subject, 'unsupported');
      else {
        const rows = await versionsOf(ask, path);
        yield* ask.asOf === undefined
          ? versionObservations(subject, path, rows)
          : pastObservations(subject, path, rows, ask.asOf);
      }
    }
  },
});

const Licence = z.object({ types: z.array(z.string()), filePath: z.catch(z.optional(z.string()), undefined) });
const Module = z.object({
  version: z.catch(z.optional(z.string()), undefined),
  repoUrl: z.catch(z.optional(z.string()), undefined),
  licenses: z.catch(z.optional(z.array(z.unknown())), undefined),
});

/** Repository and licence of a module whose path does not tell where it is developed, and of which the proxy did not record it. */
export const pkgsiteModule = defineSource({
  ...SERVICE,
  id: MODULE_ID,
  provides: [repository, licenceRuns],
  past: [],
  after: [repository],
  covers: ({ purl }, view) => modulePathOf(purl) !== undefined && !isKnownElsewhere(view, repository, MODULE_ID),
  async *collect(ask) {
    for (const subject of ask.subjects) {
      const path = askable(ask, subject);
      if (path === undefined) yield failed(subject, 'unsupported');
      else {
        const page = await fetchJson(ask, path, 'module', 'licenses=true');
        yield* moduleObservations(subject, path, page);
      }
    }
  },
});

function askable({ go }: Ask, { purl }: PackageSubject): string | undefined {
  const path = modulePathOf(purl);
  return path !== undefined && go.isPublicDefault && !go.isPrivate(path) ? path : undefined;
}

async function fetchJson({ http, endpoints, signal }: Ask, path: string, kind: string, query: string): Promise<unknown> {
  const url = `${endpoints.pkgsite}/v1beta/${kind}/${path}?${query}`;
  const { text } = await http.send({ url, names: [path], maxBytes: MAX_BYTES, signal });
  return parseJson(text, 'the answer');
}

async function versionsOf(ask: Ask, path: string): Promise<VersionPage['rows']> {
  const rows: VersionPage['rows'][number][] = [];
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const more = token === undefined ? '' : `&token=${encodeURIComponent(token)}`;
    const read = readVersionPage(await fetchJson(ask, path, 'versions', `limit=1000${more}`), path, ask.now);
    rows.push(...read.rows);
    if (read.next === undefined || read.next === token) break;
    token = read.next;
  }
  if (rows.length === 0) throw new UpstreamFailure('not-found', `no version of ${path} is known there`);
  return rows;
}

function versionObservations(subject: PackageSubject, path: string, rows: VersionPage['rows']): Observation[] {
  const { all, current, retractions: retracted, deprecation: notice } = moduleVersions(rows);
  const { latest: newest, lines } = releaseFacts(current, retracted ?? []);
  const history = releaseFacts(all, []).releases;
  const url = documentationPage(path);
  return [
    history.total > 0 && history.stable.length === 0
      ? missing(subject, releases, 'undated')
      : observe(subject, releases, history, url),
    newest === undefined ? missing(subject, latest, 'not-found') : observe(subject, latest, newest, url),
    observe(subject, releaseLines, lines, url),
    ...(notice === undefined ? [] : [observe(subject, deprecation, notice, url)]),
    ...(retracted === undefined ? [] : [observe(subject, retractions, retracted, url)]),
  ];
}

/**
 * The releases as of an earlier moment: of the versions whose commits were there. Which of them were retracted by then the rows do not say, so
 * the newest version and the lines are told where that makes no difference.
 */
function pastObservations(subject: PackageSubject, path: string, rows: VersionPage['rows'], asOf: Instant): Observation[] {
  const before = rows.filter(({ at }) => at !== null && isBefore(at, asOf));
  if (before.length === 0) throw new UpstreamFailure('not-found', `no version of ${path} is known before ${asOf}`);
  const { all, current, retractions: retracted } = moduleVersions(before);
  const [offered, kept] = [releaseFacts(current, []), releaseFacts(current, retracted ?? [])];
  const url = documentationPage(path);
  const say = <T>(key: FactKey<T>, value: T | undefined, other: T | undefined): Observation =>
    value === undefined || JSON.stringify(value) !== JSON.stringify(other)
      ? missing(subject, key, 'undated')
      : observe(subject, key, value, url, { asOf });
  return [
    observe(subject, releases, releaseFacts(all, []).releases, url, { asOf }),
    say(latest, offered.latest, kept.latest),
    say(releaseLines, offered.lines, kept.lines),
    missing(subject, deprecation, 'undated'),
    missing(subject, retractions, 'undated'),
  ];
}

function moduleObservations(subject: PackageSubject, path: string, json: unknown): Observation[] {
  const read = Module.safeParse(json);
  if (!read.success) throw new UpstreamFailure('malformed', 'no module');
  const { version, repoUrl, licenses } = read.data;
  const url = documentationPage(path, version);
  const there = repoUrl === undefined ? undefined : parseRepositoryUrl(repoUrl);
  const types = rootLicences(licenses ?? []);
  return [
    ...(there ? [observe(subject, repository, { repository: there, how: 'go-get' }, url)] : []),
    // Nothing recognised is not "no licence": then the site says nothing.
    ...(types.length === 0 || version === undefined
      ? []
      : [
          observe(
            subject,
            licenceRuns,
            // Without a date: this page has none, and the list of versions may be read before it or after.
            [{ value: types.join(' AND '), from: version, to: version, releases: 1 }],
            url,
          ),
        ]),
  ];
}

/** Licences of the module itself, not of what it carries in folders. */
function rootLicences(licenses: readonly unknown[]): readonly string[] {
  const types = licenses.flatMap((item) => {
    const licence = Licence.safeParse(item);
    return licence.success && licence.data.filePath?.includes('/') !== true ? licence.data.types : [];
  });
  return [...new Set(types)].filter((type) => type !== '' && type !== 'UNKNOWN').slice(0, 10);
}
