import { hash, NotRecorded } from '../../world/repository.ts';
import type { FileAt, Moment, Repository } from '../../world/repository.ts';

/** What `HEAD:<path>` or `<tag>:<path>` names: a tree, a blob, or null where there is nothing. Undefined: no such expression. */
export function objectAt(repository: Repository, path: string, at: Moment): object | null {
  const clean = path.replace(/^\/+|\/+$/g, '');
  const file = repository.files(at).find((one) => one.path === clean);
  return file === undefined ? tree(repository, clean, at) : blob(repository, file);
}

/** A folder, null where there is none. */
export function tree(repository: Repository, folder: string, at: Moment): object | null {
  const prefix = folder === '' ? '' : `${folder}/`;
  const inside = repository.files(at).filter(({ path }) => path.startsWith(prefix));
  if (inside.length === 0) return null;
  const names = [...new Set(inside.map(({ path }) => path.slice(prefix.length).split('/')[0] ?? ''))].sort();
  const oid = treeOid(inside);
  return {
    __typename: 'Tree',
    id: `T_${oid}`,
    oid,
    entries: () => names.map((name) => entry(repository, `${prefix}${name}`, name, inside, at)),
  };
}

/** The entry of a file or folder in the tree of a moment, null where there is none. */
export function entryAt(repository: Repository, path: string, at: Moment): object | null {
  const inside = repository.files(at).filter((one) => one.path === path || one.path.startsWith(`${path}/`));
  return inside.length === 0 ? null : entry(repository, path, path.split('/').at(-1) ?? path, inside, at);
}

function entry(repository: Repository, path: string, name: string, inside: readonly FileAt[], at: Moment): object {
  const file = inside.find((one) => one.path === path);
  const below = inside.filter((one) => one.path.startsWith(`${path}/`));
  const size = file?.text;
  return {
    __typename: 'TreeEntry',
    name,
    path,
    type: file === undefined ? 'tree' : 'blob',
    mode: file === undefined ? 0o40000 : 0o100644,
    oid: file?.oid ?? treeOid(below),
    size: file === undefined ? 0 : size === undefined ? notRecorded(`the size of ${path}`) : Buffer.byteLength(size),
    extension: /\.[^./]+$/.exec(name)?.[0] ?? '',
    isGenerated: false,
    object: () => (file === undefined ? tree(repository, path, at) : blob(repository, file)),
  };
}

function blob({ fullName }: Repository, { path, text, oid }: FileAt): object {
  const missing = notRecorded(`the text of ${path} in ${fullName}`);
  return {
    __typename: 'Blob',
    id: `B_${oid}`,
    oid,
    abbreviatedOid: oid.slice(0, 7),
    byteSize: text === undefined ? missing : Buffer.byteLength(text),
    isBinary: text === undefined ? missing : false,
    isTruncated: text === undefined ? missing : false,
    text: text ?? missing,
  };
}

function treeOid(files: readonly FileAt[]): string {
  return hash(files.map(({ path, oid }) => `${path} ${oid}`).join('\n'));
}

/** A field that says it is not recorded when it is asked for. */
export function notRecorded(what: string): () => never {
  return () => {
    throw new NotRecorded(`${what} is not recorded`);
  };
}
