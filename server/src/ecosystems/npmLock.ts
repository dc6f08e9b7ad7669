import semver from 'semver';
import * as z from 'zod/mini';

const Entry = z.object({ version: z.string(), link: z.optional(z.boolean()) });
const Lock = z.object({
  packages: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
  dependencies: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
});
const TOP_LEVEL = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/;

/**
 * The versions package-lock.json (versions 1 to 3) has installed at the top of node_modules, by the name they are required under. Links and
 * versions that are no version (git addresses) are left out; a text that is no lockfile gives an empty map. Never throws.
 */
export function readNpmLock(text: string): ReadonlyMap<string, string> {
  const lock = z.safeParse(Lock, parsed(text));
  if (!lock.success) return new Map();
  const { packages, dependencies } = lock.data;
  const named =
    packages === undefined
      ? Object.entries(dependencies ?? {})
      : Object.entries(packages).flatMap(([path, entry]) => {
          const name = TOP_LEVEL.exec(path)?.[1];
          return name === undefined ? [] : [[name, entry] as const];
        });
  return new Map(
    named.flatMap(([name, value]) => {
      const entry = z.safeParse(Entry, value);
      const version = entry.success && entry.data.link !== true ? versionIn(entry.data.version) : null;
      return version === null ? [] : [[name, version] as const];
    }),
  );
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
