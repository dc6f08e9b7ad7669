import { basename, dirname } from 'node:path';
import { MAX_MANIFEST } from './manifests.ts';
import { gitIn, GitProblem } from './platform/git.ts';
import { renames, type FileChoice } from './platform/gitFiles.ts';
import { defaultBase, mergeBase, revision, topFolder } from './platform/gitRevisions.ts';
import { commitSide } from './platform/gitSides.ts';

/** What stood in a file where its branch left the base; `text` is undefined where there was no such file. */
export interface BaseText {
  readonly text: string | undefined;
}

/**
 * The text of a file at the merge base of the checkout's HEAD and a base: a branch or commit, the default branch where it is empty. A renamed file is
 * found under its old name. Undefined where nobody can tell: no git, no checkout, no such base, no commit in common. Never rejects; `problem` is told
 * where a base that somebody chose leads nowhere.
 */
export async function textAtMergeBase(
  path: string,
  base: string,
  env: Readonly<Record<string, string | undefined>>,
  problem: (message: string) => void,
): Promise<BaseText | undefined> {
  try {
    const here = gitIn(dirname(path), env);
    const [top, prefix] = await Promise.all([topFolder(here), here(['rev-parse', '--show-prefix'])]);
    const git = gitIn(top, env);
    const left = await mergeBase(
      git,
      base === '' ? await defaultBase(git) : await revision(git, base),
      await revision(git, 'HEAD'),
    );
    const name = basename(path);
    const choice: FileChoice = { endings: [name], wanted: (file) => basename(file) === name };
    const own = prefix.output.toString('utf8').replace(/\r?\n$/, '') + name;
    const side = await commitSide(git, left, choice, MAX_MANIFEST);
    const then = side.files.has(own) ? own : (await renames(git, left, undefined, choice)).get(own);
    if (then === undefined) return { text: undefined };
    const text = (await side.texts([then])).get(then);
    return text === undefined ? undefined : { text };
  } catch (error) {
    if (!(error instanceof GitProblem)) throw error;
    if (base !== '') problem(`mainstay.review.base: ${error.message}`);
    return undefined;
  }
}
