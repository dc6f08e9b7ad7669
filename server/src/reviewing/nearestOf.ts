import { posix } from 'node:path';
import type { GitSide } from '../platform/gitSides.ts';

/** npm's configuration of a folder, for {@link nearestOf}. */
export const NPMRC: readonly string[] = ['.npmrc'];

/** The file nearest to another, at or above, of those names; a link that is called so counts as one. */
export function nearestOf(
  names: readonly string[],
  from: string,
  { files, links }: Pick<GitSide, 'files' | 'links'>,
): string | undefined {
  for (let folder = posix.dirname(from); ; folder = posix.dirname(folder)) {
    const found = names.map((name) => posix.join(folder, name)).find((path) => files.has(path) || links.has(path));
    if (found !== undefined || folder === '.') return found;
  }
}
