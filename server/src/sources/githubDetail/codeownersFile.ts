import { listedAs, MOST_LISTED, type Listed } from './listed.ts';

/**
 * Those a CODEOWNERS file names, each once; a pattern without owners names nobody. Source: GitHub Docs, "About code owners"; sections and
 * `^[Section]` headings are GitLab's.
 */
export function codeownersIn(text: string): readonly Listed[] {
  const words = text
    .split('\n', 5000)
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
    .filter((line) => line !== '' && !/^\^?\[/.test(line))
    // A space in a pattern is escaped.
    .flatMap((line) => line.replaceAll('\\ ', '_').split(/\s+/).slice(1))
    .filter((word) => word.includes('@'));
  return [...new Set(words.map((word) => word.toLowerCase()))].flatMap((word) => listedAs(word) ?? []).slice(0, MOST_LISTED);
}
