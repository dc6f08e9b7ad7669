import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { byName, folderWith, mainstay } from './runCli.ts';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());

/** Every name the upstream was ever asked about while `work` ran. */
async function namesSentDuring(work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = upstream.log.length;
  await work();
  return [...new Set(upstream.log.slice(before).flatMap(({ names, path }) => [...names, path]))];
}

const workspace = {
  'package.json':
    '{ "name": "@example/root", "private": true, "workspaces": ["packages/*"], "dependencies": { "@example/steady": "^2.1.0" } }',
  'packages/inner/package.json':
    '{ "name": "@example/secret-inner", "version": "1.0.0", "dependencies": { "@example/secret-sibling": "^1.0.0", "@example/funded": "^1.0.0" } }',
  'packages/sibling/package.json':
    '{ "name": "@example/secret-sibling", "dependencies": { "a": "file:../secret-file", "b": "link:../secret-link", "c": "workspace:*" } }',
  'node_modules/x/package.json': '{ "dependencies": { "secret-of-node-modules": "1.0.0" } }',
  'go.mod':
    'module example.org/secret-app\n\nrequire example.org/steady v1.2.0\nrequire example.org/secret-fork v1.0.0\nrequire corp.example.org/secret-lib v1.0.0\nreplace example.org/secret-fork => ../fork\n',
  'vendor/v/go.mod': 'module example.org/secret-vendored\n\nrequire example.org/secret-in-vendor v1.0.0\n',
};

test('workspace members, paths, replaced modules, GOPRIVATE and ignored folders are never asked of anybody', async () => {
  const folder = folderWith(workspace);
  let stdout = '';
  const sent = await namesSentDuring(async () => {
    ({ stdout } = await mainstay(['check', folder, '--format', 'json'], {
      upstreams: upstream.env,
      env: { GOPRIVATE: 'corp.example.org' },
    }));
  });
  expect(sent.filter((name) => name.includes('secret'))).toEqual([]);
  expect(sent).toEqual(expect.arrayContaining(['@example/steady', '@example/funded', 'example.org/steady']));
  const seen = byName(stdout);
  for (const name of ['@example/secret-sibling', 'a', 'b', 'c', 'example.org/secret-fork', 'corp.example.org/secret-lib'])
    expect([name, seen.get(name)?.facts['releases']]).toEqual([name, { unknown: 'private' }]);
  expect(seen.has('secret-of-node-modules')).toBe(false);
});

test('a private scope is asked of its own registry, with its token, and of nobody else', async () => {
  const other = await startUpstream();
  const registry = other.env['npm'] ?? '';
  const folder = folderWith({
    'package.json': '{ "dependencies": { "@acme/secret-tool": "^1.0.0", "@example/steady": "^2.1.0" } }',
    '.npmrc': `@acme:registry=${registry}/\n${registry.replace('http:', '')}/:_authToken=hush\n`,
  });
  const sent = await namesSentDuring(() => mainstay(['check', folder], { upstreams: upstream.env }));
  expect(sent.filter((name) => name.includes('acme'))).toEqual([]);
  expect(other.log.map(({ names, authorized }) => [names[0], authorized])).toEqual([['@acme/secret-tool', true]]);
  expect(upstream.log.some(({ authorized }) => authorized)).toBe(false);
  await other.close();
});

test('private patterns keep names back wherever they stand, and a switched-off service is not asked', async () => {
  const folder = folderWith({
    'package.json': '{ "dependencies": { "@example/steady": "^2.1.0", "@example/funded": "^1.0.0" } }',
  });
  const before = upstream.log.length;
  await mainstay(['check', folder, '--private', '@example/st*', '--without', 'deps.dev'], { upstreams: upstream.env });
  const requests = upstream.log.slice(before);
  expect(requests.flatMap(({ names }) => names)).not.toContain('@example/steady');
  expect(requests.map(({ service }) => service)).not.toContain('depsdev');
});

test('a repository with credentials in its address loses them before anything is said', async () => {
  const folder = folderWith({ 'package.json': '{ "dependencies": { "@example/steady": "^2.1.0" } }' });
  const env = {
    npm_config_registry: 'http://user:hush-hush@127.0.0.1:9/',
    GOPROXY: 'https://user:hush-hush@goproxy.example.org',
  };
  const { stdout, stderr } = await mainstay(['check', folder, '--format', 'json', '--ledger'], {
    upstreams: { depsdev: upstream.env['depsdev'] },
    env,
  });
  expect(stdout + stderr).not.toContain('hush-hush');
});

