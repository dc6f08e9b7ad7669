import * as z from 'zod/mini';

/** Fields of package.json that users of the package do not get, or that describe it only; `version` is what the next release changes anyway. */
const NOT_SHIPPED: ReadonlySet<string> = new Set([
  'version',
  'private',
  'description',
  'keywords',
  'author',
  'contributors',
  'maintainers',
  'funding',
  'bugs',
  'homepage',
  'repository',
  'devDependencies',
  'devEngines',
  'packageManager',
  'workspaces',
  'resolutions',
  'publishConfig',
  'overrides',
  'pnpm',
  'volta',
  'husky',
  'lint-staged',
  'commitlint',
  'prettier',
  'eslintConfig',
  'eslintIgnore',
  'standard',
  'xo',
  'jest',
  'mocha',
  'ava',
  'tap',
  'nyc',
  'c8',
  'tsd',
  'babel',
  'browserslist',
  'size-limit',
  'np',
  'release',
  'renovate',
  'config',
]);
/** Scripts that run where the package is installed. */
const INSTALLS = ['preinstall', 'install', 'postinstall'];

const Manifest = z.record(z.string(), z.unknown());
const Scripts = z.record(z.string(), z.unknown());

/**
 * Whether two texts of package.json differ in what users get: not in development dependencies, scripts other than those of installing,
 * settings of tools or descriptions. Undefined where either is no object in JSON.
 */
export function shipsDifferently(one: string, other: string): boolean | undefined {
  const [a, b] = [shipped(one), shipped(other)];
  return a === undefined || b === undefined ? undefined : a !== b;
}

function shipped(text: string): string | undefined {
  const manifest = z.safeParse(Manifest, parsed(text));
  if (!manifest.success) return undefined;
  const scripts = z.safeParse(Scripts, manifest.data['scripts']);
  const installs = INSTALLS.map((name) => (scripts.success ? scripts.data[name] : undefined) ?? null);
  const fields = Object.entries(manifest.data).filter(([name]) => name !== 'scripts' && !NOT_SHIPPED.has(name));
  return JSON.stringify(inOrder([Object.fromEntries(fields), installs]));
}

/** Objects with their keys sorted, but `exports` and what is in it: there the order counts. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, inner]) => [name, name === 'exports' ? JSON.stringify(inner) : inOrder(inner)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // a half-written manifest says nothing
    throw error;
  }
}
