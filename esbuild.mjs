// Bundles what ships. `--main-fields=module,main`: jsonc-parser's default entry is a UMD file that cannot be bundled.
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const minify = !process.argv.includes('--no-minify');

/** Options shared by every bundle. */
const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  minify,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  define: { MAINSTAY_VERSION: JSON.stringify(version) },
};

await build({
  ...common,
  entryPoints: ['server/src/cli/main.ts'],
  outfile: 'dist/cli.js',
  banner: { js: '#!/usr/bin/env node' },
});
