import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { recorded } from '../unit/lockfiles/reading.ts';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { hosting, runAction, TOKENS, type ActionRun, type Hosting } from './runAction.ts';

const manifest = (dependencies: object, more: object = {}) => JSON.stringify({ ...more, dependencies }, null, 2) + '\n';

let upstream: Upstream | undefined;
afterEach(async () => {
  await upstream?.close();
  upstream = undefined;
});

async function serving(host: Hosting): Promise<Upstream> {
  return (upstream = await startUpstream({ options: { pulls: host.forge } }));
}

const asked = ({ log }: Upstream, what: string) => log.filter(({ path }) => path.startsWith(`/repos/example-team/shop/${what}`));
interface Told {
  readonly dependencies: readonly { readonly findings: readonly object[]; readonly facts?: unknown }[];
}

/** The review as JSON, without the moment, and of each dependency all but its facts: those have moments of their own. */
function reviewIn({ outputs }: ActionRun) {
  const {
    asOf: _,
    dependencies,
    ...rest
  } = JSON.parse(readFileSync(outputs['json-path'] ?? '', 'utf8')) as Told & {
    readonly asOf: string;
  };
  return { ...rest, dependencies: dependencies.map(({ facts: _facts, ...told }) => told) };
}

/** A workspace with lockfile, renamed and removed manifests, a Go module, and a default branch that went on. */
function workspace(): Hosting {
  const app = (web: string) =>
    manifest(
      { '@example/web': web, tiny: 'npm:@example/small@^1.0.0', '@example/lib': 'workspace:*' },
      {
        name: '@example/app',
        private: true,
        workspaces: ['packages/*'],
        devDependencies: { '@example/test': '^2.0.0', 'plain-example': '*' },
      },
    );
  const lib = manifest({ '@example/path': '^2.0.0', '@example/small': '^2.0.0' }, { name: '@example/lib' });
  const old = manifest({ '@example/steady': '^2.0.0' }, { name: '@example/old', description: 'x'.repeat(200) });
  const host = hosting({
    'package.json': app('1.0.0'),
    'packages/lib/package.json': lib,
    'packages/old/package.json': old,
    'gone/package.json': manifest({ '@example/funded': '*' }),
    'package-lock.json': recorded('npm3', 'before'),
    'go.mod': 'module example.org/self\n\ngo 1.26\n\nrequire example.org/steady v1.0.0\n',
    '.npmrc': 'fund=false\n',
  });
  host.repository.commit({
    'package.json': app('^1.1.0'),
    'package-lock.json': recorded('npm3', 'after'),
    'gone/package.json': null,
    'go.mod': 'module example.org/self\n\ngo 1.26\n\nrequire example.org/retracted v1.2.0\n',
  });
  host.repository.git('mv', 'packages/old', 'packages/new');
  host.repository.commit({
    'packages/new/package.json': old.replace(
      '"@example/steady": "^2.0.0"',
      '"@example/steady": "^2.0.0",\n    "@example/deprecated": "*"',
    ),
  });
  host.repository.git('checkout', '-q', 'main');
  host.repository.commit({ 'packages/lib/package.json': lib.replace('^2.0.0"', '^2.0.0",\n    "@example/licence-closed": "*"') });
  host.repository.git('checkout', '-q', 'change');
  return host;
}

