import { basename, dirname, join, relative, sep } from 'node:path';
import { ecosystemOf } from '../ecosystems/index.ts';
import type { Purl } from '../model/purl.ts';
import { kindOf } from '../platform/files.ts';
import { ownNamesIn, readInputs, type Input, type Inputs } from './inputs.ts';
import type { GitSide } from '../platform/gitSides.ts';
import { isManifest, type Comparison } from './reviewGit.ts';
import { nearestOf, NPMRC } from './nearestOf.ts';
import { idOf } from './reviewPairs.ts';
import type { LayOut } from './temporaryFolders.ts';

/**
 * The manifests of the side after as `check` would read them, by their paths in the repository. Those of a commit are laid out in a folder of
 * their own, with all manifests around them, so that members, catalogs and private names are that commit's.
 */
export async function inputsAfter(paths: readonly string[], comparison: Comparison, layOut: LayOut): Promise<Inputs> {
  if (paths.length === 0) return { inputs: [], unusable: [], notes: [], complete: false };
  const root = comparison.isWorkingTree
    ? comparison.top
    : await layOut(await textsIn(comparison.after, (path) => isManifest(path) || basename(path) === 'go.work'));
  const read = await readInputs(
    paths.map((path) => join(root, ...path.split('/'))),
    undefined,
  );
  const inRepository = (text: string) => text.replaceAll(root + sep, '');
  const folders = new Map<string, string>();
  const inputs: Input[] = [];
  for (const input of read.inputs) {
    const path = relative(root, input.path).split(sep).join('/');
    const privatePatterns = await newlyPrivate(path, comparison);
    inputs.push({ ...input, path, privatePatterns, folder: await configuredIn(path, comparison, folders, layOut) });
  }
  const usesOther = folders.size > 0 ? ['npm is asked as the .npmrc of the merge base says: the change has another'] : [];
  return {
    inputs,
    complete: false,
    unusable: read.unusable.map(inRepository),
    notes: [...read.notes.map(inRepository), ...usesOther],
  };
}

/** Names of npm packages that manifests of the side before kept to themselves: members, and whatever was marked private or led to a path. */
export async function ownNamesBefore(
  paths: readonly string[],
  { before }: Pick<Comparison, 'before'>,
  layOut: LayOut,
): Promise<ReadonlySet<Purl>> {
  const isOfNpm = (path: string) => isManifest(path) && ecosystemOf(path)?.id !== 'golang';
  const root = await layOut(await textsIn(before, isOfNpm));
  const { inputs } = await readInputs(
    paths.filter(isOfNpm).map((path) => join(root, ...path.split('/'))),
    undefined,
  );
  return new Set(inputs.flatMap(ownNamesIn));
}

/** The files of a side that are wanted, as far as they can be read. */
async function textsIn(side: GitSide, wanted: (path: string) => boolean): Promise<ReadonlyMap<string, string>> {
  const texts = await side.texts([...side.files.keys()].filter(wanted));
  return new Map([...texts].flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])));
}

/**
 * The folder whose `.npmrc` counts for a manifest: its own in the checkout, unless the change touches what would count. Then the merge base's
 * does: a change under review says neither whom to ask for it nor with which credentials.
 */
async function configuredIn(
  path: string,
  { top, before, after }: Comparison,
  folders: Map<string, string>,
  layOut: LayOut,
): Promise<string> {
  const old = nearestOf(NPMRC, path, before);
  const now = nearestOf(NPMRC, path, {
    ...after,
    files: new Map([...after.files].filter(([file]) => !after.untracked.has(file))),
    links: new Map([...after.links].filter(([file]) => !after.untracked.has(file))),
  });
  if (old === now && idOf(before, old) === idOf(after, old)) {
    const folder = join(top, ...dirname(path).split('/'));
    return (await kindOf(folder)) === 'folder' ? folder : top;
  }
  const made = folders.get(old ?? '') ?? (await layOut(await npmrcOf(old, before)));
  folders.set(old ?? '', made);
  return made;
}

/**
 * Names that the side after makes private by an `.npmrc` that is not obeyed: a scope with a registry of its own, and all where the default is another
 * one. Whom to ask it does not say; whom not to tell it may.
 */
async function newlyPrivate(path: string, { before, after }: Comparison): Promise<readonly string[]> {
  const [old, now] = [nearestOf(NPMRC, path, before), nearestOf(NPMRC, path, after)];
  if (now === undefined || (old === now && idOf(before, old) === idOf(after, now))) return [];
  if (after.links.has(now)) return ['*']; // not followed: it may make any name private
  const [was, is] = await Promise.all([npmrcOf(old, before), npmrcOf(now, after)]);
  const linesOf = (files: ReadonlyMap<string, string>) => (files.get('.npmrc') ?? '').split(/\r?\n/).map((line) => line.trim());
  const had = new Set(linesOf(was));
  return linesOf(is)
    .filter((line) => !had.has(line))
    .flatMap((line) => {
      const scope = /^["']?(@[^:\s"']+):registry\s*=/.exec(line)?.[1];
      return scope === undefined ? (/^["']?registry\s*=/.test(line) ? ['*'] : []) : [`${scope}/*`];
    });
}

async function npmrcOf(path: string | undefined, before: Comparison['before']): Promise<ReadonlyMap<string, string>> {
  const text = path === undefined ? undefined : (await before.texts([path])).get(path);
  return new Map(text === undefined ? [] : [['.npmrc', text]]);
}
