import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import type { Editor } from './lsp/editor.ts';
import { startEditor } from './lsp/startEditor.ts';
import { byName, folderWith, mainstay } from './runCli.ts';

const TEXT = `{
  "dependencies": {
    "@example/deprecated": "^1.2.0",
    "@example/line-ended": "^1.1.1",
    "@example/steady": "^2.1.0"
  }
}
`;
let upstream: Upstream;
let editor: Editor | undefined;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
afterEach(async () => {
  await editor?.close();
  editor = undefined;
});

const newFolder = () => join(mkdtempSync(join(tmpdir(), 'mainstay-stored-')), 'cache');
const storedIn = (folder: string) => {
  const inner = join(folder, 'facts-1');
  return existsSync(inner) ? readdirSync(inner).map((name) => join(inner, name)) : [];
};
/** A check of three packages with facts kept in a folder; what it asked of the upstream, and what it reports. */
async function check(cache: string, words: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  const start = upstream.log.length;
  const ran = await mainstay(
    ['check', folderWith({ 'package.json': TEXT }), '--format', 'json', '--fail-on', 'never', ...words],
    {
      upstreams: upstream.env,
      env: { MAINSTAY_CACHE_DIR: cache, ...env },
    },
  );
  expect(ran.code, ran.stderr).toBe(0);
  return { ...ran, asked: upstream.log.length - start, found: byName(ran.stdout) };
}
const factsOf = (found: ReturnType<typeof byName>) =>
  [...found].map(([name, { facts }]) => [name, Object.entries(facts).filter(([, fact]) => fact.unknown === undefined)]);

/** A program part that says every socket opened in its process on standard error. */
function socketWatch(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'mainstay-watch-')), 'watch.cjs');
  writeFileSync(
    path,
    `const net = require('node:net');
     const connect = net.Socket.prototype.connect;
     net.Socket.prototype.connect = function (...words) { process.stderr.write('SOCKET\\n'); return connect.apply(this, words); };
     const dns = require('node:dns');
     const lookup = dns.lookup;
     dns.lookup = (...words) => { process.stderr.write('SOCKET\\n'); return lookup(...words); };`,
  );
  return path;
}

test('offline, everything is shown from the store with the date it was read, and no socket is opened', async () => {
  const cache = newFolder();
  const watch = { NODE_OPTIONS: `--require ${socketWatch()}` };
  const online = await check(cache, [], watch);
  expect(online.stderr).toContain('SOCKET'); // the watch does see them
  const offline = await check(cache, ['--offline', '--ledger'], watch);
  expect(offline.stderr).not.toContain('SOCKET');
  expect(offline.asked).toBe(0);
  expect(factsOf(offline.found)).toEqual(factsOf(online.found));
  const steady = offline.found.get('@example/steady');
  expect(steady?.facts['releases']).toMatchObject({
    source: 'npm-registry',
    asOf: expect.stringMatching(/^\d{4}-/) as unknown,
  });
  expect(offline.found.get('@example/deprecated')?.findings.map(({ rule }) => rule)).toContain('deprecated');
});

test('offline without stored facts says so, and does not keep the next run from asking', async () => {
  const cache = newFolder();
  const offline = await check(cache, ['--offline']);
  expect(offline.found.get('@example/steady')?.facts['releases']).toEqual({ unknown: 'offline' });
  const online = await check(cache);
  expect(online.asked).toBeGreaterThan(0);
  expect(online.found.get('@example/steady')?.facts['releases']?.unknown).toBeUndefined();
});

test('a second run within the age asks nothing', async () => {
  const cache = newFolder();
  const first = await check(cache);
  expect(first.asked).toBeGreaterThan(0);
  const second = await check(cache);
  expect(second.asked).toBe(0);
  expect(factsOf(second.found)).toEqual(factsOf(first.found));
});