describe('a registry or proxy of one’s own, beside the local upstream', () => {
  let own: Upstream;
  beforeAll(async () => {
    own = await startUpstream();
  });
  afterAll(() => own.close());

  /** Services of the upstream and of the user's own server that were asked about a name. */
  async function askedAbout(name: string, work: () => Promise<unknown>) {
    const before = [upstream.log.length, own.log.length] as const;
    await work();
    const services = (log: Upstream['log'], from: number) =>
      [...new Set(log.slice(from).flatMap(({ names, service }) => (names.includes(name) ? [service] : [])))].sort();
    return { upstream: services(upstream.log, before[0]), own: services(own.log, before[1]) };
  }

  const onMirror = () =>
    folderWith({
      'package.json': '{ "dependencies": { "@example/steady": "^2.1.0" } }',
      '.npmrc': `registry=${own.env['npm'] ?? ''}/\n`,
    });
  const goModule = () => folderWith({ 'go.mod': 'module example.org/app\n\nrequire example.org/steady v1.2.0\n' });

  test('a mirror in .npmrc gets the name, and nobody else', async () => {
    const asked = await askedAbout('@example/steady', () => mainstay(['check', onMirror()], { upstreams: upstream.env }));
    expect(asked).toEqual({ upstream: [], own: ['npm'] });
  });

  test('with --public-mirrors deps.dev is asked too, but not the registry that the mirror stands before', async () => {
    const asked = await askedAbout('@example/steady', () =>
      mainstay(['check', onMirror(), '--public-mirrors'], { upstreams: upstream.env }),
    );
    expect(asked).toEqual({ upstream: ['depsdev'], own: ['npm'] });
  });

  test('GOPROXY=off asks nobody', async () => {
    const before = upstream.log.length;
    await mainstay(['check', goModule()], { upstreams: upstream.env, env: { GOPROXY: 'off' } });
    expect(upstream.log.slice(before)).toEqual([]);
  });

  test('a GOPROXY of one’s own gets the names; neither the public proxy nor the documentation, deps.dev or the module’s host does', async () => {
    const env = { GOPROXY: `${own.env['goproxy'] ?? ''},direct` };
    const run = () => mainstay(['check', goModule()], { upstreams: upstream.env, env });
    expect(await askedAbout('example.org/steady', run)).toEqual({ upstream: [], own: ['goproxy'] });
  });
});

test('what is replaced by a path anywhere is asked of nobody on any line', async () => {
  const folder = folderWith({
    'package.json': JSON.stringify({
      dependencies: { '@example/secret-ui': 'file:../ui' },
      peerDependencies: { '@example/secret-ui': '^1.0.0' },
      devDependencies: { 'secret-x': '^2.0.0', 'secret-y': '^1.0.0', '@example/steady': '^2.1.0' },
      pnpm: { overrides: { 'secret-x': 'link:../x' } },
    }),
    'pnpm-workspace.yaml': 'packages: []\noverrides:\n  secret-y: link:../y\n',
  });
  const sent = await namesSentDuring(() => mainstay(['check', folder], { upstreams: upstream.env }));
  expect(sent.filter((name) => name.includes('secret'))).toEqual([]);
  expect(sent).toContain('@example/steady');
});

test("a workspace member obeys its root's registries", async () => {
  const other = await startUpstream();
  const registry = other.env['npm'] ?? '';
  const member = '{ "name": "member", "dependencies": { "@acme/secret-tool": "^1.0.0" } }';
  const folder = folderWith({
    'free/package.json': '{ "dependencies": { "@example/steady": "^2.1.0" } }',
    'root/package.json': '{ "private": true, "workspaces": ["packages/*"] }',
    'root/.npmrc': `@acme:registry=${registry}/\n`,
    'root/packages/b/package.json': member,
  });
  const sent = await namesSentDuring(() => mainstay(['check', folder], { upstreams: upstream.env }));
  expect(sent.filter((name) => name.includes('acme'))).toEqual([]);
  expect(other.log.map(({ names }) => names[0])).toEqual(['@acme/secret-tool']);
  await other.close();
});

test('no credentials of a requirement are printed', async () => {
  const folder = folderWith({
    'package.json':
      '{ "dependencies": { "x": "git+https://user:hush-hush@git.example.org/x.git", "y": "https://user:hush-hush@example.org/y.tgz" } }',
  });
  const { stdout, stderr } = await mainstay(['check', folder, '-v'], { upstreams: upstream.env });
  expect(stdout + stderr).not.toContain('hush');
});
