import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { byName, folderWith, mainstay, type Ran, type ReportedDependency } from './runCli.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
let upstream: Upstream;
let stories: ReadonlyMap<string, ReportedDependency>;
let real: ReadonlyMap<string, ReportedDependency>;

beforeAll(async () => {
  upstream = await startUpstream();
  const check = (folder: string) => mainstay(['check', `${examples}/${folder}`, '--format', 'json'], { upstreams: upstream.env });
  const [told, service, web] = await Promise.all(['stories', 'go-service', 'web-app'].map(check));
  stories = byName(told?.stdout ?? '');
  real = new Map([...byName(service?.stdout ?? ''), ...byName(web?.stdout ?? '')]);
});
afterAll(() => upstream.close());

const found = (name: string) =>
  stories.get(name)?.findings.map(({ rule, severity }) => `${severity} ${rule}`) ?? ['no such story'];
const fact = (name: string, id: string) => (stories.get(name) ?? real.get(name))?.facts[id];

describe('the invented stories', () => {
  test.each([
    ['@example/steady', []],
    ['@example/deprecated', ['warning deprecated']],
    ['@example/deprecated-version', ['warning deprecated']],
    ['@example/deprecation-lifted', []],
    ['@example/line-ended', ['hint line-ended']],
    ['@example/licence-closed', ['information licence-change', 'hint licence-restricted']],
    ['@example/handover', ['warning new-publisher']],
    ['@example/trusted-publishing', []],
    ['@example/provenance-lost', ['warning provenance-lost']],
    ['@example/no-repository', ['hint no-source']],
    ['@example/unpublished', ['warning retracted']],
    ['@example/fresh', []], // speaks on added lines only
    ['example.org/steady', []],
    ['example.org/deprecated', ['warning deprecated']],
    ['example.org/retracted', ['warning retracted']],
  ])('%s: %j', (name, findings) => expect(found(name)).toEqual(findings));

  test('a deprecated newest release has ended, a deprecated older one has not', () => {
    expect(stories.get('@example/deprecated')?.standing).toBe('ended');
    expect(stories.get('@example/deprecated-version')?.standing).toBe('unknown');
  });

  test('who can publish, who did, and what pays for it', () => {
    expect(fact('@example/steady', 'can-publish')).toMatchObject({ value: 3, source: 'npm-registry' });
    expect(fact('@example/steady', 'releasers')).toMatchObject({ value: { ever: 2 } });
    expect(fact('@example/handover', 'publisher-runs')).toMatchObject({ value: { changes: 1, accounts: 2 } });
    expect(fact('@example/funded', 'funding')).toMatchObject({
      value: expect.arrayContaining([expect.stringMatching(/^https:/)]) as unknown,
    });
  });

  test('dates of a mirror that cannot be right are not believed', () => {
    const published = fact('@example/mirrored', 'releases');
    expect(published?.source ?? published?.unknown).not.toBe('npm-registry');
  });

  test('a module behind an import page is found through it', () => {
    expect(fact('example.org/vanity/part', 'repository')).toMatchObject({
      value: { how: expect.stringMatching(/origin|go-get/) as unknown },
    });
  });
});

