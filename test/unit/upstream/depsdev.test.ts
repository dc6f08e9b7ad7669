import { expect, test } from 'vitest';
import type { Asked } from './asking.ts';
import { anUpstream, ask, keysOf } from './asking.ts';

const upstream = anUpstream({ options: { depsdevPage: 2 } });

const post = (batch: string, body: unknown): Promise<Asked> =>
  ask(upstream(), 'depsdev', `/v3alpha/${batch}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const npmVersion = (name: string, version: string) => ({ versionKey: { system: 'NPM', name, version } });

test('a batch comes in pages, joined by the token, in the order asked', async () => {
  const requests = [
    npmVersion('@example/steady', '2.1.0'),
    npmVersion('@example/nobody', '1.0.0'),
    { versionKey: { system: 'GO', name: 'github.com/hashicorp/terraform', version: 'v1.15.9' } },
  ];

  const first = await post('versionbatch', { requests });
  const second = await post('versionbatch', { requests, pageToken: first.at('nextPageToken') });

  expect([first.at('responses', 'length'), second.at('responses', 'length'), second.at('nextPageToken')]).toEqual([2, 1, '']);
  expect(first.at('responses', 0, 'version')).toMatchObject({
    publishedAt: '2026-10-12T12:00:00.000Z',
    isDefault: true,
    licenses: ['MIT'],
    attestations: [{ verified: true }],
    advisoryKeys: [],
  });
  expect(keysOf(first.at('responses', 1))).toEqual(['request']);
  expect(second.at('responses', 0, 'version')).toMatchObject({
    licenses: ['BUSL-1.1'],
    relatedProjects: [
      { projectKey: { id: 'github.com/hashicorp/terraform' }, relationType: 'SOURCE_REPO', relationProvenance: 'GO_ORIGIN' },
    ],
  });
});

test('findings tell a deprecation with its reason, and nothing of names whose findings are not recorded', async () => {
  const { at } = await post('findingsbatch', {
    requests: [
      { packageKey: { system: 'NPM', name: '@example/deprecated' } },
      { packageKey: { system: 'NPM', name: 'request' } },
    ],
  });

  expect(at('responses', 0, 'findings', 'defaultVersion')).toMatchObject({
    versionKey: { version: '1.2.0' },
    findings: [{ type: 'DEPRECATED', deprecatedContext: { reason: 'No longer kept; use @example/steady instead' } }],
  });
  expect(keysOf(at('responses', 1))).toEqual(['request']);
});

test('projects are known by their repository', async () => {
  const { at } = await post('projectbatch', {
    requests: [{ projectKey: { id: 'github.com/expressjs/express' } }, { projectKey: { id: 'github.com/example/nobody' } }],
  });

  expect(at('responses', 0, 'project')).toEqual({ projectKey: { id: 'github.com/expressjs/express' }, license: 'MIT' });
  expect(keysOf(at('responses', 1))).toEqual(['request']);
});

test('one package is asked with its name as one path segment', async () => {
  const one = await ask(upstream(), 'depsdev', '/v3/systems/go/packages/go.etcd.io%2Fbbolt');

  expect(one.at('packageKey')).toEqual({ system: 'GO', name: 'go.etcd.io/bbolt' });
  expect((await ask(upstream(), 'depsdev', '/v3/systems/npm/packages/%40example%2Fnobody')).status).toBe(404);
});

test('a body that is no batch, or too large a one, is refused', async () => {
  const many = Array.from({ length: 5001 }, () => npmVersion('lodash', '4.17.21'));

  expect((await post('versionbatch', '{"requests":')).status).toBe(400);
  expect((await post('versionbatch', { requests: 'lodash' })).status).toBe(400);
  expect((await post('versionbatch', { requests: many })).status).toBe(400);
});

test('the log keeps which names a batch carried and how many bytes', async () => {
  await post('versionbatch', { requests: [npmVersion('lodash', '4.17.21'), npmVersion('express', '5.2.1')] });

  const entry = upstream().log.at(-1);
  expect(entry?.names).toEqual(['lodash', 'express']);
  expect(entry?.bytesIn).toBeGreaterThan(100);
});
