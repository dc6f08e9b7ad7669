import { GitProblem, type Git } from './git.ts';

/** A commit, and how the user would call it. */
export interface Revision {
  readonly name: string;
  /** Its object id, 40 or 64 hexadecimal digits. */
  readonly commit: string;
}

/** Longer names are no names of revisions. */
const MAX_LENGTH = 250;
/** Where the default branch is looked for, the first that is there. */
const DEFAULTS = [
  'refs/remotes/origin/HEAD',
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
  'refs/heads/main',
  'refs/heads/master',
];

/** The top folder of the checkout. Rejects with {@link GitProblem} outside of one. */
export async function topFolder(git: Git): Promise<string> {
  const { output } = await git(['rev-parse', '--show-toplevel']);
  return output.toString('utf8').replace(/\r?\n$/, '');
}

/** The commit a name leads to. Rejects with {@link GitProblem} where it is none, or could be taken for an option. */
export async function revision(git: Git, name: string): Promise<Revision> {
  if (!isName(name)) throw new GitProblem(`“${printable(name)}” is no name of a revision`);
  const commit = await commitOf(git, name);
  if (commit === undefined) throw new GitProblem(`unknown revision “${printable(name)}”${await shallowHint(git)}`);
  return { name, commit };
}

/** The default branch: what origin calls its head, else main or master, of origin or of this clone. */
export async function defaultBase(git: Git): Promise<Revision> {
  for (const ref of DEFAULTS) {
    const commit = await commitOf(git, ref);
    if (commit !== undefined) return { name: (await ledTo(git, ref)).replace(/^refs\/(?:remotes|heads)\//, ''), commit };
  }
  throw new GitProblem(
    `no default branch to compare with: there is no origin/HEAD, main or master; name one with --base${await shallowHint(git)}`,
  );
}

/** The branch that a name stands for: `refs/remotes/origin/main` for origin's head. */
async function ledTo(git: Git, ref: string): Promise<string> {
  const { output } = await git(['rev-parse', '--symbolic-full-name', ref]);
  return output.toString('utf8').trim() || ref;
}

/** The commit both come from; of several git's own choice. Rejects with {@link GitProblem} where there is none, or none in this clone. */
export async function mergeBase(git: Git, base: Revision, head: Revision): Promise<Revision> {
  const { output } = await git(['merge-base', base.commit, head.commit], { expect: [1] });
  const commit = objectId(output);
  if (commit !== undefined) return { name: `merge base of ${base.name} and ${head.name}`, commit };
  const hint = await shallowHint(git);
  throw new GitProblem(
    `${printable(base.name)} and ${printable(head.name)} have no common commit${hint === '' ? '' : ` in this clone${hint}`}`,
  );
}

/** Whether the clone lacks part of its history: what it shows of a merge base may then be too old a one. */
export async function isShallow(git: Git): Promise<boolean> {
  const { output } = await git(['rev-parse', '--is-shallow-repository']);
  return output.toString('latin1').trim() === 'true';
}

/** What is said of a merge base that may be too old a one; empty where it is the right one, however little of the history is there. */
export async function doubtOf(git: Git, left: Revision, base: Revision, head: Revision): Promise<string> {
  if ([base, head].some(({ commit }) => commit === left.commit) || !(await isShallow(git))) return '';
  // A way on from either that ends before it meets the merge base was cut: a newer commit of both may lie behind.
  const { output } = await git(['rev-list', '--format=%d', base.commit, head.commit, `^${left.commit}`]);
  return /^ \((?:.*, )?grafted[,)]/m.test(output.toString('latin1'))
    ? `this clone is shallow: the merge base may be too old, so that what is in ${printable(base.name)} already is told as a change; fetch the rest with “git fetch --unshallow”`
    : '';
}

function isName(name: string): boolean {
  return name !== '' && name.length <= MAX_LENGTH && !name.startsWith('-') && !/[\u0000-\u001f\u007f]/.test(name);
}

async function commitOf(git: Git, name: string): Promise<string | undefined> {
  // What follows --end-of-options is no option even if it looks like one; the suffix makes tags commits, and trees and blobs none.
  const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  return objectId((await git(words, { expect: [1, 128] })).output);
}

function objectId(output: Buffer): string | undefined {
  const last = output.toString('latin1').trim().split('\n').at(-1) ?? '';
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(last) ? last : undefined;
}

/** What to do about a clone that was not fetched whole; empty where it was. */
async function shallowHint(git: Git): Promise<string> {
  if (!(await isShallow(git))) return '';
  return ': it is shallow; fetch the rest with “git fetch --unshallow”, in a workflow with “fetch-depth: 0”';
}

function printable(name: string): string {
  return name.slice(0, 80).replace(/[\u0000-\u001f\u007f]/g, '?');
}
