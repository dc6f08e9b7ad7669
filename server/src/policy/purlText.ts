import { purlOf, type Purl, type PurlType } from '../model/purl.ts';

const TYPES = ['npm', 'golang', 'github', 'bitbucket'] as const satisfies readonly PurlType[];

/** A package URL without version, as people write it: the scope's `@` may stand as it is. */
export const PURL = new RegExp(`^pkg:(${TYPES.join('|')})/((?:@[^@/\\s?#%]+/)?(?:[^@\\s?#%]|%[0-9A-Fa-f]{2})+)$`);

/** What is expected where a package is named. */
export const PURL_WORDS = 'expected a package URL without a version, such as pkg:npm/@acme/tool or pkg:golang/example.org/mod';

/** The purl a text means, in the form Mainstay compares; undefined where it means none. */
export function readPurl(text: string): Purl | undefined {
  const [, type, name] = PURL.exec(text) ?? [];
  const known = TYPES.find((one) => one === type);
  if (known === undefined || name === undefined) return undefined;
  try {
    return purlOf(known, decodeURIComponent(name));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** What to write instead of a text that is no purl. */
export function purlMend(text: string): string {
  const version = /^(pkg:.+[^/])@[^/@]*$/.exec(text);
  const without = version?.[1];
  if (without !== undefined && readPurl(without) !== undefined) return `a decision holds for every version: write “${without}”`;
  return PURL_WORDS;
}
