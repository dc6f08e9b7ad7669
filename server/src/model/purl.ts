/**
 * A package URL without version: the identity of a dependency everywhere in Mainstay.
 * Source: the purl specification; `%40` for the scope's `@`, module paths as namespace and name.
 */
export type Purl = `pkg:${string}/${string}`;

/** The purl types whose packages Mainstay can read. */
export type PurlType = 'npm' | 'golang' | 'github' | 'bitbucket';

/** Builds the purl of a name as its own ecosystem spells it (`@scope/name`, `example.org/mod/v2`). */
export function purlOf(type: PurlType, name: string): Purl {
  return `pkg:${type}/${name.split('/').map(encodeSegment).join('/')}`;
}

/** The ecosystem's own spelling of the name in a purl: the inverse of {@link purlOf}. */
export function nameOf(purl: Purl): string {
  return decodeURIComponent(purl.slice(purl.indexOf('/') + 1));
}

/** Equal for purls of one package: forges fold case, registries do not. */
export function purlKey(purl: Purl): string {
  return ['github', 'bitbucket'].includes(typeOf(purl)) ? purl.toLowerCase() : purl;
}

/** The type part of a purl: `npm` of `pkg:npm/lodash`. */
export function typeOf(purl: Purl): string {
  return purl.slice('pkg:'.length, purl.indexOf('/'));
}

function encodeSegment(segment: string): string {
  // Half a surrogate pair, as half-typed text may hold, has no encoding: it stands as the replacement character.
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\uFFFD')).replaceAll('%3A', ':');
}
