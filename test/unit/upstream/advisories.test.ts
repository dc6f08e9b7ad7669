import { expect, test } from 'vitest';
import { anUpstream, ask } from './asking.ts';
import { errorsOf, query } from './githubAsking.ts';

const upstream = anUpstream();
const LIST = 'totalCount nodes { updatedAt vulnerableVersionRange advisory { ghsaId publishedAt withdrawnAt classification } }';
const list = (ecosystem: string, name: string, more = 'first: 100', selection = LIST) =>
  query(upstream(), `{ v: securityVulnerabilities(ecosystem: ${ecosystem}, package: "${name}", ${more}) { ${selection} } }`);
const ids = (answer: Awaited<ReturnType<typeof list>>) =>
  ((answer.at('data', 'v', 'nodes') ?? []) as readonly { advisory: { ghsaId: string } }[]).map((one) =>
    one.advisory.ghsaId.slice(-4),
  );

test('a row for each range of each advisory, newest change first, withdrawn ones with their day', async () => {
  const answer = await list('NPM', '@example/mended');
  expect(errorsOf(answer)).toEqual([]);
  expect(answer.at('data', 'v', 'totalCount')).toBe(6);
  expect(ids(answer)).toEqual(['0002', '0002', '0005', '0001', '0003', '0004']);
  expect(answer.at('data', 'v', 'nodes', 2, 'advisory')).toMatchObject({ withdrawnAt: '2026-11-03T12:00:00Z' });
  expect(ids(await list('NPM', '@example/mended', 'first: 2, orderBy: { field: UPDATED_AT, direction: ASC }'))).toEqual([
    '0004',
    '0003',
  ]);
});

test('malware is told where it is asked for', async () => {
  expect(ids(await list('NPM', '@example/taken-over', 'first: 9, classifications: [GENERAL]'))).toEqual([]);
  expect(ids(await list('NPM', '@example/taken-over', 'first: 9, classifications: [GENERAL, MALWARE]'))).toEqual(['0008']);
});

test('invented packages without a story have none; of real ones none is recorded, which is no empty list', async () => {
  expect((await list('GO', 'example.org/steady')).at('data', 'v')).toEqual({ totalCount: 0, nodes: [] });
  for (const [ecosystem, name] of [
    ['NPM', 'express'],
    ['GO', 'go.etcd.io/bbolt'],
    ['NPM', 'nobody-knows-it'],
  ] as const) {
    const answer = await list(ecosystem, name);
    expect(answer.at('data', 'v')).toBeNull();
    expect(errorsOf(answer)).toMatchObject([{ type: 'NOT_RECORDED', path: ['v'] }]);
  }
  expect(errorsOf(await list('NPM', '@example/mended', 'first: 1', 'nodes { severity }'))).toMatchObject([
    { type: 'NOT_RECORDED' },
  ]);
  const everybody = await query(upstream(), '{ v: securityVulnerabilities(first: 1) { totalCount } }');
  expect(errorsOf(everybody)).toMatchObject([{ type: 'NOT_RECORDED' }]);
});

test('deps.dev tells of the same advisories, on the versions that are within their ranges', async () => {
  const post = (batch: string, requests: readonly object[]) =>
    ask(upstream(), 'depsdev', `/v3alpha/${batch}`, { method: 'POST', body: JSON.stringify({ requests }) });
  const npm = (name: string, version: string) => ({ versionKey: { system: 'NPM', name, version } });
  const versions = await post('versionbatch', [
    npm('@example/mended', '2.0.0'),
    npm('@example/mended', '2.1.0'),
    { versionKey: { system: 'GO', name: 'example.org/mended', version: 'v1.0.0' } },
  ]);
  const keys = [0, 1, 2].map((at) => versions.at('responses', at, 'version', 'advisoryKeys'));
  expect(keys).toEqual([[{ id: 'GHSA-0000-0000-0001' }], [], [{ id: 'GHSA-0000-0000-0009' }]]);

  const findings = await post(
    'findingsbatch',
    ['@example/open-advisory', '@example/mended'].map((name) => ({ packageKey: { system: 'NPM', name } })),
  );
  const found = [0, 1].map((at) => findings.at('responses', at, 'findings', 'defaultVersion', 'findings'));
  expect(found).toEqual([[{ type: 'VULNERABLE' }], []]);
});
