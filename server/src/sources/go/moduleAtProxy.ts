import { deprecation, latest, releaseLines, releases, retractions } from '../../facts/package.ts';
import { UpstreamFailure } from '../../model/failure.ts';
import type { Missing } from '../../model/fact.ts';
import { missing, observe, type Ask, type Observation } from '../../model/source.ts';
import type { PackageSubject } from '../../model/subject.ts';
import { attempt } from './attempt.ts';
import { currentVersions, type ModuleNotices } from './moduleNotices.ts';
import { originObservations } from './origin.ts';
import { askProxy, pageOf, type GoProxy } from './proxyWalk.ts';
import { headOf, isStable, lineHeads, readVersionList, releaseFacts, type DatedVersion } from './releaseFacts.ts';
import type { Retraction } from './retraction.ts';
import { plausibleInstant, readVersionInfo, type VersionInfo } from './versionInfo.ts';

/** Bytes of one answer: lists of thousands of versions and the largest go.mod files stay below. */
const LIST_BYTES = 2_000_000;
const INFO_BYTES = 65_536;
/** Dates asked for one by one: of the newest releases, and of the newest one of each older major. */
const MAX_NEWEST = 5;
const MAX_OLDER_MAJORS = 5;

/**
 * Everything one proxy tells of a module. Throws {@link UpstreamFailure} where it does not know the module or cannot be asked; one
 * document that fails costs its own facts only.
 */
export async function moduleAtProxy(
  ask: Ask,
  proxy: GoProxy,
  subject: PackageSubject,
  path: string,
  wantsDates: boolean,
): Promise<readonly Observation[]> {
  const list = await askProxy(ask, proxy, path, '@v/list', { maxBytes: LIST_BYTES, validator: ask.validator(subject) });
  // Nothing newer, and old versions never change: what is held of the module still holds.
  if (list.unchanged) return [{ kind: 'unchanged', subject }];
  const listed = readVersionList(list.text, (date) => plausibleInstant(date, ask.now));
  const untagged = listed.length === 0 ? await newestCommit(ask, proxy, path) : undefined;

  const { versions, notices } = await currentVersions(ask, proxy, path, untagged ? [untagged] : listed);
  const retracted = notices instanceof UpstreamFailure ? [] : notices.retractions;
  const infos = untagged ? [untagged] : await infosOf(ask, proxy, path, versionsToDate(versions, retracted, wantsDates));
  const told = infos.filter((info): info is VersionInfo => !(info instanceof UpstreamFailure));
  const lost = infos.find((info) => info instanceof UpstreamFailure);

  const url = pageOf(proxy, path);
  const origin = told.find((info) => info.origin !== undefined)?.origin;
  const isComplete = lost === undefined && !(notices instanceof UpstreamFailure) && untagged === undefined;
  return [
    ...latestObservations(subject, url, dates(versions), retracted),
    ...(wantsDates ? historyObservations(subject, url, dates(listed), dates(versions), retracted, lost?.why) : []),
    ...noticeObservations(subject, url, notices),
    ...originObservations(subject, origin, url),
    ...(isComplete && list.validator !== undefined ? [{ kind: 'validator', subject, validator: list.validator } as const] : []),
  ];

  function dates(all: readonly DatedVersion[]): readonly DatedVersion[] {
    const times = new Map(told.map(({ version, at }) => [version, at]));
    return all.map(({ version, at }) => ({ version, at: at ?? times.get(version) ?? null }));
  }
}

function latestObservations(
  subject: PackageSubject,
  url: string,
  current: readonly DatedVersion[],
  retracted: readonly Retraction[],
): Observation[] {
  const { latest: newest } = releaseFacts(current, retracted);
  return [newest === undefined ? missing(subject, latest, 'not-found') : observe(subject, latest, newest, url)];
}

function historyObservations(
  subject: PackageSubject,
  url: string,
  all: readonly DatedVersion[],
  current: readonly DatedVersion[],
  retracted: readonly Retraction[],
  lost: Missing | undefined,
): Observation[] {
  const stable = all.filter(isStable);
  // Only an unbroken stretch tells a rhythm: the dates of older majors' newest releases stand with their lines.
  const stretch = stable.every(({ at }) => at !== null) ? stable : stable.slice(0, MAX_NEWEST);
  const history = { ...releaseFacts(stretch, []).releases, total: stable.length };
  return [
    stable.length > 0 && history.stable.length === 0
      ? missing(subject, releases, lost ?? 'undated')
      : observe(subject, releases, history, url),
    observe(subject, releaseLines, releaseFacts(current, retracted).lines, url),
  ];
}

function noticeObservations(subject: PackageSubject, url: string, notices: ModuleNotices | UpstreamFailure): Observation[] {
  if (notices instanceof UpstreamFailure)
    return [missing(subject, deprecation, notices.why), missing(subject, retractions, notices.why)];
  return [observe(subject, deprecation, notices.deprecated, url), observe(subject, retractions, notices.retractions, url)];
}

/** A module without tags: the proxy's newest commit. */
async function newestCommit(ask: Ask, proxy: GoProxy, path: string): Promise<VersionInfo> {
  const { text } = await askProxy(ask, proxy, path, '@latest', { maxBytes: INFO_BYTES });
  return readVersionInfo(text, ask.now);
}

function versionsToDate(
  versions: readonly DatedVersion[],
  retracted: readonly Retraction[],
  wantsDates: boolean,
): readonly string[] {
  const newest = headOf(versions);
  const { latest: offered } = releaseFacts(versions, retracted);
  const majors = new Map<string, DatedVersion>();
  for (const head of lineHeads(versions, retracted)) {
    const major = head.version.split('.', 1)[0] ?? '';
    if (!majors.has(major)) majors.set(major, head);
  }
  const wanted = wantsDates
    ? [...versions.filter(isStable).slice(0, MAX_NEWEST), ...[...majors.values()].slice(0, 1 + MAX_OLDER_MAJORS)]
    : [];
  const undated = [offered, ...wanted].filter((version) => version?.at === null);
  // The newest one is asked for in any case: it names the repository.
  return [...new Set([newest, ...undated].flatMap((version) => version?.version ?? []))];
}

function infosOf(
  ask: Ask,
  proxy: GoProxy,
  path: string,
  versions: readonly string[],
): Promise<readonly (VersionInfo | UpstreamFailure)[]> {
  return Promise.all(
    versions.map((version) =>
      attempt(async () => {
        const { text } = await askProxy(ask, proxy, path, `@v/${version}.info`, { maxBytes: INFO_BYTES });
        return checked(readVersionInfo(text, ask.now), version);
      }),
    ),
  );
}

/** A proxy must answer for the version it was asked about. */
function checked(info: VersionInfo, version: string): VersionInfo {
  if (info.version !== version) throw new UpstreamFailure('malformed', 'the answer is about another version');
  return info;
}