describe('real names', () => {
  test.each([
    ['go.etcd.io/etcd/client/v3', 'CNCF', 'graduated', 'repository'],
    ['k8s.io/client-go', 'CNCF', null, 'organisation'],
    ['github.com/openservicemesh/osm', 'CNCF', 'archived', 'repository'],
    ['express', 'OpenJS', 'impact', 'repository'],
    ['lodash', 'OpenJS', 'at-large', 'repository'],
  ])('%s: %s %s by its %s', (name, foundation, stage, via) => {
    expect(real.get(name)?.safetyNet).toMatchObject({ foundation: expect.stringContaining(foundation) as unknown, stage, via });
  });

  test.each(['github.com/spf13/cobra', 'github.com/google/uuid', 'left-pad'])('%s: no foundation known is null', (name) => {
    expect(real.get(name)?.safetyNet).toBeNull();
  });

  test('what the record lacks is unknown, never fine', () => {
    for (const name of ['lodash', 'express', 'request']) {
      expect(fact(name, 'can-publish')).toEqual({ unknown: 'not-served' });
      expect(fact(name, 'deprecation')).toEqual({ unknown: 'not-served' });
      expect(real.get(name)?.findings).toEqual([]);
    }
  });

  test('a package that the world does not know is not found, and nobody is blamed', () => {
    expect(fact('react', 'releases')).toEqual({ unknown: 'not-found' });
    expect(real.get('react')?.findings).toEqual([]);
  });

  test('a project its foundation put to rest is archived, with the date it says', () => {
    expect(real.get('github.com/openservicemesh/osm')?.findings).toMatchObject([{ rule: 'archived', severity: 'warning' }]);
  });
});

