import type { UnreleasedWork } from '../../facts/repositoryDetail.ts';
import { textOf, type DetailAnswer, type Tree } from './answer.ts';
import { shipsDifferently } from './packageJson.ts';
import { mayShip, ships } from './shippedPaths.ts';

type Answered = Pick<DetailAnswer, 'tag' | 'headTree' | 'tagTree' | 'headPackage' | 'tagPackage'>;

/**
 * What the default branch holds that the tag does not. Undefined where the commits between them were not told. `shipped` is told from names two
 * levels deep: true where a file that ships differs, false where nothing that may ship does, null where only folders further down differ.
 */
export function unreleasedWorkOf(answer: Answered, tag: string): UnreleasedWork | undefined {
  const { compare } = answer.tag ?? {};
  if (!compare) return undefined;
  const dates = compare.commits?.nodes.map(({ authoredDate }) => Date.parse(authoredDate)) ?? [];
  const readAll = compare.aheadBy > 0 && dates.length === compare.aheadBy;
  return {
    tag,
    commits: compare.aheadBy,
    shipped: compare.aheadBy === 0 ? false : shippedDiffers(answer),
    oldest: readAll ? new Date(Math.min(...dates)).toISOString() : null,
  };
}

function shippedDiffers({ headTree, tagTree, headPackage, tagPackage }: Answered): boolean | null {
  if (!headTree || !tagTree) return null;
  const { files, folders } = differing(headTree, tagTree);
  const manifest = files.has('package.json') ? manifestDiffers({ headPackage, tagPackage }) : false;
  if (manifest === true || [...files].some((path) => path !== 'package.json' && ships(path))) return true;
  return manifest === null || [...folders].some(mayShip) ? null : false;
}

/** A manifest that came or went ships; one that could not be read cannot be told. */
function manifestDiffers({ headPackage, tagPackage }: Pick<Answered, 'headPackage' | 'tagPackage'>): boolean | null {
  const [head, before] = [textOf(headPackage), textOf(tagPackage)];
  if (head === undefined || before === undefined) return null;
  if (head === null || before === null) return true;
  return shipsDifferently(head, before) ?? null;
}

/** Paths of files that differ, and of folders that do and whose files were not listed. */
function differing(one: Tree, other: Tree) {
  const [a, b] = [listed(one), listed(other)];
  const paths = [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path)?.oid !== b.get(path)?.oid);
  // `commit`: a submodule, of which only the pin is known.
  const isFolder = (path: string) => (a.get(path) ?? b.get(path))?.type === 'tree';
  return { files: new Set(paths.filter((path) => !isFolder(path))), folders: new Set(paths.filter(isFolder)) };
}

function listed({ entries }: Tree): ReadonlyMap<string, { readonly type: string; readonly oid: string }> {
  return new Map(
    entries.flatMap((entry): (readonly [string, { readonly type: string; readonly oid: string }])[] => {
      const inner = entry.type === 'tree' ? entry.object?.entries : undefined;
      return inner === undefined ? [[entry.name, entry]] : inner.map((file) => [`${entry.name}/${file.name}`, file] as const);
    }),
  );
}
