import { basename, dirname, posix } from 'node:path';
import { readNpmLock, versionsOf } from './ecosystems/index.ts';
import { MAX_LOCKFILE, MAX_MANIFEST } from './manifests.ts';
import { gitIn, GitProblem, type Git } from './platform/git.ts';
import { renames, type FileChoice } from './platform/gitFiles.ts';
import { defaultBase, doubtOf, mergeBase, revision, topFolder, type Revision } from './platform/gitRevisions.ts';
import { commitSide } from './platform/gitSides.ts';

/** Lockfiles of npm, the one that counts first. */
const LOCKFILES: readonly string[] = ['npm-shrinkwrap.json', 'package-lock.json'];

/** What stood in a file where its branch left the base; `text` is undefined where there was no such file. */
export interface BaseText {
  readonly text: string | undefined;
  /** Versions that the nearest lockfile of npm pinned for it then, by the name in the manifest; absent where there was none. */
  readonly locked?: ReadonlyMap<string, string>;
}

/** Where a branch left its base, and why that may be too old a place; empty where it is not. */
interface Left {
  readonly left: Revision;
  readonly doubt: string;
}

/** Merge bases that are being looked for, by checkout and base. */
export type MergeBases = Map<string, Promise<Left>>;

/**
 * The text of a file at the merge base of the checkout's HEAD and a base: a branch or commit, the default branch where it is empty. A renamed file is
 * found under its old name. Undefined where nobody can tell: no git, no checkout, no such base, no commit in common. Never rejects; `problem` is told
 * where a base that somebody chose leads nowhere, and where a shallow clone may show too old a place. Who asks at the same time shares `underWay`: one
 * look for the merge base of a checkout serves all.
 */
export async function textAtMergeBase(
  path: string,
  base: string,
  env: Readonly<Record<string, string | undefined>>,
  problem: (message: string) => void,
  underWay: MergeBases = new Map(),
): Promise<BaseText | undefined> {
  try {
    const here = gitIn(dirname(path), env);
    const [top, prefix] = await Promise.all([topFolder(here), here(['rev-parse', '--show-prefix'])]);
    const git = gitIn(top, env);
    const key = `${top}\n${base}`;
    // Kept while it is looked for only: another branch may be checked out at any time.
    const looking = underWay.get(key) ?? leftAt(git, base).finally(() => underWay.delete(key));
    underWay.set(key, looking);
    const { left, doubt } = await looking;
    if (doubt !== '') problem(doubt);
    const name = basename(path);
    const choice: FileChoice = { endings: [name], wanted: (file) => basename(file) === name };
    const own = prefix.output.toString('utf8').replace(/\r?\n$/, '') + name;
    const side = await commitSide(git, left, choice, MAX_MANIFEST);
    const then = side.files.has(own) ? own : (await renames(git, left, undefined, choice)).get(own);
    if (then === undefined) return { text: undefined };
    const text = (await side.texts([then])).get(then);
    if (text === undefined) return undefined;
    const locked = name === 'package.json' ? await lockedAt(git, left, posix.dirname(then)) : undefined;
    return { text, ...(locked === undefined ? {} : { locked }) };
  } catch (error) {
    if (!(error instanceof GitProblem)) throw error;
    if (base !== '') problem(`mainstay.review.base: ${error.message}`);
    return undefined;
  }
}

async function leftAt(git: Git, base: string): Promise<Left> {
  const into = base === '' ? await defaultBase(git) : await revision(git, base);
  const head = await revision(git, 'HEAD');
  const left = await mergeBase(git, into, head);
  return { left, doubt: await doubtOf(git, left, into, head) };
}

/** What the nearest lockfile of npm pinned for a folder in a commit. */
async function lockedAt(git: Git, commit: Revision, folder: string): Promise<ReadonlyMap<string, string> | undefined> {
  const wanted = (file: string) => LOCKFILES.includes(posix.basename(file));
  const side = await commitSide(git, commit, { endings: LOCKFILES, wanted }, MAX_LOCKFILE);
  for (const name of LOCKFILES) {
    for (let at = folder; ; at = posix.dirname(at)) {
      const file = posix.join(at, name);
      if (side.files.has(file)) {
        const text = (await side.texts([file])).get(file);
        return text === undefined ? undefined : versionsOf(readNpmLock(text, posix.relative(at, folder)));
      }
      if (at === '.') break;
    }
  }
  return undefined;
}
