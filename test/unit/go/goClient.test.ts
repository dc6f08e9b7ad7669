import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadGoClient } from '../../../server/src/platform/goClient.ts';
import type { RunGo } from '../../../server/src/platform/goEnvironment.ts';

const DEFAULT = 'https://public.example.org,direct';
const notInstalled: RunGo = () => Promise.reject(Object.assign(new Error('spawn go ENOENT'), { code: 'ENOENT' }));

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'mainstay-go-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function file(path: string, text: string): string {
  const full = join(home, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

/** A toolchain as installed, answering `go env -json` like the real one. */
function toolchain(variables: Record<string, string>): {
  readonly runGo: RunGo;
  readonly runs: { args: readonly string[]; env: object; cwd: string }[];
} {
  file('goroot/go.env', `# defaults\nGOPROXY=${DEFAULT}\nGOTOOLCHAIN=auto\n`);
  const runs: { args: readonly string[]; env: object; cwd: string }[] = [];
  const answer = { GOPROXY: DEFAULT, GOROOT: join(home, 'goroot'), GOAUTH: 'netrc', ...variables };
  return {
    runs,
    runGo: (args, { cwd, env }) => {
      runs.push({ args, cwd, env });
      return Promise.resolve(JSON.stringify(answer));
    },
  };
}

test('the default of the toolchain is the public one, and the command runs where no workspace can steer it', async () => {
  const { runGo, runs } = toolchain({
    GOPRIVATE: '*.corp.example.org',
    GONOPROXY: '*.corp.example.org',
    GONOSUMDB: 'half.example.org',
  });
  const go = await loadGoClient({ env: { HOME: home, GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'go1.99' }, runGo, os: 'linux' });

  expect(go.isPublicDefault).toBe(true);
  expect(go.proxies).toEqual([
    { kind: 'proxy', base: 'https://public.example.org', isPublicDefault: true, fallThrough: 'not-found' },
    { kind: 'direct' },
  ]);
  expect(go.bypassesProxy('git.corp.example.org/x')).toBe(true);
  expect(go.isPrivate('half.example.org/x')).toBe(true);
  expect(go.bypassesProxy('half.example.org/x')).toBe(false);
  expect(go.isPrivate('example.org/x')).toBe(false);
  expect(go.problems).toEqual([]);
  expect(runs).toMatchObject([{ cwd: home, env: { GOTOOLCHAIN: 'local', GOWORK: 'off', GOFLAGS: '' } }]);
});

test.each([
  ['https://mirror.example.org,direct', false, [false]],
  ['https://public.example.org|direct', true, [true]],
  ['https://mirror.example.org,https://public.example.org,direct', false, [false, true]],
  ['direct', false, []],
  ['off', false, []],
])('GOPROXY=%s: untouched default %s', async (GOPROXY, isPublicDefault, elements) => {
  const go = await loadGoClient({ env: { HOME: home }, ...toolchain({ GOPROXY }), os: 'linux' });
  expect(go.isPublicDefault).toBe(isPublicDefault);
  expect(go.proxies.flatMap((element) => (element.kind === 'proxy' ? [element.isPublicDefault] : []))).toEqual(elements);
});

test('GONOPROXY=none has a company proxy asked for private names, but never the public one', async () => {
  const privacy = { GOPRIVATE: 'corp.example.org', GONOPROXY: 'none' };
  const own = await loadGoClient({
    env: { HOME: home },
    ...toolchain({ ...privacy, GOPROXY: 'https://mirror.example.org' }),
    os: 'linux',
  });
  expect([own.bypassesProxy('corp.example.org/x'), own.isPrivate('corp.example.org/x')]).toEqual([false, true]);
  const open = await loadGoClient({ env: { HOME: home }, ...toolchain(privacy), os: 'linux' });
  expect([open.bypassesProxy('corp.example.org/x'), open.isPrivate('corp.example.org/x')]).toEqual([true, true]);
});

test('an older toolchain without go.env is asked for its default', async () => {
  const runs: Readonly<Record<string, string | undefined>>[] = [];
  const runGo: RunGo = (_, { env }) => {
    runs.push(env);
    return Promise.resolve(JSON.stringify({ GOPROXY: env['GOENV'] === 'off' ? DEFAULT : 'https://mirror.example.org' }));
  };
  const go = await loadGoClient({ env: { HOME: home, GOPROXY: 'https://mirror.example.org' }, runGo, os: 'linux' });
  expect(go.isPublicDefault).toBe(false);
  expect(runs[1]).toMatchObject({ GOENV: 'off', GOPROXY: undefined, GOTOOLCHAIN: 'local' });
});

test('without toolchain and configuration nobody is known, and nothing was customised', async () => {
  const go = await loadGoClient({ env: { HOME: home }, runGo: notInstalled, os: 'linux' });
  expect([go.proxies, go.isPublicDefault, go.problems]).toEqual([[], true, []]);
  expect(go.isPrivate('example.org/x')).toBe(false);
});

test('without toolchain the environment comes first, then the file of go env -w', async () => {
  file('.config/go/env', '# mine\nGOPROXY=https://file.example.org\nGOPRIVATE=corp.example.org\r\nnonsense\n');
  const filed = await loadGoClient({ env: { HOME: home }, runGo: notInstalled, os: 'linux' });
  expect(filed.proxies).toMatchObject([{ base: 'https://file.example.org', isPublicDefault: false }]);
  expect(filed.isPrivate('corp.example.org/x')).toBe(true);
  const set = await loadGoClient({ env: { HOME: home, GOPROXY: 'https://env.example.org' }, runGo: notInstalled, os: 'linux' });
  expect(set.proxies).toMatchObject([{ base: 'https://env.example.org' }]);
  const off = await loadGoClient({ env: { HOME: home, GOENV: 'off' }, runGo: notInstalled, os: 'linux' });
  expect([off.proxies, off.isPrivate('corp.example.org/x')]).toEqual([[], false]);
  const elsewhere = await loadGoClient({
    env: { HOME: home, GOENV: file('other', 'GOPROXY=off\n') },
    runGo: notInstalled,
    os: 'linux',
  });
  expect(elsewhere.proxies).toEqual([{ kind: 'off' }]);
});

test.each([
  ['darwin', 'Library/Application Support/go/env', {}],
  ['win32', 'roaming/go/env', { APPDATA: 'roaming' }],
  ['linux', 'xdg/go/env', { XDG_CONFIG_HOME: 'xdg' }],
] as const)('on %s the file is %s', async (os, path, folders) => {
  file(path, 'GOPROXY=https://file.example.org\n');
  const env = Object.fromEntries(Object.entries(folders).map(([name, folder]) => [name, join(home, folder)]));
  const go = await loadGoClient({ env: { HOME: home, ...env }, runGo: notInstalled, os });
  expect(go.proxies).toMatchObject([{ base: 'https://file.example.org' }]);
});

test('a toolchain named by GOROOT tells the default even where it cannot be run', async () => {
  file('goroot/go.env', `GOPROXY=${DEFAULT}\n`);
  const go = await loadGoClient({ env: { HOME: home, GOROOT: join(home, 'goroot') }, runGo: notInstalled, os: 'linux' });
  expect([go.isPublicDefault, go.proxies.length]).toEqual([true, 2]);
});

test.each([
  ['fails', () => Promise.reject(new Error('exit 2: https://ada:hunter2@mirror.example.org is bad'))],
  ['prints no JSON', () => Promise.resolve('warning: https://ada:hunter2@mirror.example.org')],
])('a go command that %s is a problem without credentials; files are read instead', async (_, runGo) => {
  file('.config/go/env', 'GOPROXY=https://file.example.org\n');
  const go = await loadGoClient({ env: { HOME: home }, runGo, os: 'linux' });
  expect(go.proxies).toMatchObject([{ base: 'https://file.example.org' }]);
  expect(go.problems).toHaveLength(1);
  expect(go.problems.join()).not.toContain('hunter2');
});

test('what cannot be read makes nothing public', async () => {
  const go = await loadGoClient({ env: { HOME: home, GOENV: home }, runGo: notInstalled, os: 'linux' });
  expect([go.proxies, go.isPublicDefault]).toEqual([[], false]);
  expect(go.problems).toHaveLength(1);
});

test('.netrc serves the proxy it names; GOAUTH=off does not; a GOAUTH command is not run', async () => {
  file('.netrc', 'machine mirror.example.org login ada password hunter2\n');
  const authorization = `Basic ${Buffer.from('ada:hunter2').toString('base64')}`;
  const load = (GOAUTH: string) =>
    loadGoClient({ env: { HOME: home }, ...toolchain({ GOPROXY: 'https://mirror.example.org', GOAUTH }), os: 'linux' });
  expect((await load('netrc')).proxies).toMatchObject([{ authorization }]);
  expect((await load('off')).proxies[0]).not.toHaveProperty('authorization');
  const command = await load('example-helper --login');
  expect(command.proxies[0]).not.toHaveProperty('authorization');
  expect(command.problems.join()).toContain('GOAUTH');
  const named = await loadGoClient({
    env: { HOME: join(home, 'nobody'), NETRC: join(home, '.netrc') },
    ...toolchain({ GOPROXY: 'https://mirror.example.org' }),
    os: 'linux',
  });
  expect(named.proxies).toMatchObject([{ authorization }]);
});

const STAND_IN = { kind: 'proxy', base: 'http://127.0.0.1:9/go', isPublicDefault: true, fallThrough: 'not-found' };
const mirror = { kind: 'proxy', base: 'https://mirror.example.org', isPublicDefault: false, fallThrough: 'not-found' };

test('the local upstream stands in for the default of the toolchain; private names stay private', async () => {
  const { runGo } = toolchain({ GOPRIVATE: 'corp.example.org', GONOPROXY: 'corp.example.org' });
  const go = await loadGoClient({ env: { HOME: home }, upstream: 'http://127.0.0.1:9/go/', runGo, os: 'linux' });
  expect(go.proxies).toEqual([STAND_IN, { kind: 'direct' }]);
  expect([go.isPublicDefault, go.bypassesProxy('corp.example.org/x')]).toEqual([true, true]);
});

test('without toolchain and configuration it stands in too', async () => {
  const go = await loadGoClient({ env: { HOME: home }, upstream: 'http://127.0.0.1:9/go', runGo: notInstalled, os: 'linux' });
  expect([go.proxies, go.isPublicDefault]).toEqual([[STAND_IN, { kind: 'direct' }], true]);
  const unread = await loadGoClient({
    env: { HOME: home, GOENV: home },
    upstream: 'http://127.0.0.1:9/go',
    runGo: notInstalled,
    os: 'linux',
  });
  expect([unread.proxies, unread.isPublicDefault]).toEqual([[], false]);
});

test.each([
  ['https://mirror.example.org', [mirror]],
  ['off', [{ kind: 'off' }]],
  ['direct', [{ kind: 'direct' }]],
  [
    'https://mirror.example.org,https://public.example.org|direct',
    [mirror, { ...STAND_IN, fallThrough: 'any-error' }, { kind: 'direct' }],
  ],
])('but GOPROXY=%s is the user’s own: only the public proxy in it is replaced', async (GOPROXY, proxies) => {
  const go = await loadGoClient({
    env: { HOME: home },
    ...toolchain({ GOPROXY }),
    upstream: 'http://127.0.0.1:9/go',
    os: 'linux',
  });
  expect([go.proxies, go.isPublicDefault]).toEqual([proxies, false]);
});

test('the module cache is read, and nothing beside it', async () => {
  file('modcache/cache/download/example.org/!mod/@v/v1.0.0.info', '{"Version":"v1.0.0"}');
  file('modcache/secret', 'not yours');
  file('modcache/cache/secret', 'nor this');
  file('modcache/cache/download/big/@v/v1.0.0.mod', 'x'.repeat(4_000_001));
  symlinkSync(join(home, 'modcache', 'secret'), join(home, 'modcache/cache/download/link'));
  const { readModuleCache } = await loadGoClient({
    env: { HOME: home },
    ...toolchain({ GOMODCACHE: join(home, 'modcache') }),
    os: 'linux',
  });

  expect(await readModuleCache('example.org/!mod/@v/v1.0.0.info')).toBe('{"Version":"v1.0.0"}');
  for (const outside of [
    '../secret',
    '../../secret',
    'link',
    'a/../../secret',
    '/srv/secret',
    '..\\secret',
    'example.org',
    '',
    'a//b',
    './x',
    'a\0b',
  ])
    expect(await readModuleCache(outside)).toBeUndefined();
  await expect(readModuleCache('big/@v/v1.0.0.mod')).rejects.toMatchObject({ why: 'too-large' });
});

test('without GOMODCACHE the cache lies in GOPATH, and that in the home folder', async () => {
  file('go/pkg/mod/cache/download/example.org/m/@v/list', 'v1.0.0\n');
  file('p/pkg/mod/cache/download/example.org/m/@v/list', 'v2.0.0\n');
  const byHome = await loadGoClient({ env: { HOME: home }, runGo: notInstalled, os: 'linux' });
  expect(await byHome.readModuleCache('example.org/m/@v/list')).toBe('v1.0.0\n');
  const byPath = await loadGoClient({ env: { HOME: home, GOPATH: join(home, 'p') }, runGo: notInstalled, os: 'linux' });
  expect(await byPath.readModuleCache('example.org/m/@v/list')).toBe('v2.0.0\n');
});

test('the installed command itself is started without a shell, found on the PATH', async () => {
  const go = file('bin/go', `#!/bin/sh\necho '{"GOPROXY":"https://mirror.example.org","GOROOT":""}'\n`);
  chmodSync(go, 0o755);
  const client = await loadGoClient({ env: { HOME: home, PATH: join(home, 'bin') }, os: 'linux' });
  // Where scripts cannot be started (Windows), there is no command and nothing is configured.
  expect(client.proxies).toMatchObject(process.platform === 'win32' ? [] : [{ base: 'https://mirror.example.org' }]);
});
