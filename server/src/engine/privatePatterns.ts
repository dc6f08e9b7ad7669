import { matchesElement } from '../model/glob.ts';

/**
 * A test for names that the user calls private. A pattern is a glob over the leading elements of a name, as in GOPRIVATE: `*` stands for
 * any characters but `/`, `?` for one; `corp.example.org/*` covers `corp.example.org/x` and all below it, `@acme` and `@acme/*` cover
 * the scope, `acme-*` every name that begins so. Letters' case does not count: better one name too many kept than one too few.
 */
export function privateNames(patterns: readonly string[]): (name: string) => boolean {
  const globs = patterns.map((pattern) => pattern.trim().toLowerCase().replace(/\/+$/, '')).filter((pattern) => pattern !== '');
  return (name) => globs.some((glob) => coversLeading(glob, name.toLowerCase()));
}

function coversLeading(glob: string, name: string): boolean {
  const wanted = glob.split('/');
  const elements = name.split('/');
  return wanted.length <= elements.length && wanted.every((part, index) => matchesElement(part, elements[index] ?? ''));
}
