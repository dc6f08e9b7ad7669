import { ecosystemOf } from '../ecosystems/index.ts';
import { lockfileFormatOf } from '../lockfiles/index.ts';
import { MAX_MANIFEST } from '../manifests.ts';
import type { Ecosystem } from '../model/ecosystem.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { Manifest } from '../model/manifest.ts';
import type { GitSide } from '../platform/gitSides.ts';
import { placeIn } from './inputs.ts';

/** A file as it was read, or in words why it cannot be compared: `:3:1: …` with a place, else `: …`. */
export type Reading<T> = { readonly value: T } | { readonly why: string };

const LINK = ': a link, not followed';

/** Manifests of a side by their paths. One that its own tool refuses is not compared: what is read of it may be a part only. */
export async function manifestsIn(side: GitSide, paths: readonly string[]): Promise<ReadonlyMap<string, Reading<Manifest>>> {
  const read = new Map<string, Reading<Manifest>>();
  for (const [path, text] of await side.texts(paths)) {
    const ecosystem = ecosystemOf(path);
    if (side.links.has(path)) read.set(path, { why: LINK });
    else if (text === undefined || text.length > MAX_MANIFEST || ecosystem === undefined)
      read.set(path, { why: ': too large or no UTF-8 text' });
    else read.set(path, comparable(text, ecosystem));
  }
  return read;
}

/** A manifest's text, fit to be compared with another. */
export function comparable(text: string, ecosystem: Ecosystem): Reading<Manifest> {
  const manifest = ecosystem.parse(text);
  const { broken } = manifest;
  return broken === undefined ? { value: manifest } : { why: placeIn(text, broken) };
}

/** Why nothing can be said of a manifest that is on the other side and not on this: a link may lead to it. */
export async function absenceOf(path: string, side: GitSide): Promise<Reading<undefined>> {
  return (await side.isLink(path)) ? { why: ': behind a link, not followed' } : { value: undefined };
}

/** A lockfile of a side. */
export async function lockfileIn(side: GitSide, path: string): Promise<Reading<Lockfile>> {
  if (side.links.has(path)) return { why: LINK };
  const format = lockfileFormatOf(path);
  const text = (await side.texts([path])).get(path);
  const lockfile = text === undefined || format === undefined || text.length > format.maxLength ? undefined : format.read(text);
  return lockfile === undefined ? { why: ': could not be read as a lockfile' } : { value: lockfile };
}
