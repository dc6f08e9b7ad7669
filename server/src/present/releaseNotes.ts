import { repository } from '../facts/package.ts';
import { forgeReleases, knownTags } from '../facts/repository.ts';
import { parseGoVersion } from '../formats/goVersion.ts';
import type { Assessment } from '../model/assessment.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { nameOf } from '../model/purl.ts';
import { repositoryUrl } from '../model/subject.ts';
import { homeOf } from './home.ts';

/** Where what changed can be read. */
export interface NotesPage {
  readonly kind: 'release' | 'compare';
  readonly url: string;
}

/**
 * The page of a release on its forge, where a tag of that version is known; the comparison of both tags where the project writes no releases. A tag is
 * known where the forge told its name, or where Go fetched the module by it; no name is guessed. Undefined otherwise, and for other forges than GitHub.
 */
export function notesPage(assessment: Assessment): NotesPage | undefined {
  const home = homeOf(assessment);
  const { version, before, facts } = assessment;
  if (home === undefined || version === undefined || before === undefined) return undefined;
  const tags = facts.get(knownTags);
  if (tags.state === 'unknown' && home.host !== 'github.com') return undefined;
  const known = tags.state === 'known' ? tags.value : [];
  const tagOf = tagsBy(assessment, home.path, known);
  const [old, now] = [tagOf(before.version), tagOf(version)];
  if (now === undefined) return undefined;
  const made = facts.get(forgeReleases);
  const page = repositoryUrl(home);
  if (made.state === 'known' && made.value.total === 0 && old !== undefined)
    return { kind: 'compare', url: `${page}/compare/${encodeURIComponent(old)}...${encodeURIComponent(now)}` };
  return { kind: 'release', url: `${page}/releases/tag/${encodeURIComponent(now)}` };
}

/** Finds the tag of a version. Where several packages live in one repository a bare number may be another one's. */
function tagsBy(
  { dependency, facts }: Assessment,
  path: string | undefined,
  known: readonly { readonly name: string }[],
): (version: string) => string | undefined {
  const purl = purlOfDependency(dependency);
  const name = purl === null ? '' : nameOf(purl);
  const names = new Set(known.map((tag) => tag.name));
  if (dependency.ecosystem === 'golang') {
    const home = facts.get(repository);
    const isFetched = home.state === 'known' && home.value.how !== 'declared';
    return (version) => {
      const parsed = parseGoVersion(version);
      if (parsed === undefined || parsed.pseudo !== null) return undefined;
      const tag = `${path === undefined ? '' : `${path}/`}${version.replace(/\+incompatible$/, '')}`;
      // A module at the root is fetched by that very tag; below it, a folder may or may not stand in the tag.
      return names.has(tag) || (isFetched && path === undefined) ? tag : undefined;
    };
  }
  const short = name.replace(/^@[^/]*\//, '');
  return (version) => {
    const own = [`${name}@${version}`, `${name}@v${version}`, `${short}@${version}`, `${short}@v${version}`];
    const more = [
      `${short}-v${version}`,
      `${short}-${version}`,
      `${short}/v${version}`,
      `${short}/${version}`,
      `${short}_v${version}`,
    ];
    const bare = path === undefined ? [`v${version}`, version] : [];
    return [...own, ...more, ...bare].find((tag) => names.has(tag));
  };
}
