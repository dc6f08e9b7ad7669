import { expect, test } from 'vitest';
import { anUpstream, ask, keysOf } from './asking.ts';

const upstream = anUpstream();

test('an invented package has the whole documented shape', async () => {
  const packument = await ask(upstream(), 'npm', '/@example%2fsteady');

  expect(packument.status).toBe(200);
  const top = ['_id', '_rev', 'dist-tags', 'license', 'maintainers', 'name', 'readme', 'repository', 'time', 'users', 'versions'];
  expect(keysOf(packument.at())).toEqual(top);
  expect(packument.at('dist-tags', 'latest')).toBe('2.1.0');
  expect(packument.at('maintainers', 'length')).toBe(3);
  const version = packument.at('versions', '2.1.0');
  expect(keysOf(version)).toEqual(
    ['_id', '_npmUser', 'dist', 'gitHead', 'license', 'maintainers', 'name', 'repository', 'version'].sort(),
  );
  expect(packument.at('versions', '2.1.0', '_npmUser', 'name')).toBe('ben');
  expect(packument.at('versions', '2.1.0', 'dist', 'attestations', 'provenance', 'predicateType')).toBe(
    'https://slsa.dev/provenance/v1',
  );
});

test('ages are told relative to the moment the world is at', async () => {
  const { at } = await ask(upstream(), 'npm', '/@example%2ffresh');

  expect(at('time', '1.0.2')).toBe('2026-11-20T12:00:00.000Z');
  expect(at('time', 'modified')).toBe('2026-11-20T12:00:00.000Z');
});

test('a scoped name may be written with an escaped slash, a plain one, or all escaped', async () => {
  const texts = await Promise.all(
    ['/@example%2fsteady', '/@example%2Fsteady', '/@example/steady', '/%40example%2Fsteady'].map(
      async (path) => (await ask(upstream(), 'npm', path)).text,
    ),
  );

  expect(new Set(texts).size).toBe(1);
});

test('one manifest is asked by version or by tag', async () => {
  const byTag = await ask(upstream(), 'npm', '/@example/steady/latest');
  const byVersion = await ask(upstream(), 'npm', '/@example%2fsteady/2.1.0');
  const plain = await ask(upstream(), 'npm', '/express/5.2.1');

  expect(byTag.at('version')).toBe('2.1.0');
  expect(byTag.text).toBe(byVersion.text);
  expect(plain.at('repository')).toBe('expressjs/express');
  expect((await ask(upstream(), 'npm', '/express/99.0.0')).status).toBe(404);
});

test('what is not in the world is 404 with the words of a registry', async () => {
  const nothing = await ask(upstream(), 'npm', '/@example%2fnobody');

  expect(nothing.status).toBe(404);
  expect(nothing.at('error')).toBe('Not found');
  expect((await ask(upstream(), 'npm', '/%E0%A4%A')).status).toBe(400);
});

test('a second request with the ETag costs nothing, and one with another ETag gets the document', async () => {
  const first = await ask(upstream(), 'npm', '/lodash');
  const etag = first.headers.get('etag') ?? '';

  const same = await ask(upstream(), 'npm', '/lodash', { headers: { 'if-none-match': etag } });
  const other = await ask(upstream(), 'npm', '/lodash', { headers: { 'if-none-match': '"else"' } });

  expect(etag).toMatch(/^".+"$/);
  expect([same.status, same.text]).toEqual([304, '']);
  expect(other.status).toBe(200);
  expect(
    upstream()
      .log.slice(-2)
      .map(({ conditional, bytesOut }) => [conditional, bytesOut > 0]),
  ).toEqual([
    [true, false],
    [true, true],
  ]);
});

test('an abbreviated document has no dates or people, and an ETag of its own', async () => {
  const full = await ask(upstream(), 'npm', '/@example%2finstall-script');
  const short = await ask(upstream(), 'npm', '/@example%2finstall-script', {
    headers: { accept: 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8' },
  });

  expect(keysOf(short.at())).toEqual(['dist-tags', 'modified', 'name', 'versions']);
  expect(keysOf(short.at('versions', '5.1.1'))).toEqual(['dist', 'hasInstallScript', 'name', 'version']);
  expect(short.headers.get('etag')).not.toBe(full.headers.get('etag'));
});

test('large documents travel compressed where that is accepted', async () => {
  const { headers, text } = await ask(upstream(), 'npm', '/eslint');

  expect(headers.get('content-encoding')).toBe('gzip');
  expect(upstream().log.at(-1)?.bytesOut).toBeLessThan(text.length / 3);
});

test('a hand-over, a workflow, a loss of provenance: the registry tells who and how', async () => {
  const handover = await ask(upstream(), 'npm', '/@example%2fhandover');
  const workflow = await ask(upstream(), 'npm', '/@example%2ftrusted-publishing/latest');
  const lost = await ask(upstream(), 'npm', '/@example%2fprovenance-lost');

  expect(['1.1.0', '1.1.1', '1.1.2'].map((version) => handover.at('versions', version, '_npmUser', 'name'))).toEqual([
    'ada',
    'dora',
    'dora',
  ]);
  expect(handover.at('versions', '1.1.0', 'maintainers', 'length')).toBe(1);
  expect(workflow.at('_npmUser')).toEqual({
    name: 'GitHub Actions',
    email: 'npm-oidc-no-reply@github.com',
    trustedPublisher: { id: 'github', oidcConfigId: 'oidc:example-0001' },
  });
  expect(['4.3.0', '4.3.1'].map((version) => 'attestations' in Object(lost.at('versions', version, 'dist')))).toEqual([
    true,
    false,
  ]);
});

test('what was taken down leaves its date behind', async () => {
  const one = await ask(upstream(), 'npm', '/@example%2funpublished');
  const all = await ask(upstream(), 'npm', '/@example%2fwithdrawn');

  expect(keysOf(one.at('versions'))).toEqual(['1.0.0', '1.0.2']);
  expect(one.at('time', '1.0.1')).toBe('2026-08-13T12:00:00.000Z');
  expect(all.at('versions')).toBeUndefined();
  expect(all.at('time', 'unpublished', 'versions')).toEqual(['0.1.0', '0.2.0']);
});

test('a mirror dates everything by its own fetch while deps.dev has the real dates', async () => {
  const mirrored = await ask(upstream(), 'npm', '/@example%2fmirrored');
  const elsewhere = await ask(upstream(), 'depsdev', '/v3/systems/npm/packages/%40example%2Fmirrored');

  expect(mirrored.at('time', '1.0.0')).toBe(mirrored.at('time', '2.1.0'));
  expect(mirrored.at('time', 'created')).toBeNull();
  expect(elsewhere.at('versions', 0, 'publishedAt')).toBe('2022-10-13T12:00:00.000Z');
});

test('attestations are asked at the address the document names', async () => {
  const version = await ask(upstream(), 'npm', '/@example%2fsteady/2.1.0');
  const url = String(version.at('dist', 'attestations', 'url'));

  expect((await fetch(url)).status).toBe(200);
  expect((await fetch(url.replace('steady@2.1.0', 'fresh@1.0.2'))).status).toBe(404);
});
