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
const NOT_KNOWN =
  'no npm on this runner says which registry is the default one (actions/setup-node brings npm): nothing is asked about npm packages, except of registries that an .npmrc names';

/** Asks the npm that is installed, as the shell would find it, for its own default registry. Answers what it means that it is not known, if it is not. */
export async function readNpmOwnDefaults(env: Environment): Promise<string | undefined> {
  const { npmPath } = await findNpm(env);
  const value = defaultOf(definitionsIn(npmPath), 'registry');
  npmOwnDefaults.registry = typeof value === 'string' ? value : undefined;
  return npmOwnDefaults.registry === undefined ? NOT_KNOWN : undefined;
}

function definitionsIn(npmPath: string): unknown {
  try {
    return createRequire(join(npmPath, 'package.json'))(join(npmPath, DEFINITIONS));
  } catch (error) {
    if (error instanceof Error) return undefined; // no npm there, or one that keeps them elsewhere
    throw error;
  }
}

function defaultOf(definitions: unknown, key: string): unknown {
  const definition = (Object(definitions) as Readonly<Record<string, unknown>>)[key];
  return (Object(definition) as { readonly default?: unknown }).default;
}
