import semver from 'semver';
import type { Instant } from '../../model/instant.ts';
import type { RepositoryAnswer } from './answers.ts';

/** A tag with its date, where it is known. */
interface DatedTag {
  readonly name: string;
  readonly at: Instant | null;
}

/** The release that GitHub shows as the latest; null where there is none, undefined where that was not told. */
export function newestRelease({
  latestRelease,
}: RepositoryAnswer): { readonly tag: string; readonly at: Instant } | null | undefined {
  if (latestRelease === undefined || latestRelease === null) return latestRelease;
  const at = latestRelease.publishedAt ?? latestRelease.createdAt;
  return typeof at === 'string' ? { tag: latestRelease.tagName, at } : undefined;
}

/**
 * The newest release's tag, else the highest version among the newest tags, else the newest tag. A tag of a higher version than the release's,
 * made after it, comes before it: some projects stop writing releases and go on tagging.
 */
export function newestTagOf(answer: RepositoryAnswer): DatedTag | null | undefined {
  const release = newestRelease(answer);
  if (release === undefined || answer.tags === undefined) return undefined;
  const tags = answer.tags.nodes.flatMap((tag) => {
    if (tag === null) return [];
    return [{ name: tag.name, at: tag.target?.committedDate ?? tag.target?.target?.committedDate ?? null }];
  });
  const highest = highestVersion(tags);
  if (release === null) return highest ?? tags[0] ?? null;
  return highest && isLater(highest, release) ? highest : { name: release.tag, at: release.at };
}

/** Longer names are nobody's version. */
const MAX_TAG_LENGTH = 120;

/** Tags whose names were told, and whether a release was made of each; undefined where tags were not told. */
export function knownTagsOf({
  tags,
  releases,
}: RepositoryAnswer): readonly { readonly name: string; readonly released: boolean }[] | undefined {
  if (tags === undefined) return undefined;
  const released = (releases?.nodes ?? []).flatMap((one) =>
    one === null || one.isDraft === true || one.tagName === undefined ? [] : [one.tagName],
  );
  const names = [...released, ...tags.nodes.flatMap((tag) => tag?.name ?? [])];
  return [...new Set(names)]
    .filter((name) => name.length <= MAX_TAG_LENGTH)
    .map((name) => ({ name, released: released.includes(name) }));
}

function isLater(tag: DatedTag, release: { readonly tag: string; readonly at: Instant }): boolean {
  const [one, other] = [versionIn(tag.name), versionIn(release.tag)];
  if (!one || !other || one.prefix !== other.prefix || tag.at === null) return false;
  return semver.gt(one.version, other.version) && Date.parse(tag.at) > Date.parse(release.at);
}

/** The highest stable version; undefined where there is none, or where tags of several packages stand side by side. */
function highestVersion(tags: readonly DatedTag[]): DatedTag | undefined {
  const versions = tags.flatMap((tag) => {
    const read = versionIn(tag.name);
    return read && read.version.prerelease.length === 0 ? [{ tag, ...read }] : [];
  });
  if (new Set(versions.map(({ prefix }) => prefix)).size > 1) return undefined;
  return versions.sort((a, b) => semver.rcompare(a.version, b.version))[0]?.tag;
}

/** `v1.2.3`, `pkg/v1.2`, `pkg@1.2.3-rc.1`: the version and what stands before it. */
function versionIn(tag: string): { readonly prefix: string; readonly version: semver.SemVer } | undefined {
  const [, prefix = '', digits = '', rest = ''] = /^(.*?)v?(\d{1,9}(?:\.\d{1,9}){1,2})([-+.].*)?$/.exec(tag.slice(0, 200)) ?? [];
  const version = semver.parse(`${digits}${digits.split('.').length === 2 ? '.0' : ''}${rest.replace(/^\./, '-')}`);
  return digits === '' || version === null ? undefined : { prefix, version };
}
