import semver from 'semver';
import * as z from 'zod/mini';
import { lockedArchive } from '../formats/lockedArchive.ts';
import type { LockedArchive } from '../model/lockfile.ts';

const Entry = z.object({
  version: z.string(),
  link: z.optional(z.boolean()),
  resolved: z.catch(z.optional(z.string()), undefined),
});
const Lock = z.object({
  packages: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
  dependencies: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
});
/** A place in a tree of folders: the folder whose node_modules it is in, and the name it has there. */
const PLACE = /^(?:(.+)\/)?node_modules\/((?:@[^/]+\/)?[^/]+)$/;

/** What a lockfile has installed for a name. */
export interface LockedEntry {
  readonly version: string;
  /** Where its archive is taken from; undefined where the lockfile does not say. */
  readonly archive: LockedArchive | undefined;
}

/**
 * What package-lock.json or npm-shrinkwrap.json (versions 1 to 3) has installed where a manifest finds it, by the name it
 * is required under. `memberPath` is the folder of a workspace member relative to the lockfile, parted by `/`; '' or undefined is the
 * lockfile's own folder. As for Node, the nearest node_modules upwards wins. Links and versions that are no version (git addresses) are left
 * out, and hide what is further up. A text that is no lockfile, or a folder that is no member in it, gives an empty map. Never throws.
 */
export function readNpmLock(text: string, memberPath = ''): ReadonlyMap<string, LockedEntry> {
  const lock = z.safeParse(Lock, parsed(text));
  if (!lock.success) return new Map();
  const { packages, dependencies } = lock.data;
  if (memberPath !== '' && !isMember(memberPath, packages ?? {})) return new Map();
  const named = packages === undefined ? Object.entries(dependencies ?? {}) : installedFor(memberPath, packages);
  return new Map(
    named.flatMap(([name, value]) => {
      const entry = z.safeParse(Entry, value);
      const version = entry.success && entry.data.link !== true ? versionIn(entry.data.version) : null;
      return version === null || !entry.success
        ? []
        : [[name, { version, archive: lockedArchive(entry.data.resolved) }] as const];
    }),
  );
}

/** The versions alone. */
export function versionsOf(entries: ReadonlyMap<string, LockedEntry>): ReadonlyMap<string, string> {
  return new Map([...entries].map(([name, { version }]) => [name, version]));
}

/** Whether a lockfile installs anything for a folder: it has an entry, or packages of its own. */
function isMember(folder: string, packages: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(packages, folder) || Object.keys(packages).some((path) => path.startsWith(`${folder}/node_modules/`));
}

/** What Node finds from a folder, by name: the entry of the nearest node_modules. */
function installedFor(
  folder: string,
  packages: Readonly<Record<string, unknown>>,
): readonly (readonly [name: string, entry: unknown])[] {
  const nearest = new Map<string, { readonly depth: number; readonly entry: unknown }>();
  for (const [path, entry] of Object.entries(packages)) {
    const [, owner = '', name] = PLACE.exec(path) ?? [];
    if (name === undefined || !(owner === '' || `${folder}/`.startsWith(`${owner}/`))) continue;
    if (owner.length >= (nearest.get(name)?.depth ?? 0)) nearest.set(name, { depth: owner.length, entry });
  }
  return [...nearest].map(([name, { entry }]) => [name, entry]);
}

/** Lockfiles of version 1 spell an alias `npm:name@1.2.3`. */
function versionIn(text: string): string | null {
  return semver.valid(text.startsWith('npm:') ? text.slice(text.lastIndexOf('@') + 1) : text, true);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
