// Runs one of the repository's own TypeScript programs: `node scripts/run.mjs scripts/catalog/main.ts [arguments…]`.
// Node 20 cannot strip types, so esbuild bundles the entry first; npm packages stay outside and are resolved as usual.
import { build } from 'esbuild';
import { mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [entry, ...rest] = process.argv.slice(2);
if (entry === undefined) {
  console.error('usage: node scripts/run.mjs FILE.ts [arguments…]');
  process.exit(2);
}

/** Node 20 reads JSON as a module only with a warning: what a package holds as data goes into the bundle. @type {import('esbuild').Plugin} */
const dataInside = {
  name: 'data-inside',
  setup({ onResolve }) {
    const { resolve: find } = createRequire(import.meta.url);
    onResolve({ filter: /^[@\w].*\.json$/ }, ({ path }) => ({ path: find(path) }));
  },
};

// Inside node_modules, so that the bundle's bare imports resolve from this repository.
const folder = new URL('../node_modules/.cache/mainstay-scripts/', import.meta.url);
const outfile = new URL(`${basename(entry, '.ts')}-${process.pid}.mjs`, folder);
await mkdir(folder, { recursive: true });
try {
  await build({
    entryPoints: [resolve(entry)],
    outfile: fileURLToPath(outfile),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    sourcemap: 'inline',
    define: { MAINSTAY_VERSION: JSON.stringify('0.0.0-script') },
    plugins: [dataInside],
  });
} catch {
  process.exit(2); // esbuild has said why
}
process.argv = [process.argv[0], resolve(entry), ...rest];
await import(outfile.href).finally(() => rm(outfile, { force: true }));
