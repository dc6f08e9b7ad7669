import { afterAll, beforeAll, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { repositoryWith, type Repository } from './repository.ts';
import { mainstay, type Ran } from './runCli.ts';
import { breaches } from './schemas.ts';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());

const TOKEN = { GITHUB_TOKEN: 'invented-token-of-the-local-upstream' };
const review = ({ folder }: Repository, ...words: string[]): Promise<Ran> =>
  mainstay(['review', '--no-cache', ...words], { upstreams: upstream.env, cwd: folder, env: TOKEN });
const manifest = (dependencies: object) => JSON.stringify({ dependencies }, null, 2) + '\n';
const gomod = (...requires: string[]) =>
  `module example.org/self\n\ngo 1.26\n\nrequire (\n${requires.map((one) => `\t${one}\n`).join('')})\n`;

const BEFORE = {
  '@example/handover': '1.1.0',
  '@example/trusted-publishing': '3.1.0',
  '@example/deprecated-version': '2.0.1',
  '@example/provenance-lost': '4.3.0',
  '@example/licence-closed': '^1.0.0',
  '@example/install-script': '5.1.0',
  '@example/steady': '2.1.0',
  '@example/team': '1.0.0',
  '@example/part': '1.9.0',
  other: 'npm:@example/funded@1.0.0',
};
const AFTER = {
  '@example/handover': '1.1.2',
  '@example/trusted-publishing': '3.3.0',
  '@example/deprecated-version': '2.0.2',
  '@example/provenance-lost': '4.3.1',
  '@example/licence-closed': '^2.0.0',
  '@example/install-script': '5.1.1',
  '@example/steady': '2.0.0',
  '@example/team': '1.1.0',
  '@example/part': '2.0.0',
  other: 'npm:@example/steady@2.0.0',
};
const GO_BEFORE = gomod('example.org/licence-closed v1.0.0', 'example.org/retracted v1.2.0');
const GO_AFTER = gomod('example.org/licence-closed v1.1.0', 'example.org/retracted v1.2.1');

function bumped(): Repository {
  const repository = repositoryWith({ 'package.json': manifest(BEFORE), 'go.mod': GO_BEFORE });
  repository.write({ 'package.json': manifest(AFTER), 'go.mod': GO_AFTER });
  return repository;
}

test('a review says below each bump what changed since the version before', async () => {
  const { stdout } = await review(bumped());
  const lines = stdout.split('\n');
  const below = (name: string) => {
    const at = lines.findIndex((line) => line.includes(` ${name} `));
    return lines.slice(at + 1, at + 3).map((line) => line.trim());
  };
  expect(below('@example/handover')[0]).toBe(
    'published by another account, its first release since 1.1.0 · accounts that could publish 1 → 2 · 2 releases, 318 days',
  );
  expect(below('@example/trusted-publishing')[0]).toBe(
    'published by a workflow, not an account · provenance now · 2 releases, 385 days',
  );
  expect(below('@example/deprecated-version')[0]).toBe('2.0.1 is deprecated, 2.0.2 is not · 1 release, 1 day');
  expect(below('@example/provenance-lost')[0]).toBe('no provenance any more · 1 release, 40 days');
  expect(below('@example/licence-closed')[0]).toBe('licence Apache-2.0 → BUSL-1.1, not open source · 1 release, 150 days');
  expect(below('@example/install-script')[0]).toBe('runs scripts on install now · 1 release, 180 days');
  expect(below('@example/steady')[0]).toBe('published by another account · 1 release, 120 days'); // a downgrade
  expect(below('@example/team')).toEqual([
    '1 release, 40 days',
    'notes: https://github.com/example-org/team/releases/tag/v1.1.0',
  ]);
  expect(below('@example/part')[1]).toBe('notes: https://github.com/example-org/monorepo/releases/tag/%40example%2Fpart%402.0.0');
  expect(below('other => @example/steady')[0]).toBe('was @example/funded, is now @example/steady');
  expect(below('example.org/licence-closed')[0]).toBe('licence MPL-2.0 → BUSL-1.1, not open source · 1 release, 555 days');
  expect(below('example.org/retracted')[0]).toBe('v1.2.0 is withdrawn, v1.2.1 is not · 1 release, 2 days');
}, 60_000);

test('as JSON within its schema, with sources and days; the comment says the same', async () => {
  const repository = bumped();
  const { stdout } = await review(repository, '--format', 'json');
  const report = JSON.parse(stdout) as {
    readonly dependencies: readonly {
      readonly name: string;
      readonly between: { readonly differences: readonly object[] } | null;
    }[];
  };
  expect(breaches('review-1.schema.json', report)).toEqual([]);
  const between = new Map(report.dependencies.map((one) => [one.name, one.between]));
  expect(between.get('@example/handover')).toMatchObject({
    from: '1.1.0',
    to: '1.1.2',
    days: 318,
    releases: { count: 2, atLeast: false },
    notes: null,
    differences: [
      { what: 'publisher', from: 'account', to: 'account', firstRelease: true, sources: [{ source: 'npm-registry' }] },
      { what: 'access', from: 1, to: 2 },
    ],
  });
  expect(between.get('other')).toBeNull();
  expect(JSON.stringify([...between.values()])).not.toMatch(/dora|"ada"/);
  const comment = (await review(repository, '--format', 'markdown')).stdout;
  expect(comment).toContain('licence Apache-2.0 → BUSL-1.1, not open source · 1 release, 150 days');
  expect(comment).toContain('[release notes](https://github.com/example-org/team/releases/tag/v1.1.0)');
}, 60_000);

test('it costs no request: the versions before ride along', async () => {
  const asked = async (repository: Repository) => {
    const start = upstream.log.length;
    await review(repository, '--without', 'ecosyste.ms'); // who can publish is a question of its own
    return upstream.log
      .slice(start)
      .map(({ service, path }) => `${service} ${service === 'github' ? '' : path}`)
      .sort();
  };
  const added = repositoryWith({ 'package.json': manifest({}), 'go.mod': 'module example.org/self\n\ngo 1.26\n' });
  added.write({ 'package.json': manifest(AFTER), 'go.mod': GO_AFTER });
  const [whole, bumps] = [await asked(added), await asked(bumped())];
  // The way through added modules is asked of the proxy; of bumps nothing of the kind.
  expect(bumps.length).toBeLessThanOrEqual(whole.length);
  expect(bumps.filter((one) => !whole.includes(one))).toEqual([]);
  expect(bumps.filter((one) => one.includes('versionbatch')).length).toBeLessThanOrEqual(
    whole.filter((one) => one.includes('versionbatch')).length,
  );
}, 60_000);

test('where a lockfile pins it now and nothing pinned it then, nobody knows what it comes from', async () => {
  const lock = (version: string) =>
    JSON.stringify({
      lockfileVersion: 3,
      packages: { '': { dependencies: { '@example/steady': '^1.1.0' } }, 'node_modules/@example/steady': { version } },
    });
  const repository = repositoryWith({ 'package.json': manifest({ '@example/steady': '^1.0.0' }) });
  repository.write({ 'package.json': manifest({ '@example/steady': '^1.1.0' }), 'package-lock.json': lock('1.2.0') });
  const { stdout } = await review(repository);
  expect(stdout).toMatch(/bumped {6}@example\/steady .*\n\n/);
});