describe('what a checkout lacks is asked for by REST', () => {
  test('the same findings at the same places from a full checkout, a shallow one and none', async () => {
    const host = workspace();
    const server = await serving(host);
    const full = await runAction(host, { upstream: server });
    expect(asked(server, 'compare')).toEqual([]);
    const shallow = await runAction(host, { upstream: server, checkout: 'shallow' });
    const contents = asked(server, 'git/blobs').length;
    const none = await runAction(host, { upstream: server, checkout: 'none', event: 'pull_request_target' });
    const partial = await runAction(host, { upstream: server, checkout: 'partial' });
    expect([full.code, shallow.code, none.code, partial.code]).toEqual([1, 1, 1, 1]);
    const review = reviewIn(full);
    expect(JSON.stringify(review)).toContain('"manifestBefore":"packages/old/package.json"');
    expect(review.dependencies.length).toBeGreaterThan(6);
    expect(reviewIn(shallow)).toEqual(review);
    expect(reviewIn(none)).toEqual(review);
    expect(reviewIn(partial)).toEqual(review);
    expect(shallow.annotations).toEqual(full.annotations);
    // A shallow checkout holds what the change left alone, and of what it changed the newer half.
    expect(contents).toBeLessThan(8);
    expect(asked(server, 'git/blobs').length - contents).toBeGreaterThan(contents);
    expect(asked(server, 'compare')).toHaveLength(3);
    expect(asked(server, 'git/trees')).toHaveLength(6);
    expect(JSON.stringify(server.log.map(({ names }) => names))).not.toContain('licence-closed');
  });

  test('more files than the forge compares: renames are told by their contents', async () => {
    const old = manifest({ '@example/steady': '^2.0.0' });
    const host = hosting({ 'package.json': manifest({}), 'old/package.json': old });
    const notes = Object.fromEntries(Array.from({ length: 320 }, (_, at) => [`notes/${at}.txt`, `${at}\n`]));
    host.repository.git('mv', 'old', 'young');
    host.repository.commit({ ...notes, 'package.json': manifest({ '@example/deprecated': '^1.2.0' }) });
    const ran = await runAction(host, { upstream: await serving(host), checkout: 'shallow' });
    expect(reviewIn(ran).dependencies).toMatchObject([{ manifest: 'package.json', name: '@example/deprecated' }]);
  });

  test.each([
    [
      'a repository with more files than are listed',
      { listed: 2 },
      undefined,
      /more files than the forge lists at once: check out with “fetch-depth: 0”/,
    ],
    [
      'a token that may not read it',
      {},
      404,
      /^the merge base could not be asked for: not there, or the token may not see it \(404\)$/,
    ],
    ['a forge that does not answer', {}, 503, /^the merge base could not be asked for: the forge answered 503$/],
  ])('%s is one message, and no pass', async (_title, more, status, message) => {
    const host = hosting({ 'package.json': manifest({}), 'a.txt': '', 'b.txt': '' }, more);
    host.repository.commit({ 'package.json': manifest({ '@example/deprecated': '^1.2.0' }) });
    const server = await serving(host);
    if (status !== undefined) server.script({ kind: 'status', status, service: 'github', path: '/compare' });
    const ran = await runAction(host, { upstream: server, checkout: 'shallow' });
    expect([ran.code, ran.annotations.length]).toEqual([2, 1]);
    expect(ran.annotations[0]?.message).toMatch(message);
  });
});

