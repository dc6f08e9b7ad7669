import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { build } from '../../../scripts/catalog/build.ts';
import { differences, objections } from '../../../scripts/catalog/guards.ts';
import { basesFrom, refresh } from '../../../scripts/catalog/refresh.ts';
import { fileOf, isMachineReadable, UPSTREAMS } from '../../../scripts/catalog/sources.ts';
import { BASE, ETCD, inputs, item, KUBERNETES, landscape, textOf, type SmallLists } from './smallLists.ts';

const CNCF = 'upstream/cncf__landscape/landscape.yml';
const LFAI = 'upstream/lfai__lfai-landscape/landscape.yml';
const COMMIT = 'f'.repeat(40);

let served: SmallLists = BASE;
let asked: string[] = [];
let server: Server;
let base = '';
let cache = '';

beforeEach(async () => {
  served = BASE;
  asked = [];
  cache = mkdtempSync(join(tmpdir(), 'catalog-'));
  server = createServer((request, response) => {
    const url = request.url ?? '';
    asked.push(url);
    if (url.startsWith('/api/')) {
      response.end(JSON.stringify([{ sha: COMMIT, commit: { committer: { date: '2026-10-01T12:00:00Z' } } }]));
      return;
    }
    const source = UPSTREAMS.find(({ row: [repository, path] }) =>
      ['HEAD', COMMIT].some((commit) => url === `/files/${repository}/${commit}/${path}`),
    );
    if (source) response.end(textOf(served, source));
    else response.writeHead(404).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  rmSync(cache, { recursive: true });
  await new Promise((closed) => server.close(closed));
});

async function refreshed(lists: SmallLists) {
  served = lists;
  return build(inputs(BASE, await refresh(basesFrom(JSON.stringify({ catalog: `${base}/files` })), cache, '2026-11-21')));
}

describe('a refresh', () => {
  test('fetches what can be read as published, keeps a copy, and cites HEAD and the day where no commit can be learnt', async () => {
    const fresh = await refresh(basesFrom(JSON.stringify({ catalog: `${base}/files/` })), cache, '2026-11-21');
    expect([...fresh.keys()]).toEqual(UPSTREAMS.filter(isMachineReadable));
    expect([...fresh.values()][0]?.row.slice(0, 4)).toEqual(['cncf/landscape', 'landscape.yml', 'HEAD', '2026-11-21']);
    expect(readFileSync(join(cache, 'cncf__landscape/landscape.yml'), 'utf8')).toBe(BASE[CNCF]);
    expect(asked.every((url) => url.startsWith('/files/'))).toBe(true);
  });

  test('cites the newest commit and its day where a forge tells them, and reads the file at that commit', async () => {
    const setting = JSON.stringify({ catalog: `${base}/files`, github: `${base}/api` });
    const fresh = await refresh(basesFrom(setting), cache, '2026-11-21');
    expect([...fresh.values()][0]?.row.slice(2, 4)).toEqual([COMMIT, '2026-10-01']);
    expect(asked).toContain('/api/repos/cncf/landscape/commits?path=landscape.yml&per_page=1');
    expect(asked).toContain(`/files/cncf/landscape/${COMMIT}/landscape.yml`);
  });

  test('says which address failed', async () => {
    const wrong = basesFrom(JSON.stringify({ catalog: `${base}/elsewhere` }));
    await expect(refresh(wrong, cache, '2026-11-21')).rejects.toThrow(
      /elsewhere\/cncf\/landscape\/HEAD\/landscape\.yml answered 404/,
    );
  });

  test('goes to loopback addresses only, once it is told where to go', () => {
    expect(() => basesFrom('{"catalog":"https://mirror.example.org"}')).toThrow(/loopback addresses only/);
    expect(() => basesFrom('{"npm":"http://127.0.0.1:1"}')).toThrow(/names no "catalog"/);
    expect(() => basesFrom('not json')).toThrow(/not JSON/);
    expect(basesFrom(undefined).api).not.toBeNull();
  });
});

describe('what a person must see first', () => {
  test('nothing, when nothing changed', async () => {
    const pinned = build(inputs(BASE));
    expect(objections(pinned, await refreshed(BASE))).toEqual([]);
  });

  test('a source that lost more than a tenth of its rows', async () => {
    const lost = await refreshed({ ...BASE, [CNCF]: landscape(KUBERNETES) });
    expect(objections(build(inputs(BASE)), lost)).toContain('cncf/landscape landscape.yml has 1 rows, had 2');
  });

  test('a spot-checked project that flipped, and the diff says how', async () => {
    const pinned = build(inputs(BASE));
    const flipped = await refreshed({
      ...BASE,
      [CNCF]: landscape(KUBERNETES, ETCD.replace('project: graduated', 'project: archived')),
    });
    expect(objections(pinned, flipped)).toEqual(['etcd-io/etcd: expected own CNCF graduated, found own CNCF archived']);
    expect(differences(pinned.file, flipped.file)).toEqual(['~ CNCF / etcd: graduated → archived']);
  });

  test('a repository that a second foundation lists', async () => {
    const twice = item('etcd', { project: 'sandbox', repo_url: 'https://github.com/etcd-io/etcd' });
    const both = await refreshed({ ...BASE, [LFAI]: landscape(twice) });
    expect(objections(build(inputs(BASE)), both)).toContainEqual(expect.stringMatching(/^two foundations: etcd-io\/etcd: /));
  });

  test('but a project more is only a line of the diff', async () => {
    const pinned = build(inputs(BASE));
    const more = await refreshed({
      ...BASE,
      [CNCF]: landscape(KUBERNETES, ETCD, item('New', { project: 'sandbox', repo_url: 'https://github.com/example/new' })),
    });
    expect(objections(pinned, more)).toEqual([]);
    expect(differences(pinned.file, more.file)).toEqual(['+ CNCF / New: sandbox']);
  });
});

test('every file has its place below the data folder', () => {
  expect(new Set(UPSTREAMS.map(fileOf)).size).toBe(UPSTREAMS.length);
});
