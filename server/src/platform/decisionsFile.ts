import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { FactFolderPlace } from './factFilesFolder.ts';

/** The file of one person's own decisions. */
const FILE = 'decisions.json';

/**
 * Where one person's own decisions are kept: in the folder an editor names; nowhere where it names none (an empty path); else in the user's
 * configuration folder (`MAINSTAY_CONFIG_DIR`, or the system's own place). Undefined where there is none, and while local servers stand in for the
 * public services.
 */
export function decisionsFile(
  named: string | undefined,
  { env, os = process.platform, home }: FactFolderPlace,
): string | undefined {
  if (named === '') return undefined;
  if (named !== undefined && isAbsolute(named)) return join(named, FILE);
  const chosen = env['MAINSTAY_CONFIG_DIR'];
  if (chosen !== undefined && chosen !== '') return join(resolve(chosen), FILE);
  if ((env['MAINSTAY_UPSTREAMS'] ?? '').trim() !== '') return undefined;
  const folder = configFolder(env, os, home ?? env['HOME'] ?? env['USERPROFILE'] ?? homedir());
  return isAbsolute(folder) ? join(folder, 'mainstay', FILE) : undefined;
}

function configFolder(env: FactFolderPlace['env'], os: NodeJS.Platform, home: string): string {
  if (os === 'win32') return env['APPDATA'] ?? join(home, 'AppData', 'Roaming');
  if (os === 'darwin') return join(home, 'Library', 'Application Support');
  const xdg = env['XDG_CONFIG_HOME'];
  // The specification has relative paths ignored.
  return xdg !== undefined && isAbsolute(xdg) ? xdg : join(home, '.config');
}
