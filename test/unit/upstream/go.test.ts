import { expect, test } from 'vitest';
import { anUpstream, ask } from './asking.ts';

const upstream = anUpstream();

test('the list names versions without dates, and .info dates one of them', async () => {
  const list = await ask(upstream(), 'goproxy', '/github.com/spf13/cobra/@v/list');
  const info = await ask(upstream(), 'goproxy', '/github.com/spf13/cobra/@v/v1.10.2.info');

  expect(list.text.trim().split('\n')).toContain('v1.10.2');
  expect(info.at()).toEqual({
    Version: 'v1.10.2',
    Time: '2025-12-03T00:00:00Z',
    Origin: { VCS: 'git', URL: 'https://github.com/spf13/cobra', Ref: 'refs/tags/v1.10.2' },
  });
});

test("a nested module's tag begins with its folder, less the major version", async () => {
  const client = await ask(upstream(), 'goproxy', '/go.etcd.io/etcd/client/v3/@v/v3.6.14.info');
  const server = await ask(upstream(), 'goproxy', '/go.etcd.io/etcd/server/v3/@v/v3.6.14.info');

  expect(client.at('Origin')).toMatchObject({ Subdir: 'client/v3', Ref: 'refs/tags/client/v3.6.14' });
  expect(server.at('Origin')).toMatchObject({ Subdir: 'server', Ref: 'refs/tags/server/v3.6.14' });
});

test('latest is the highest release, else what lies beside an empty list', async () => {
  const raft = await ask(upstream(), 'goproxy', '/go.etcd.io/raft/v3/@latest');
  const list = await ask(upstream(), 'goproxy', '/example.org/untagged/@v/list');
  const untagged = await ask(upstream(), 'goproxy', '/example.org/untagged/@latest');

  expect(raft.at('Version')).toBe('v3.7.0');
  expect([list.status, list.text]).toEqual([200, '']);
  expect(untagged.at('Version')).toBe('v0.0.0-20260102030405-0123456789ab');
});

test('capital letters are escaped, and a path with a plain one is not found', async () => {
  const escaped = await ask(upstream(), 'goproxy', '/example.org/!case!kept/@v/v1.0.0.info');
  const plain = await ask(upstream(), 'goproxy', '/example.org/CaseKept/@v/v1.0.0.info');

  expect([escaped.status, plain.status]).toEqual([200, 404]);
});

test('deprecation and retraction stand in the go.mod of the newest release', async () => {
  const deprecated = await ask(upstream(), 'goproxy', '/example.org/deprecated/@v/v0.9.0.mod');
  const retracted = await ask(upstream(), 'goproxy', '/example.org/retracted/@v/v1.2.1.mod');

  expect(deprecated.text).toContain('// Deprecated: use example.org/steady instead.\nmodule example.org/deprecated');
  expect(retracted.text).toContain('\t// Writes outside of its folder.\n\tv1.2.0\n\t[v1.0.0, v1.0.1]');
});

test('a listed version may be gone, and unknown modules and versions are plain text 404', async () => {
  const gone = await ask(upstream(), 'goproxy', '/example.org/half-gone/@v/v1.0.1.info');
  const module = await ask(upstream(), 'goproxy', '/example.org/nothing/@v/list');
  const version = await ask(upstream(), 'goproxy', '/example.org/steady/@v/v9.9.9.info');

  expect([gone.status, module.status, version.status]).toEqual([410, 404, 404]);
  expect(module.text).toContain('not found: module example.org/nothing');
});

test('an old tag without go.mod has the one line a proxy writes for it; a go.mod that is not recorded is absent', async () => {
  const old = await ask(upstream(), 'goproxy', '/github.com/boltdb/bolt/@v/v1.3.1.mod');
  const recent = await ask(upstream(), 'goproxy', '/github.com/spf13/cobra/@v/v1.10.2.mod');

  expect([old.status, old.text]).toEqual([200, 'module github.com/boltdb/bolt\n']);
  expect(recent.status).toBe(404);
});

test('proxy answers carry an ETag that works', async () => {
  const { headers } = await ask(upstream(), 'goproxy', '/example.org/steady/@v/list');
  const again = await ask(upstream(), 'goproxy', '/example.org/steady/@v/list', {
    headers: { 'if-none-match': headers.get('etag') ?? '' },
  });

  expect(again.status).toBe(304);
});

test('an import path answers with its page, whatever lies behind the prefix', async () => {
  const vanity = await ask(upstream(), 'goget', '/example.org/vanity/part?go-get=1');
  const pattern = await ask(upstream(), 'goget', '/k8s.io/client-go/rest?go-get=1');
  const unknown = await ask(upstream(), 'goget', '/example.org/no-source?go-get=1');

  expect(vanity.text).toContain('<meta name="go-import" content="example.org/vanity git https://git.example.org/team/vanity">');
  expect(pattern.text).toContain('content="k8s.io/client-go git https://github.com/kubernetes/client-go"');
  expect(unknown.status).toBe(404);
  expect(unknown.text).not.toContain('go-import');
});

test('the version list of the package site comes in pages and folds majors together', async () => {
  const first = await ask(upstream(), 'pkgsite', '/v1beta/versions/example.org/lines?limit=2');
  const token = String(first.at('nextPageToken'));
  const second = await ask(upstream(), 'pkgsite', `/v1beta/versions/example.org/lines?limit=2&token=${token}`);
  const third = await ask(
    upstream(),
    'pkgsite',
    `/v1beta/versions/example.org/lines?limit=2&token=${String(second.at('nextPageToken'))}`,
  );

  const seen = (field: string) =>
    [first, second, third]
      .flatMap((page) => [page.at('items', 0, field), page.at('items', 1, field)])
      .filter((item) => item !== undefined);
  expect(first.at('total')).toBe(5);
  expect(seen('version')).toEqual(['v2.2.0', 'v2.1.0', 'v2.0.0', 'v1.4.0', 'v1.0.0']);
  expect(seen('modulePath')).toContain('example.org/lines/v2');
  expect(third.at('nextPageToken')).toBeUndefined();
});

test('the package site says what is retracted, and where a module is kept under which licence', async () => {
  const versions = await ask(upstream(), 'pkgsite', '/v1beta/versions/example.org/retracted');
  const about = await ask(upstream(), 'pkgsite', '/v1beta/module/go.etcd.io/bbolt?licenses=true');

  expect(versions.at('items', 1)).toMatchObject({
    version: 'v1.2.0',
    retracted: true,
    retractionReason: 'Writes outside of its folder.',
  });
  expect(versions.at('items', 0)).toMatchObject({ version: 'v1.2.1', retracted: false });
  expect(about.at()).toMatchObject({
    repoUrl: 'https://github.com/etcd-io/bbolt',
    isLatest: true,
    licenses: [{ types: ['MIT'] }],
  });
  expect((await ask(upstream(), 'pkgsite', '/v1beta/module/example.org/nothing')).status).toBe(404);
});
