import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { loadNpmClient, type LoadedNpmClient } from '../../../server/src/platform/npmClient.ts';

/** The machine's `.npmrc` files, its environment, and where on it the client is asked for. */
export interface World {
  readonly user?: string;
  readonly global?: string;
  readonly project?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly trusted?: boolean;
  readonly folder?: string;
  readonly upstream?: string;
}

let root: string;

/** Each test of the file gets an empty machine with one project on it. */
export function onOneMachine(): void {
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'mainstay-npm-'));
    await write('project/package.json', '{}');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));
}

/** A path on the machine. */
export function at(path: string): string {
  return join(root, path);
}

/** Writes a file on the machine, and says where it is. */
export async function write(path: string, text: string): Promise<string> {
  const file = at(path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

/** A machine on which only these `.npmrc` files exist. */
export async function client(world: World): Promise<LoadedNpmClient> {
  if (world.user !== undefined) await write('home/.npmrc', world.user);
  if (world.global !== undefined) await write('global/npmrc', world.global);
  if (world.project !== undefined) await write('project/.npmrc', world.project);
  return loadNpmClient({
    folder: world.folder ?? at('project'),
    trusted: world.trusted ?? true,
    env: {
      HOME: at('home'),
      NPM_CONFIG_USERCONFIG: at('home/.npmrc'),
      npm_config_globalconfig: at('global/npmrc'),
      ...world.env,
    },
    ...(world.upstream === undefined ? {} : { upstream: world.upstream }),
  });
}
