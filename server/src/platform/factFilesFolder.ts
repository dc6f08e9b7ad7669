import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** What the folder of stored facts depends on. */
export interface FactFolderPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly os?: NodeJS.Platform;
  /** In place of the user's home folder. */
  readonly home?: string;
}

/** The folder for an editor's facts: the one it names, none where it names none (an empty path), else the user's cache folder. */
export function factFolder(named: string | undefined, place: FactFolderPlace): string | undefined {
  if (named === '') return undefined;
  return named !== undefined && isAbsolute(named) ? named : userCacheFolder(place);
}

/**
 * The folder for what one user's programs keep to save time: `MAINSTAY_CACHE_DIR`, else the system's own place (XDG base directories on
 * Linux). Undefined where there is none, and while local servers stand in for the public services (`MAINSTAY_UPSTREAMS`): what those say
 * belongs in no user's cache.
 */
export function userCacheFolder({ env, os = process.platform, home }: FactFolderPlace): string | undefined {
  const chosen = env['MAINSTAY_CACHE_DIR'];
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  if ((env['MAINSTAY_UPSTREAMS'] ?? '').trim() !== '') return undefined;
  const own = home ?? env['HOME'] ?? env['USERPROFILE'] ?? homedir();
  if (os === 'win32') {
    const local = env['LOCALAPPDATA'] ?? join(own, 'AppData', 'Local');
    return isAbsolute(local) ? join(local, 'mainstay', 'Cache') : undefined;
  }
  if (os === 'darwin') return isAbsolute(own) ? join(own, 'Library', 'Caches', 'mainstay') : undefined;
  const xdg = env['XDG_CACHE_HOME'];
  // The specification has relative paths ignored.
  const caches = xdg !== undefined && isAbsolute(xdg) ? xdg : join(own, '.cache');
  return isAbsolute(caches) ? join(caches, 'mainstay') : undefined;
}