describe('nothing of the change is obeyed', () => {
  test('its .npmrc neither says whom to ask nor sees the token, by whichever way it is read', async () => {
    const host = hosting({ 'package.json': manifest({}) });
    const server = await serving(host);
    host.repository.commit({
      'package.json': manifest({ '@example/deprecated': '^1.2.0' }),
      '.npmrc': `registry=${server.base}/elsewhere/\n//127.0.0.1/:_authToken=\${INPUT_TOKEN}\${GITHUB_TOKEN}\n`,
    });
    for (const checkout of ['full', 'shallow', 'none'] as const) {
      const start = server.log.length;
      const ran = await runAction(host, { upstream: server, checkout });
      const log = server.log.slice(start);
      expect(log.filter(({ service, authorized }) => service !== 'github' && authorized)).toEqual([]);
      expect(JSON.stringify(log)).not.toContain('elsewhere');
      expect(ran.summary).toContain('npm is asked as the .npmrc of the merge base says');
      // The change makes every name private by another registry: that much is obeyed.
      expect(log.flatMap(({ names }) => names.filter((name) => name.startsWith('@')))).toEqual([]);
    }
  });

  test('the .npmrc of the merge base counts, and is expanded with nothing that the runner keeps for actions', async () => {
    const sent = new Map<string, string>();
    const registry = createServer((request, response) => {
      sent.set(request.url ?? '', request.headers.authorization ?? 'nothing');
      response.writeHead(404).end();
    });
    await new Promise<void>((listening) => registry.listen(0, '127.0.0.1', listening));
    const place = `127.0.0.1:${(registry.address() as AddressInfo).port}`;
    const env = { NODE_AUTH_TOKEN: 'npm_example_token', ACTIONS_RUNTIME_TOKEN: 'runtime_example_token' };
    const variables = { own: 'NODE_AUTH_TOKEN', forge: 'GITHUB_TOKEN', input: 'INPUT_TOKEN', runtime: 'ACTIONS_RUNTIME_TOKEN' };
    const lines = Object.entries(variables).flatMap(([scope, variable]) => [
      `@${scope}:registry=http://${place}/${scope}/`,
      `//${place}/${scope}/:_authToken=\${${variable}}`,
    ]);
    const host = hosting({ 'package.json': manifest({}), '.npmrc': `${lines.join('\n')}\n` });
    const scoped = Object.fromEntries(Object.keys(variables).map((scope) => [`@${scope}/package`, '1.0.0']));
    host.repository.commit({ 'package.json': manifest(scoped) });
    const server = await serving(host);
    for (const checkout of ['full', 'none'] as const) {
      sent.clear();
      const ran = await runAction(host, { upstream: server, checkout, env });
      expect(ran.log.replace(/^::add-mask::.*$/m, '')).not.toContain(TOKENS.usual);
      expect([...sent].sort()).toEqual([
        ['/forge/@forge%2fpackage', 'nothing'],
        ['/input/@input%2fpackage', 'nothing'],
        ['/own/@own%2fpackage', 'Bearer npm_example_token'],
        ['/runtime/@runtime%2fpackage', 'nothing'],
      ]);
    }
    registry.closeAllConnections();
    registry.close();
  });

  test('a policy that is a link is not followed', async () => {
    const host = hosting({ 'package.json': manifest({}), 'shared.json': '{ "rules": { "deprecated": "off" } }' });
    symlinkSync('shared.json', join(host.repository.folder, '.mainstay.json'));
    host.repository.commit({ 'package.json': manifest({ '@example/deprecated': '^1.2.0' }) });
    const ran = await runAction(host, { upstream: await serving(host), checkout: 'none' });
    expect([ran.code, ran.summary]).toEqual([2, expect.stringContaining('a link, not followed')]);
  });

  test('a manifest that is a link is not followed, by whichever way it is read', async () => {
    const host = hosting({ 'package.json': manifest({ '@example/steady': '^2.0.0' }), 'a/package.json': manifest({}) });
    rmSync(join(host.repository.folder, 'package.json'));
    rmSync(join(host.repository.folder, 'a'), { recursive: true });
    host.repository.write({ 'deps.txt': manifest({ '@example/deprecated': '^1.2.0' }) });
    symlinkSync('deps.txt', join(host.repository.folder, 'package.json'));
    symlinkSync('vendor', join(host.repository.folder, 'a'));
    host.repository.commit({});
    const server = await serving(host);
    for (const checkout of ['full', 'none'] as const) {
      const ran = await runAction(host, { upstream: server, checkout });
      expect([ran.code, ran.outputs['changes']]).toEqual([2, '0']);
      expect(ran.summary).toMatch(/^### Not all could be compared$/m);
      expect(ran.summary).toMatch(/^- package\.json: a link, not followed; its changes are not known$/m);
      expect(ran.summary).toMatch(/^- a\/package\.json: behind a link, not followed; its changes are not known$/m);
      expect(host.hosted.comments.map(({ body }) => body)).toEqual([ran.summary]);
    }
  });

  test('words of the change give the runner no command', async () => {
    const host = hosting({ 'package.json': manifest({}) });
    const halfTyped = '{ "dependencies": { "@example/steady": "^2.0.0", "x": ';
    host.repository.commit({ '::warning::a/package.json': halfTyped, '##[add-mask]b/package.json': halfTyped });
    const ran = await runAction(host, { upstream: await serving(host) });
    expect(ran.log).toMatch(/^: :warning::a\/package\.json:1:\d+: /m);
    expect(ran.log).toMatch(/^# #\[add-mask\]b\/package\.json:1:\d+: /m);
    // The one command is the verdict's own: what it quotes is data of it.
    expect(ran.annotations.map(({ kind }) => kind)).toEqual(['error']);
    expect(ran.log.split('\n').filter((line) => !line.startsWith('::error::') && line.includes('##['))).toEqual([]);
  });
});
