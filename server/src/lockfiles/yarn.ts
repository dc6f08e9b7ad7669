import type { LockfileFormat } from '../model/lockfile.ts';
import { readYarnBerry } from './yarnBerry.ts';
import { readYarnClassic } from './yarnClassic.ts';

/** Yarn's yarn.lock: of Yarn 1 in a format of its own, of Yarn 2 and newer in YAML. */
export const yarnLock: LockfileFormat = {
  id: 'yarn',
  files: ['yarn.lock'],
  maxLength: 16 * 1024 * 1024,
  read(text) {
    if (/^__metadata:/m.test(text)) return readYarnBerry(text);
    return /^# yarn lockfile v1\s*$/m.test(text) ? readYarnClassic(text) : undefined;
  },
};
