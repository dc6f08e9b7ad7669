// What the package owes others: the licence of every npm package inside the bundles, and where the catalogue's data come from.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATED_ONLY } from './statedOnly.mjs';

const LICENCE_FILE = /^(licen[sc]e|copying|notice|thirdpartynotices)(\.(md|txt))?$/i;
const RULE = '-'.repeat(100);
/** Packages of which data are shipped, changed in form, and no bundle holds a file. */
const AS_DATA = ['node_modules/module-replacements'];

/**
 * The text of THIRD_PARTY_NOTICES.txt. `root` ends with a slash. Throws an Error that names every package without a licence.
 * @param {string} root @param {readonly import('esbuild').Metafile[]} metafiles
 */
export function thirdPartyNotices(root, metafiles) {
  const notices = [...new Set([...AS_DATA, ...bundledPackages(metafiles)])].map((folder) => noticeOf(root, folder));
  const missing = notices.filter(({ texts }) => texts.length === 0).map(({ title }) => title);
  if (missing.length > 0)
    throw new Error(
      `no licence file: ${missing.join(', ')}. Read what each states and by whom, then add it to scripts/notices/statedOnly.mjs.`,
    );
  const packages = new Map(notices.map(({ title, texts }) => [title, [title, '', ...texts].join('\n')]));
  const sections = [...packages.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  return [
    'Mainstay holds parts of the npm packages and of the data listed here, under the licences given with each.',
    ...sections,
    catalogueSources(root),
    '',
  ].join(`\n${RULE}\n`);
}

/** Folders of the npm packages of which something is in an output, as paths from the root. @param {readonly import('esbuild').Metafile[]} metafiles */
function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap((output) => Object.entries(output.inputs)));
  const folders = inputs.flatMap(([path, { bytesInOutput }]) => {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
    return folder === undefined || bytesInOutput === 0 ? [] : [folder];
  });
  return [...new Set(folders)];
}

/** @param {string} root @param {string} folder */
function noticeOf(root, folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const files = readdirSync(join(root, folder)).filter((file) => LICENCE_FILE.test(file));
  const texts = files.map((file) => readFileSync(join(root, folder, file), 'utf8').trim());
  const stated = STATED_ONLY[name];
  // A file wins; a reviewed statement counts only while the package still states the licence it was reviewed for.
  return {
    title: `${name} ${version} (${license})`,
    texts: texts.length > 0 || stated?.licence !== license ? texts : [stated.text],
  };
}

/** @param {string} root */
function catalogueSources(root) {
  const { asOf, sources } = JSON.parse(readFileSync(join(root, 'server/src/sources/catalogue.json'), 'utf8'));
  return [
    `The catalogue of foundations (as of ${asOf}) states facts read from these published files, changed in form:`,
    '',
    ...sources.map(
      (/** @type {readonly [string, string, string, string, string | null]} */ [repository, path, commit, date, licence]) =>
        `${repository}, ${path}, ${commit} of ${date}: ${licence ?? 'no licence stated; bare facts only'}`,
    ),
    '',
    'Texts of the licences: https://spdx.org/licenses/',
  ].join('\n');
}
