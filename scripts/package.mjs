// `npm run package`: builds, gathers the notices and makes mainstay.vsix, then holds it to its contents and sizes.
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildAll } from '../esbuild.mjs';
import { thirdPartyNotices } from './notices/notices.mjs';
import { setUp } from './setup.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const PACKAGE = 'mainstay.vsix';

/** Everything that ships, and nothing else. */
const CONTENTS = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/THIRD_PARTY_NOTICES.txt',
  'dist/catalogue.json',
  'dist/cli.js',
  'dist/client.js',
  'dist/octokit.js',
  'dist/replacements.json',
  'dist/socks.js',
  'dist/server.js',
  ...readdirSync(new URL('../docs/rules', import.meta.url)).map((page) => `docs/rules/${page}`), // diagnostics link to them
  'media/icon.png',
  'media/view.svg', // contributes.viewsContainers names it
  'media/mainstay.schema.json', // contributes.jsonValidation names it
  ...picturesOfWalkthroughs(),
  'package.json',
];

/** What the walkthroughs of package.json show. */
function picturesOfWalkthroughs() {
  const { contributes } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  /** @type {readonly { readonly steps: readonly { readonly media: { readonly image: string | Readonly<Record<string, string>> } }[] }[]} */
  const walkthroughs = contributes.walkthroughs;
  const images = walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.image));
  return [...new Set(images.flatMap((image) => (typeof image === 'string' ? [image] : Object.values(image))))];
}

/** Most bytes of each file: what a reader downloads, and what is parsed before the first answer. */
const BUDGETS = [
  [PACKAGE, 2_000_000], // raised with the walkthrough, whose pictures are more than half of it: 1,878 kB
  ['dist/server.js', 1_150_000], // raised with the list of changes, the view of all dependencies, their report and what changed between versions: 1,020 kB, of it 370 of LSP, YAML, npm's settings and zod
  ['dist/octokit.js', 130_000],
  ['dist/socks.js', 90_000],
  ['dist/client.js', 500_000],
  ['dist/catalogue.json', 250_000],
  ['dist/replacements.json', 110_000],
];

try {
  await makePackage();
} catch (error) {
  console.error(`package: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function makePackage() {
  setUp({ root });
  const metafiles = await buildAll();
  writeFileSync(`${root}dist/THIRD_PARTY_NOTICES.txt`, thirdPartyNotices(root, Object.values(metafiles)));

  const shipped = [...(await listFiles({ cwd: root, packageManager: PackageManager.None }))].sort();
  const wrong = [
    ...shipped.filter((file) => !CONTENTS.includes(file)).map((file) => `${file} must not ship`),
    ...CONTENTS.filter((file) => !shipped.includes(file)).map((file) => `${file} is missing`),
    ...shipped
      .filter((file) => file.endsWith('.js') && readFileSync(root + file, 'utf8').includes('//# sourceMappingURL='))
      .map((file) => `${file} names a source map`),
  ];
  if (wrong.length > 0) throw new Error(`${wrong.join('; ')}. See .vscodeignore.`);

  // The README's links lead into the repository, whose address is not known yet; they are left as they are.
  await createVSIX({
    cwd: root,
    packagePath: root + PACKAGE,
    dependencies: false, // all are in the bundles
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });

  const sizes = BUDGETS.map(([file, most]) => ({ file, most, bytes: statSync(root + file).size }));
  for (const { file, most, bytes } of sizes) console.log(`package: ${file} ${kilobytes(bytes)} of ${kilobytes(most)}`);
  const over = sizes.filter(({ bytes, most }) => bytes > most).map(({ file }) => file);
  if (over.length > 0) throw new Error(`too large: ${over.join(', ')}`);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${Math.ceil(bytes / 1000)} kB`;
}
