import * as ofPackage from '../facts/package.ts';
import { fixTimes, type FixTime } from '../facts/packageSecurity.ts';
import { forgeLicence, forgeReleases } from '../facts/repository.ts';
import { licenceFileChanges, licenceFileNames, unreleasedWork, type UnreleasedWork } from '../facts/repositoryDetail.ts';
import * as ofVersion from '../facts/version.ts';
import { majorLines } from '../measures/releaseLines.ts';
import { rhythm } from '../measures/rhythm.ts';
import type { Assessment } from '../model/assessment.ts';
import { dayOf, daysBetween, type Instant } from '../model/instant.ts';
import { reading, type Row } from './cardReading.ts';
import { escapeMarkdown } from './markdown.ts';
import { count, counted } from './numbers.ts';
import { ago } from './phrases.ts';

/** The line required: the selected version, its date, and the last release of its major where that is another one. */
export function required({ facts, version }: Assessment): Row | undefined {
  if (version === undefined) return undefined;
  const { get, row } = reading(facts);
  const at = get(ofVersion.versionPublished);
  const newest = get(ofPackage.latest);
  const number = Number(/^v?(\d{1,9})\./.exec(version)?.[1] ?? Number.NaN);
  const line = majorLines(get(ofPackage.releaseLines) ?? []).find(({ major }) => major === number);
  const isNewest = newest?.version === version;
  return row('You require', [
    escapeMarkdown(version) + (at === undefined ? '' : ` of ${dayOf(at)}`) + (isNewest ? ', the newest' : ''),
    line && line.newest !== version ? `newest ${number}.x: ${escapeMarkdown(line.newest)} of ${dayOf(line.at)}` : '',
    newest && !isNewest && newest.version !== line?.newest ? `newest: ${escapeMarkdown(newest.version)}` : '',
  ]);
}

/** The last release, its own rhythm, and what is finished but not released. */
export function released({ facts }: Assessment, now: Instant): Row {
  const { get, say, row } = reading(facts);
  const known = get(ofPackage.releases);
  const pace = known && rhythm(known.stable, now);
  return row('Releases', [
    pace
      ? `last ${ago(pace.last.at, now)}`
      : say(forgeReleases, ({ newest }) => (newest ? `last on its forge ${ago(newest.at, now)}` : '')),
    !pace || pace.usualDays === null ? '' : `usually every ${pace.usualDays === 1 ? 'day' : `${pace.usualDays} days`}`,
    say(unreleasedWork, unreleasedWords),
  ]);
}

function unreleasedWords({ commits, shipped, oldest, tag }: UnreleasedWork): string {
  if (commits === 0) return 'nothing unreleased';
  if (shipped === false) return 'nothing unreleased that ships';
  const since = oldest === null ? '' : `, oldest of ${dayOf(oldest)}`;
  return `${counted(commits, 'commit')} since ${escapeMarkdown(tag, 40)}${shipped === true ? ' with changes that ship' : ''}${since}`;
}

const PROVEN_DAYS = 730;

/** Who can publish, and who did: the registry's accounts, else the forge's. */
export function publishers({ facts }: Assessment, now: Instant): Row {
  const { get, say, row } = reading(facts);
  const allowed = get(ofPackage.canPublish);
  const proven = get(ofPackage.releasers)?.filter(({ last }) => daysBetween(last, now) <= PROVEN_DAYS).length;
  return row('Publishers', [
    allowed === undefined ? '' : `${counted(allowed, 'account')} can publish`,
    proven === undefined
      ? say(forgeReleases, ({ releasers }) =>
          releasers > 0 ? `${counted(releasers, 'account')} made releases in 24 months` : '',
        )
      : `${count(proven)} published in 24 months`,
  ]);
}

/** Days for which a change of the licence file is news. */
const LICENCE_NEWS_DAYS = 365;

/** The licence of the version required, how it changed, and the repository's where that is another. */
export function licence({ facts }: Assessment, now: Instant): Row {
  const { get, say, row } = reading(facts);
  const own = get(ofVersion.versionLicence);
  const all = get(ofPackage.licenceRuns) ?? [];
  const runs = all.flatMap(({ value, from, since }) => (value === null ? [] : [{ value, from, since }]));
  const shown = own ?? runs.at(-1)?.value;
  const changes = runs.flatMap(({ value, from, since }, at) => {
    const before = runs[at - 1]?.value;
    if (before === undefined || before === value) return [];
    const [which, when] = value === shown ? [before, 'before'] : [value, 'from'];
    return [`${escapeMarkdown(which, 40)} ${when} ${escapeMarkdown(from)}${since === undefined ? '' : ` of ${dayOf(since)}`}`];
  });
  return row('Licence', [
    // Of a version that does not say, nothing is said but what the newest one says.
    shown === undefined ? '' : `${own === undefined && all.length > 1 ? 'newest release: ' : ''}${escapeMarkdown(shown, 80)}`,
    ...changes.slice(-1),
    say(forgeLicence, (found) => {
      if (found === null) return shown === undefined ? 'none found in the repository' : '';
      return found === shown ? '' : `repository: ${escapeMarkdown(found, 40)}`;
    }),
    // What the forge has no name for, the file may name itself.
    facts.get(forgeLicence).state === 'unknown'
      ? say(licenceFileNames, ([newest]) => {
          const named = newest?.licences.join(', ') ?? '';
          return named === '' || named === shown ? '' : `repository: ${escapeMarkdown(named, 80)}`;
        })
      : '',
    say(licenceFileChanges, ([newest]) =>
      newest !== undefined && daysBetween(newest, now) <= LICENCE_NEWS_DAYS ? `its file changed ${dayOf(newest)}` : '',
    ),
  ]);
}

/** Open advisories, how long the last ones waited for a fix, build attestation, install scripts. */
export function integrity({ facts, version }: Assessment): Row {
  const { say, row } = reading(facts);
  const which = version === undefined ? '' : ` for ${escapeMarkdown(version)}`;
  return row('Security', [
    say(ofVersion.versionAdvisories, (open) => (open.length === 0 ? `no open advisory${which}` : openAdvisories(open))),
    say(fixTimes, ({ last }) => daysToFix(last)),
    say(ofVersion.versionAttested, (attested) => (attested ? 'build attested' : 'build not attested')),
    say(ofVersion.versionInstallScripts, ({ has }) => (has ? 'runs scripts on install' : '')),
  ]);
}

function openAdvisories(ids: readonly string[]): string {
  const shown = ids.slice(0, 3).map((id) => escapeMarkdown(id, 40));
  const more = ids.length > shown.length ? ` and ${ids.length - shown.length} more` : '';
  return `${ids.length} open ${ids.length === 1 ? 'advisory' : 'advisories'}: ${shown.join(', ')}${more}`;
}

/** Of the newest advisories with a fix, as many as are known without a gap: `last 3 fixed advisories took 0, 4 and 12 days`. */
function daysToFix(last: readonly FixTime[]): string {
  const gap = last.findIndex(({ days }) => days === null);
  const days = last.slice(0, gap < 0 ? last.length : gap).flatMap(({ days: known }) => known ?? []);
  const newest = days.at(-1);
  if (newest === undefined) return '';
  if (days.length === 1) return `last fixed advisory took ${newest === 1 ? '1 day' : `${newest} days`}`;
  return `last ${days.length} fixed advisories took ${days.slice(0, -1).join(', ')} and ${newest} days`;
}
