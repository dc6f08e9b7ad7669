/**
 * `npm run world -- --data DIR`: compiles recorded histories and manifests into the recorded world of the local upstream. It writes
 * only what the data says: git tag days, licence files by day, what package.json files state about the version they name, and commits by day
 * with nameless people.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { countsOf } from './counts.ts';
import { readHistory } from './history.ts';
import type { RecordedHistory } from './history.ts';
import { readManifests } from './manifests.ts';
import { GO, NPM } from './mapping.ts';
import { compactHistories } from './repositories.ts';
import { goVersions, licenceUncertain, npmVersions, tagPrefixOf } from './versions.ts';
import type { DatedVersion } from './versions.ts';

const Vanity = z.object({ entries: z.array(z.object({ prefix: z.string(), template: z.string(), verified: z.boolean() })) });

/** Beside the world: what a test holds it against. */
const COUNTS = 'test/unit/upstream/recorded/counts.json';

const { values } = parseArgs({
  options: { data: { type: 'string', default: '../shared/data' }, out: { type: 'string', default: 'test/upstream/world' } },
});
const histories = join(values.data, 'histories');
const manifests = readManifests(join(values.data, 'manifests'));

const packages = Object.fromEntries(
  NPM.map((row) => {
    const history = readHistory(histories, row.history);
    const versions = npmVersions(row, history);
    const known = new Set(versions.map(({ version }) => version));
    const stated = [...manifests.stated(row.history, row.name)].filter(([version]) => known.has(version));
    if (row.evidence === 'manifest' && manifests.stated(row.history, row.name).size === 0)
      throw new Error(`no package.json of ${row.history} states the name ${row.name}`);
    // A registry serves the repository wherever it serves manifests: leaving it out would say that there is none.
    if (row.declared === undefined && !stated.some(([, { repository }]) => repository !== undefined))
      throw new Error(`${row.name} needs what its manifest declares as repository`);
    return [
      row.name,
      {
        repository: `github.com/${row.history}`,
        evidence: row.evidence,
        observed: history.observed,
        ...(row.declared === undefined ? {} : { declared: row.declared }),
        ...licences(history, versions),
        ...(stated.length === 0 ? {} : { stated: Object.fromEntries(stated) }),
        versions: packed(versions),
      },
    ];
  }),
);

const modules = Object.fromEntries(
  GO.map((row) => {
    const history = readHistory(histories, row.history);
    if (row.evidence === 'manifest' && !manifests.provesModule(row.history, row.path, row.folder))
      throw new Error(`no go.mod of ${row.history} is or holds ${row.path}`);
    if (row.evidence === 'vanity' && !manifests.requires(row.path)) throw new Error(`no recorded go.mod requires ${row.path}`);
    const versions = goVersions(row, history);
    if (versions.length === 0) throw new Error(`${row.path} has no version among the tags of ${row.history}`);
    return [
      row.path,
      {
        repository: `github.com/${row.history}`,
        evidence: row.evidence,
        observed: history.observed,
        ...(row.folder === undefined ? {} : { folder: row.folder, tagPrefix: tagPrefixOf(row.folder) }),
        ...(row.ownBranch === true ? { licences: [] } : licences(history, versions)),
        versions: packed(versions),
      },
    ];
  }),
);

const vanity = Vanity.parse(JSON.parse(readFileSync(join(values.data, 'foundations', 'vanity.json'), 'utf8')))
  .entries.filter(({ verified }) => verified)
  .map(({ prefix, template }) => [prefix, template] as const);

const about =
  'Recorded facts of real projects, compiled by scripts/world/main.ts from public git histories: a version is a git tag and its date the day of the tag; a licence is the licence file of that day. What is not here is not known. Days count from 1970-01-01.';
write('npm.json', { schema: 1, about, packages });
write('golang.json', { schema: 1, about, modules, vanity });
writeHistories();
report();

function writeHistories(): void {
  const all = compactHistories(histories);
  mkdirSync(join(values.out, 'histories'), { recursive: true });
  const counts = countsOf(histories).map((one) => JSON.stringify(one));
  writeFileSync(COUNTS, `[\n${counts.join(',\n')}\n]\n`);
  for (const { file, text } of all) writeFileSync(join(values.out, 'histories', file), text);
  const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + of(one), 0);
  console.log(
    `histories: ${all.length} repositories, ${sum(({ commits }) => commits)} commits, ${Math.round(sum(({ text }) => text.length) / 1000)} KB`,
  );
}

function licences(history: RecordedHistory, versions: readonly DatedVersion[]): object {
  const uncertain = licenceUncertain(versions, history);
  return { licences: history.licences, ...(uncertain.length === 0 ? {} : { licenceUncertain: uncertain.join(', ') }) };
}

/** `1.0.0 16330, 1.0.1 16335`: short, and a changed version is a readable diff. */
function packed(versions: readonly DatedVersion[]): string {
  return versions.map(({ version, day }) => `${version} ${day}`).join(', ');
}

function write(name: string, value: object): void {
  const text = `${JSON.stringify(value, null, 1)}\n`;
  writeFileSync(join(values.out, name), text);
  console.log(`${name}: ${Math.round(text.length / 1000)} KB`);
}

function report(): void {
  const count = (all: Readonly<Record<string, { readonly versions: string }>>) =>
    Object.values(all).reduce((sum, { versions }) => sum + versions.split(', ').length, 0);
  console.log(`npm: ${NPM.length} packages, ${count(packages)} versions; Go: ${GO.length} modules, ${count(modules)} versions`);
  const covered = new Set([...NPM.map(({ name }) => name), ...GO.map(({ path }) => path)]);
  const required = manifests.required();
  const names = required.flatMap((manifest) => manifest.names);
  const hits = names.filter((name) => covered.has(name));
  const touched = required.filter((manifest) => manifest.names.some((name) => covered.has(name)));
  console.log(
    `covers ${hits.length} of ${names.length} requirements (${new Set(hits).size} of ${new Set(names).size} names) in ${required.length} recorded manifests; ${touched.length} manifests have at least one`,
  );
}