describe('the command', () => {
  test('exit codes follow what was found', async () => {
    const folder = folderWith({ 'package.json': '{ "dependencies": { "@example/line-ended": "^1.1.1" } }' });
    const run = (...words: string[]) => mainstay(['check', folder, ...words], { upstreams: upstream.env });
    const codes = await Promise.all([
      run(),
      run('--fail-on', 'hint'),
      run('--fail-on', 'never'),
      run('--preset', 'strict', '--fail-on', 'information'),
    ]);
    expect(codes.map(({ code }) => code)).toEqual([0, 1, 0, 1]);
  });

  test('offline opens no connection and still knows the foundation', async () => {
    const before = upstream.log.length;
    const { stdout, code } = await mainstay(['check', `${examples}/go-service`, '--offline', '--format', 'json'], {
      upstreams: upstream.env,
    });
    expect(upstream.log).toHaveLength(before);
    expect(code).toBe(1); // osm is archived by its foundation
    expect(byName(stdout).get('go.etcd.io/bbolt')).toMatchObject({
      safetyNet: { foundation: 'CNCF' },
      facts: { releases: { unknown: 'offline' } },
    });
  });

  test('text is readable, uncoloured where asked, and says what is not known', async () => {
    const { stdout, stderr } = await mainstay(['check', examples], { upstreams: upstream.env });
    expect(stderr).toBe('');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toMatch(/github\.com\/openservicemesh\/osm +v1\.2\.4 +CNCF archived/);
    expect(stdout).toMatch(/A foundation stands behind \d+, of \d+ it is not known\.\n$/);
  });

  test('the ledger lists every name that was sent, and only those', async () => {
    const folder = folderWith({ 'package.json': '{ "dependencies": { "@example/steady": "1.0.0", "mine": "file:../mine" } }' });
    const { stderr } = await mainstay(['check', folder, '--ledger', '--fail-on', 'never'], { upstreams: upstream.env });
    expect(stderr).toContain('@example/steady');
    expect(stderr).not.toContain('mine');
  });

  test.each<readonly [string, readonly string[], RegExp]>([
    [
      'a file that is not there',
      ['check', 'nowhere/package.json'],
      /^mainstay: nowhere\/package\.json: no such file or folder\n$/,
    ],
    ['a name it cannot place', ['check', fileURLToPath(import.meta.url)], /say which it is with --as\n$/],
    ['an upstream that is not this machine', ['check', examples], /^mainstay: MAINSTAY_UPSTREAMS: .*this machine.*\n$/],
  ])('%s: one line, exit code 2', async (_, words, line) => {
    const ran: Ran = await mainstay(words, { upstreams: words[1] === examples ? { npm: 'http://192.0.2.1' } : {} });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(line);
    expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('one unusable manifest does not stop the others', async () => {
    const folder = folderWith({
      'a/package.json': '\u0000\u0001 nothing',
      'b/package.json': '{ "dependencies": { "@example/steady": "1.0.0" } }',
    });
    const { code, stdout, stderr } = await mainstay(['check', folder, '--format', 'json'], { upstreams: upstream.env });
    expect(code).toBe(2);
    expect(byName(stdout).has('@example/steady')).toBe(true);
    expect(stderr).toMatch(/a\/package\.json:1:1: /);
  });

  test('half-typed text is read as far as it goes: problems on stderr and in the report, never a silent pass', async () => {
    const folder = folderWith({ 'package.json': '{ "dependencies": { "@example/steady": "^2.1.0", "@example/fu' });
    const { code, stdout, stderr } = await mainstay(['check', folder, '--format', 'json'], { upstreams: upstream.env });
    expect(code).toBe(0);
    expect(byName(stdout).get('@example/steady')?.facts['can-publish']).toHaveProperty('value', 3);
    expect(stderr).toMatch(/package\.json:1:\d+: /);
    expect((JSON.parse(stdout) as { problems: string[] }).problems).toHaveLength(stderr.trimEnd().split('\n').length);
    const half = await mainstay(['manifest', `${folder}/package.json`]);
    expect(half.code).toBe(0);
    const empty = await mainstay(['manifest', `${folderWith({ 'go.mod': '' })}/go.mod`]);
    expect(JSON.parse(empty.stdout)).toMatchObject({ dependencies: [] });
  });

  test('a lockfile beside or above decides the version, however the path is written', async () => {
    const lock = (path: string) => ({ lockfileVersion: 3, packages: { 'packages/a': {}, [path]: { version: '2.0.1' } } });
    const manifest = '{ "dependencies": { "@example/deprecated-version": "^2.0.0" } }';
    const own = folderWith({
      'package.json': manifest,
      'package-lock.json': JSON.stringify(lock('node_modules/@example/deprecated-version')),
    });
    const root = folderWith({
      'packages/a/package.json': manifest,
      'package-lock.json': JSON.stringify(lock('packages/a/node_modules/@example/deprecated-version')),
    });
    const runs = await Promise.all([
      mainstay(['check', own], { upstreams: upstream.env }),
      mainstay(['check', '.'], { upstreams: upstream.env, cwd: own }),
      mainstay(['check', 'packages/a'], { upstreams: upstream.env, cwd: root }),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([1, 1, 1]);
  });

  test('a registry that cannot be reached is said once, in one line', async () => {
    const folder = folderWith({
      'package.json': '{ "dependencies": { "@example/steady": "1.0.0", "@example/funded": "1.0.0" } }',
    });
    const { stderr } = await mainstay(['check', folder], { upstreams: { ...upstream.env, npm: 'http://127.0.0.1:9' } });
    expect(stderr).toBe('mainstay: npm: could not be reached, for 2 names (--verbose tells more)\n');
  });

  test('--format html is one document that needs nothing beside itself', async () => {
    const { code, stdout } = await mainstay(['check', `${examples}/stories`, '--format', 'html'], { upstreams: upstream.env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^<!doctype html>[\s\S]*<title>Dependencies of stories<\/title>[\s\S]*<\/html>\n$/);
    expect(stdout).toContain('warning: Version 1.2.0 is deprecated by its owner: “No longer kept; use @example/steady instead”.');
    expect(stdout).not.toMatch(/<script|<link|<img|src=/);
    // It is passed on: the way to the folder on this machine is nobody's business.
    expect(stdout).not.toContain(examples);
    expect(stdout).toContain('<strong>@example/deprecated</strong> in package.json');
  });

  test('manifest prints places that slice back', async () => {
    const path = `${examples}/web-app/package.json`;
    const { stdout } = await mainstay(['manifest', path]);
    const { dependencies } = JSON.parse(stdout) as {
      dependencies: { name: string; requirement: string; spans: { name: [number, number]; requirement: [number, number] } }[];
    };
    const text = readFileSync(path, 'utf8');
    expect(dependencies).toHaveLength(23);
    for (const { name, requirement, spans } of dependencies)
      expect([text.slice(...spans.name), text.slice(...spans.requirement)]).toEqual([name, requirement]);
  });
});