test('four runs at once share one folder and all report the same', async () => {
  const cache = newFolder();
  const runs = await Promise.all([check(cache), check(cache), check(cache), check(cache)]);
  const [first] = runs.map(({ found }) => [...found].map(([name, { standing, findings }]) => [name, standing, findings]));
  for (const { found } of runs)
    expect([...found].map(([name, { standing, findings }]) => [name, standing, findings])).toEqual(first);
  expect((await check(cache)).asked).toBe(0);
  expect(storedIn(cache).filter((path) => !path.endsWith('.json'))).toEqual([]);
});

test('--no-cache neither reads nor writes', async () => {
  const cache = newFolder();
  await check(cache, ['--no-cache']);
  expect(existsSync(cache)).toBe(false);
  await check(cache);
  expect((await check(cache, ['--no-cache'])).asked).toBeGreaterThan(0);
});

test('a folder that cannot be written costs nothing but the next run’s time; --verbose tells', async () => {
  const blocked = join(folderWith({ file: '' }), 'file');
  const { found, stderr } = await check(blocked, ['--verbose']);
  expect(found.get('@example/steady')?.facts['releases']?.unknown).toBeUndefined();
  expect(stderr).toContain('facts could not be stored');
  expect((await check(blocked)).stderr).not.toContain('stored');
});

test('while local servers stand in for the public services, the user’s own cache is left alone', async () => {
  const home = mkdtempSync(join(tmpdir(), 'mainstay-home-'));
  await check('', [], { HOME: home, XDG_CACHE_HOME: join(home, 'caches'), LOCALAPPDATA: join(home, 'local') });
  const caches = ['caches', 'local', '.cache', 'Library', 'AppData'];
  expect(readdirSync(home).filter((name) => caches.includes(name))).toEqual([]);
});

test('what is stored is for its user’s eyes only, and holds no token, no e-mail address and no document', async () => {
  const cache = newFolder();
  await check(cache, [], { GITHUB_TOKEN: 'an-invented-token-of-nobody' });
  const paths = storedIn(cache);
  expect(paths.length).toBeGreaterThan(0);
  for (const path of paths) {
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const text = readFileSync(path, 'utf8');
    expect(text).not.toContain('an-invented-token');
    expect(text).not.toMatch(/[\w.+-]+@[\w-]+\.[a-z]{2,}/i);
    expect(text).not.toMatch(/"(readme|dist-tags|maintainers|_npmUser)"/);
  }
});

test('a window shows what another stored, without asking; clearing takes it from the disk too', async () => {
  const storage = newFolder();
  const open = async () => {
    editor = await startEditor({ upstreams: upstream.env, initializationOptions: { storage } });
    const document = editor.open('untitled:package.json', TEXT);
    await editor.settled(3);
    return await document.diagnostics();
  };
  const first = await open();
  expect(storedIn(storage)).toEqual([]); // written in a moment, or when the window closes
  await editor?.close();
  expect(storedIn(storage).length).toBeGreaterThan(0);

  const start = upstream.log.length;
  expect(await open()).toEqual(first);
  expect(upstream.log.length).toBe(start);
  await editor?.connection.sendRequest('mainstay/clearFacts');
  expect(storedIn(storage)).toEqual([]);
  await editor?.close();
  expect(storedIn(storage)).toEqual([]);
  await open();
  expect(upstream.log.length).toBeGreaterThan(start);
});

test('an editor that names no folder uses the user’s cache; one that names an empty one stores nothing', async () => {
  const cache = newFolder();
  for (const [options, isStored] of [
    [{ storage: '' }, false],
    [{}, true],
  ] as const) {
    editor = await startEditor({ upstreams: upstream.env, initializationOptions: options, env: { MAINSTAY_CACHE_DIR: cache } });
    editor.open('untitled:package.json', TEXT);
    await editor.settled(3);
    await editor.close();
    editor = undefined;
    expect(storedIn(cache).length > 0).toBe(isStored);
  }
});
