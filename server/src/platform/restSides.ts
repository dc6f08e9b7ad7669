import pLimit from 'p-limit';
import { asked, ForgeProblem, type ForgeRepository } from './forgeRest.ts';
import { GitProblem, type Git } from './git.ts';
import { decoded, heldBlobs, isPlainPath, LINK, REGULAR, textsOf, wayTo, type FileChoice } from './gitFiles.ts';
import type { GitSide } from './gitSides.ts';

/** Most files whose contents are asked for, in one run: a workflow's token has a thousand requests an hour. */
const MAX_FILES = 300;
/** Most bytes of contents asked for, in one run. */
const MAX_ASKED = 256 * 1024 * 1024;
const CONCURRENCY = 8;
/** GitHub's compare lists no more files than this, whatever the page. Source: GitHub's REST reference, "compare two commits". */
const MAX_COMPARED = 300;
const WHOLE = 'check out with “fetch-depth: 0”';

/** What a forge knows of two revisions beside their files. */
export interface RestComparison {
  /** The commit both come from. */
  readonly mergeBase: string;
  /** Old paths by new ones; undefined where there are more files than the forge lists. */
  readonly renames: ReadonlyMap<string, string> | undefined;
}

/** The contents of files by their ids, from a clone that may hold them and from a forge; bounded over both sides of a comparison. */
export interface BlobReader {
  /** Texts by id; undefined for what is larger than the bound or no UTF-8. Rejects with {@link ForgeProblem}. */
  texts(blobs: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, string | undefined>>;
}

/** Asks the forge where the head left the base. Rejects with {@link ForgeProblem}. */
export async function compareOnForge(
  { octokit, owner, repo }: ForgeRepository,
  base: string,
  head: string,
): Promise<RestComparison> {
  // Commits are paged, files are not: all that are told of come with the first page.
  const question = octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead: `${base}...${head}`, per_page: 1 });
  const { data } = await asked('the merge base could not be asked for', question);
  const files = data.files ?? [];
  return {
    mergeBase: data.merge_base_commit.sha,
    renames: files.length < MAX_COMPARED ? new Map(files.flatMap(renameOf)) : undefined,
  };
}

function renameOf({
  status,
  filename,
  previous_filename: from,
}: {
  status: string;
  filename: string;
  previous_filename?: string;
}) {
  return status === 'renamed' && from !== undefined ? [[filename, from] as const] : [];
}

/** A commit's files as the forge tells them. Rejects with {@link ForgeProblem}. */
export async function commitSideOnForge(
  { octokit, owner, repo }: ForgeRepository,
  commit: string,
  choice: FileChoice,
  blobs: BlobReader,
): Promise<GitSide> {
  const question = octokit.rest.git.getTree({ owner, repo, tree_sha: commit, recursive: '1' });
  const { data } = await asked('the files of a commit could not be asked for', question);
  if (data.truncated) throw new ForgeProblem(`the repository has more files than the forge lists at once: ${WHOLE}`, 0);
  const wanted = data.tree
    .filter(({ type, path }) => type === 'blob' && isPlainPath(path) && choice.wanted(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const files = wanted.filter(({ mode }) => REGULAR.test(mode));
  const ids = new Map(files.map(({ path, sha }) => [path, sha]));
  const sizes = new Map(files.map(({ sha, size }) => [sha, size ?? 0]));
  const links = new Set(data.tree.flatMap(({ mode, path }) => (mode === LINK ? [path] : [])));
  return {
    files: ids,
    links: new Map(wanted.flatMap(({ mode, path, sha }) => (mode === LINK ? [[path, sha] as const] : []))),
    untracked: new Set(),
    async texts(paths) {
      const blobIds = paths.flatMap((path) => ids.get(path) ?? []);
      const texts = await blobs.texts(new Map(blobIds.map((id) => [id, sizes.get(id) ?? 0])));
      return new Map(paths.map((path) => [path, texts.get(ids.get(path) ?? '')]));
    },
    isLink: (path) => Promise.resolve(wayTo(path).some((step) => links.has(step))),
  };
}

/** Reads contents up to `maxBytes` each. What `git`, a clone however shallow, has of them is not asked for. */
export function blobReader({ octokit, owner, repo }: ForgeRepository, git: Git | undefined, maxBytes: number): BlobReader {
  const limit = pLimit(CONCURRENCY);
  const known = new Map<string, string | undefined>();
  let [files, bytes] = [0, 0];
  const ask = async (id: string): Promise<void> => {
    const { data } = await asked('a file could not be asked for', octokit.rest.git.getBlob({ owner, repo, file_sha: id }));
    known.set(id, decoded(Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8')));
  };
  return {
    async texts(blobs) {
      const open = [...blobs].filter(([id, size]) => {
        if (size > maxBytes) known.set(id, undefined);
        return !known.has(id);
      });
      for (const [id, text] of await heldTexts(
        git,
        open.map(([id]) => id),
        maxBytes,
      ))
        known.set(id, text);
      const missing = open.filter(([id]) => !known.has(id));
      files += missing.length;
      bytes += missing.reduce((sum, [, size]) => sum + size, 0);
      if (files > MAX_FILES || bytes > MAX_ASKED)
        throw new ForgeProblem(
          `more than ${MAX_FILES} files, or too large ones, would have to be asked for one by one: ${WHOLE}`,
          0,
        );
      await Promise.all(missing.map(([id]) => limit(() => ask(id))));
      return new Map([...blobs.keys()].map((id) => [id, known.get(id)]));
    },
  };
}

async function heldTexts(
  git: Git | undefined,
  ids: readonly string[],
  maxBytes: number,
): Promise<ReadonlyMap<string, string | undefined>> {
  if (git === undefined) return new Map();
  try {
    return await textsOf(git, await heldBlobs(git, ids), maxBytes);
  } catch (error) {
    if (error instanceof GitProblem) return new Map(); // no repository here, or one that git will not read: the forge is asked
    throw error;
  }
}

/** Renames without a change, where the forge tells none: contents that are at one path before, gone from there, and at one other after. */
export function sameContents(before: GitSide, after: GitSide): ReadonlyMap<string, string> {
  const gone = byContents([...before.files].filter(([path]) => !after.files.has(path)));
  const come = byContents([...after.files].filter(([path]) => !before.files.has(path)));
  return new Map(
    [...come].flatMap(([id, [to, ...more]]) => {
      const [from, ...others] = gone.get(id) ?? [];
      return to === undefined || from === undefined || more.length + others.length > 0 ? [] : [[to, from] as const];
    }),
  );
}

function byContents(files: readonly (readonly [path: string, id: string])[]): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>();
  for (const [path, id] of files) paths.set(id, [...(paths.get(id) ?? []), path]);
  return paths;
}
