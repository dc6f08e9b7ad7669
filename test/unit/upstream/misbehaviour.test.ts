import { afterEach, expect, test } from 'vitest';
import type { Rule } from '../../upstream/misbehaviour.ts';
import { anUpstream, ask, keysOf } from './asking.ts';

const upstream = anUpstream();
let takenBack: readonly (() => void)[] = [];
afterEach(() => {
  for (const takeBack of takenBack) takeBack();
  takenBack = [];
});
const script = (rule: Rule) => {
  takenBack = [...takenBack, upstream().script(rule)];
};

test('a stalled service answers nobody until the asker gives up; the others go on', async () => {
  script({ kind: 'stall', service: 'npm' });

  await expect(ask(upstream(), 'npm', '/lodash', { signal: AbortSignal.timeout(100) })).rejects.toThrow();
  expect((await ask(upstream(), 'goproxy', '/example.org/steady/@v/list')).status).toBe(200);
});

test('a cut answer ends in the middle of its body', async () => {
  script({ kind: 'cut', service: 'npm', path: '/lodash' });

  await expect(ask(upstream(), 'npm', '/lodash')).rejects.toThrow();
  expect((await ask(upstream(), 'npm', '/express')).status).toBe(200);
});

test('a garbled answer is prose, or data of the wrong types', async () => {
  script({ kind: 'garble', service: 'npm', path: 'lodash' });
  script({ kind: 'garble', how: 'types', service: 'npm', path: 'express' });

  const prose = await ask(upstream(), 'npm', '/lodash');
  const lies = await ask(upstream(), 'npm', '/express');

  expect([prose.status, lies.status]).toEqual([200, 200]);
  expect(() => prose.at()).toThrow(SyntaxError);
  expect([lies.at('versions'), lies.at('name')]).toEqual(['seventeen', { not: 'express' }]);
});

test.each([404, 401, 403, 500, 502])('status %i on command', async (status) => {
  script({ kind: 'status', status, service: 'depsdev' });

  expect((await ask(upstream(), 'depsdev', '/v3alpha/versionbatch', { method: 'POST', body: '{"requests":[]}' })).status).toBe(
    status,
  );
});

test('429 says when to come back, and goes away after the times it was told', async () => {
  script({ kind: 'status', status: 429, retryAfter: '1', times: 1 });

  const refused = await ask(upstream(), 'npm', '/lodash');
  const served = await ask(upstream(), 'npm', '/lodash');

  expect([refused.status, refused.headers.get('retry-after'), served.status]).toEqual([429, '1', 200]);
});

test('a redirect leads to another origin, where credentials would be seen', async () => {
  script({ kind: 'redirect', service: 'npm', times: 1 });

  const answer = await ask(upstream(), 'npm', '/lodash', { redirect: 'follow', headers: { authorization: 'Bearer invented' } });

  expect(answer.at('name')).toBe('lodash');
  const [sent, followed] = upstream().log.slice(-2);
  expect([sent?.status, sent?.authorized, sent?.redirected]).toEqual([302, true, false]);
  expect([followed?.status, followed?.authorized, followed?.redirected]).toEqual([200, false, true]);
});

test('a redirect may lead anywhere a test says', async () => {
  script({ kind: 'redirect', to: 'http://127.0.0.1:9/elsewhere' });

  expect((await ask(upstream(), 'goget', '/example.org/vanity?go-get=1')).headers.get('location')).toBe(
    'http://127.0.0.1:9/elsewhere',
  );
});

test('a stripped mirror serves neither people nor deprecations nor provenance nor validators', async () => {
  script({ kind: 'strip', service: 'npm' });

  const packument = await ask(upstream(), 'npm', '/@example%2fsteady', {
    headers: { accept: 'application/vnd.npm.install-v1+json' },
  });
  const deprecated = await ask(upstream(), 'npm', '/@example%2fdeprecated');

  expect(keysOf(packument.at())).toEqual(['_id', '_rev', 'dist-tags', 'name', 'time', 'versions']);
  expect(keysOf(packument.at('versions', '2.1.0'))).toEqual(['dist', 'license', 'name', 'repository', 'version']);
  expect(keysOf(packument.at('versions', '2.1.0', 'dist'))).toEqual(['integrity', 'tarball']);
  expect([packument.at('time', 'created'), packument.at('time', 'modified')]).toEqual([null, null]);
  expect([packument.headers.get('etag'), packument.headers.get('content-encoding')]).toEqual([null, null]);
  expect(deprecated.text).not.toContain('No longer kept');
  expect((await ask(upstream(), 'npm', '/-/npm/v1/attestations/@example%2fsteady@2.1.0')).status).toBe(404);
});

test('a slow answer comes all the same', async () => {
  script({ kind: 'slow', ms: 5 });

  expect((await ask(upstream(), 'npm', '/lodash')).status).toBe(200);
  expect(upstream().log.at(-1)?.fault).toBe('slow');
});

test('the last rule wins, and taking it back restores the one before', async () => {
  script({ kind: 'status', status: 500 });
  const takeBack = upstream().script({ kind: 'status', status: 403 });

  const before = await ask(upstream(), 'npm', '/lodash');
  takeBack();
  const after = await ask(upstream(), 'npm', '/lodash');

  expect([before.status, after.status]).toEqual([403, 500]);
});

test('closing ends what is stalled', async () => {
  const { startUpstream } = await import('../../upstream/server.ts');
  const other = await startUpstream({ now: upstream().world.now });
  other.script({ kind: 'stall' });
  const waiting = ask(other, 'npm', '/lodash');
  waiting.catch(() => undefined);

  while (other.log.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await other.close();

  await expect(waiting).rejects.toThrow();
});
