import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findNpm, type Environment } from '../platform/npmInstallation.ts';

/** Addresses that npm's own definitions hold as defaults; undefined where no npm is installed that could tell. */
export interface NpmOwnDefaults {
  registry: string | undefined;
}

/**
 * What stands in the Action's bundle in place of the addresses in npm's definitions: the bundle is committed, and the host of a package registry
 * stands nowhere in this repository (`esbuild.mjs` puts a look-up here into the definitions). To be filled before they are loaded.
 * @public
 */
export const npmOwnDefaults: NpmOwnDefaults = { registry: undefined };

const DEFINITIONS = join('node_modules', '@npmcli', 'config', 'lib', 'definitions', 'definitions.js');

/** Asks the npm that is installed, as the shell would find it, for its own default registry. Answers why that is not known, if it is not. */
export async function readNpmOwnDefaults(env: Environment): Promise<string | undefined> {
  const { npmPath } = await findNpm(env);
  let definitions: unknown;
  try {
    definitions = createRequire(join(npmPath, 'package.json'))(join(npmPath, DEFINITIONS));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return 'npm was not found on this runner, or not where it keeps its defaults: packages are asked of no registry but those of an .npmrc (actions/setup-node brings npm)';
  }
  const value = defaultOf(definitions, 'registry');
  npmOwnDefaults.registry = typeof value === 'string' ? value : undefined;
  return npmOwnDefaults.registry === undefined
    ? 'the npm on this runner names no default registry: packages are asked of none but those of an .npmrc'
    : undefined;
}

function defaultOf(definitions: unknown, key: string): unknown {
  const definition = (Object(definitions) as Readonly<Record<string, unknown>>)[key];
  return (Object(definition) as { readonly default?: unknown }).default;
}
