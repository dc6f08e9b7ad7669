import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import Config, { type Level } from '@npmcli/config';
import npm from '@npmcli/config/lib/definitions/index.js';
import { findNpm, type Environment } from './npmInstallation.ts';
import { npmProjectRoot } from './npmProjectRoot.ts';

/** A larger `.npmrc` is no configuration any more; npm's own are a few hundred bytes. */
const MAX_NPMRC_BYTES = 1_000_000;

/** Where settings are read from. */
export interface NpmConfigPlace {
  /** The manifest's folder; the project level is looked for from here upwards, as npm does. */
  readonly folder: string;
  /** False leaves the project level unread: a stranger's `.npmrc` could send tokens and names where it likes. */
  readonly trusted: boolean;
  readonly env: Environment;
}

/** npm's settings, merged over all levels. */
export interface NpmConfig {
  /** The strongest value of a key; undefined where no level has it. Environment variables are expanded. */
  get(key: string): unknown;
  /** Every value of a key, strongest level first, the built-in default last. */
  all(key: string): readonly { readonly level: Level; readonly value: unknown }[];
  /** All keys of all levels, credentials and scopes included. */
  readonly keys: readonly string[];
  /** One message per level or setting that could not be used: where and what, never a value. */
  readonly problems: string[];
}

/** npm's own value of a setting when nobody configures it. */
export function npmDefault(key: string): unknown {
  return npm.definitions[key]?.default;
}

/**
 * Reads all ordinary levels of npm's configuration: default, builtin, global, user, project and environment. A level that is broken,
 * unreadable or too large counts as empty and adds one problem. Touches no environment but its own copy. Does not throw.
 */
export async function readNpmConfig({ folder, trusted, env }: NpmConfigPlace): Promise<NpmConfig> {
  const problems: string[] = [];
  const config = new GuardedConfig({ folder, trusted, env, problems, ...(await findNpm(env)) });
  await config.load();
  const levels = [...config.data].reverse().map(([level, { data }]) => ({ level, data }));
  return {
    get: (key) => levels.find(({ data }) => Object.hasOwn(data, key))?.data[key],
    all: (key) => levels.filter(({ data }) => Object.hasOwn(data, key)).map(({ level, data }) => ({ level, value: data[key] })),
    keys: [...new Set(levels.flatMap(({ data }) => Object.keys(data)))],
    problems,
  };
}

interface Guard extends NpmConfigPlace {
  readonly problems: string[];
  readonly npmPath: string;
  readonly execPath: string;
}

/** npm's own loader, in which a level that fails costs that level only. */
class GuardedConfig extends Config {
  readonly #guard: Guard;

  constructor(guard: Guard) {
    super({
      definitions: npm.definitions,
      shorthands: npm.shorthands,
      flatten: npm.flatten,
      npmPath: guard.npmPath,
      execPath: guard.execPath,
      // A copy: loading writes what it found back into it.
      env: { ...guard.env, HOME: guard.env['HOME'] ?? guard.env['USERPROFILE'] ?? homedir() },
      argv: [],
      cwd: guard.folder,
      warn: false,
    });
    this.#guard = guard;
  }

  override loadEnv(): void {
    try {
      super.loadEnv();
    } catch (error) {
      this.#giveUp('env', error);
    }
  }

  /** By patterns instead of a list of all members: the same folder, for a tenth of the code (ADR 5). */
  override async loadLocalPrefix(): Promise<void> {
    this.localPrefix ??= await npmProjectRoot(this.#guard.folder);
  }

  override async loadProjectConfig(): Promise<void> {
    if (!this.#guard.trusted) {
      this.localPrefix = this.#guard.folder;
      return;
    }
    await this.#level('project', async () => {
      await this.loadLocalPrefix();
      await refuseLarge(resolve(this.localPrefix ?? this.#guard.folder, '.npmrc'));
      await super.loadProjectConfig();
    });
  }

  override loadUserConfig(): Promise<void> {
    return this.#level('user', async () => {
      await refuseLarge(this.list[0]?.['userconfig']);
      await super.loadUserConfig();
    });
  }

  override loadGlobalConfig(): Promise<void> {
    return this.#level('global', async () => {
      await refuseLarge(this.list[0]?.['globalconfig']);
      await super.loadGlobalConfig();
    });
  }

  override loadBuiltinConfig(): Promise<void> {
    return this.#level('builtin', () => super.loadBuiltinConfig());
  }

  async #level(level: Level, load: () => Promise<void>): Promise<void> {
    try {
      await load();
      const failure = this.data.get(level)?.loadError;
      if (failure !== undefined && failure.code !== 'ENOENT' && failure.code !== 'ENOTDIR') this.#giveUp(level, failure);
    } catch (error) {
      this.#giveUp(level, error);
    }
  }

  #giveUp(level: Level, error: unknown): void {
    const data = this.data.get(level)?.data ?? {};
    for (const key of Object.keys(data)) Reflect.deleteProperty(data, key);
    // Only an error's code or kind: messages of parsers quote what they choke on, which may be a token.
    const { code } = error as { code?: unknown };
    const reason =
      error instanceof TooLarge ? 'is too large' : `cannot be read (${typeof code === 'string' ? code : 'not valid'})`;
    this.#guard.problems.push(`npm's ${level} configuration ${reason}: its settings are left out. Mend or remove it.`);
  }
}

class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

async function refuseLarge(file: unknown): Promise<void> {
  if (typeof file !== 'string') return;
  // A file that is not there is the ordinary case; the loader itself reports one that cannot be read.
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > MAX_NPMRC_BYTES) throw new TooLarge();
}
