import { expect, test } from 'vitest';
import { startUpstream } from '../../upstream/server.ts';
import type { Upstream } from '../../upstream/server.ts';
import { anUpstream, ask, keysOf } from './asking.ts';

const upstream = anUpstream();
const lookUp = (of: Upstream, purls: unknown) =>
  ask(of, 'ecosystems', '/api/v1/packages/bulk_lookup', { method: 'POST', body: JSON.stringify({ purls }) });
const found = async (of: Upstream, purl: string): Promise<Record<string, unknown> | undefined> => {
  const { at } = await lookUp(of, [purl]);
  return at(0) as Record<string, unknown> | undefined;
};

test('packages come in no order of the asker’s, and what is not known is left out', async () => {
  const { at } = await lookUp(upstream(), [
    'pkg:npm/%40example/one-person',
    'pkg:npm/%40example/nobody',
    'pkg:golang/example.org/kept',
    'pkg:npm/%40example/archived',
  ]);

  const purls = [0, 1, 2].map((place) => at(place, 'purl'));
  expect(at('length')).toBe(3);
  expect([...purls].sort()).toEqual([
    'pkg:golang/example.org/kept',
    'pkg:npm/%40example/archived',
    'pkg:npm/%40example/one-person',
  ]);
  expect(purls[0]).not.toBe('pkg:npm/%40example/one-person');
});

test('an invented package: who can publish, who commits, whether it is archived', async () => {
  const one = await found(upstream(), 'pkg:npm/%40example/one-person');
  const archived = await found(upstream(), 'pkg:npm/%40example/archived');

  expect(one).toMatchObject({
    name: '@example/one-person',
    ecosystem: 'npm',
    latest_release_number: '1.1.0',
    maintainers: [{ login: 'ada' }],
    status: null,
    repository_url: 'https://github.com/example-solo/one-person',
    repo_metadata: {
      full_name: 'example-solo/one-person',
      archived: false,
      owner_record: { kind: 'user' },
      commit_stats: { total_commits: 480, total_committers: 3 },
    },
    issue_metadata: { active_maintainers: [{ login: 'example-ada' }] },
  });
  expect(archived).toMatchObject({ repo_metadata: { archived: true } });
});

test('a real package has what its history tells: commits by people, no publishers', async () => {
  const then = await startUpstream({ now: '2026-08-23T00:00:00.000Z' });
  const vite = await found(then, 'pkg:npm/vite');
  const later = await found(upstream(), 'pkg:npm/vite');
  await then.close();

  expect(keysOf(vite)).not.toContain('maintainers');
  expect(vite).toMatchObject({
    repo_metadata: { full_name: 'vitejs/vite', commit_stats: { total_committers: expect.any(Number) as number } },
  });
  expect(keysOf(vite?.['repo_metadata'])).toEqual(['commit_stats', 'full_name', 'license', 'owner', 'pushed_at']);
  expect(keysOf(later)).not.toContain('repo_metadata');
});

test('at most a hundred at once; anything else is refused', async () => {
  const many = Array.from({ length: 101 }, (_, at) => `pkg:npm/nobody-${at}`);

  expect((await lookUp(upstream(), many)).status).toBe(422);
  expect((await lookUp(upstream(), 'pkg:npm/lodash')).status).toBe(422);
  expect((await ask(upstream(), 'ecosystems', '/api/v1/packages/lookup?purl=pkg:npm/lodash')).status).toBe(404);
});

const scorecard = async (of: Upstream, id: string) => {
  const { at } = await ask(of, 'depsdev', '/v3alpha/projectbatch', {
    method: 'POST',
    body: JSON.stringify({ requests: [{ projectKey: { id } }] }),
  });
  return at('responses', 0, 'project', 'scorecard') as
    { date: string; checks: readonly { name: string; score: number; reason: string }[] } | undefined;
};

test('Scorecard’s word about invented repositories is dated, and says what was found', async () => {
  const team = await scorecard(upstream(), 'github.com/example-org/team');

  expect(team?.date).toBe('2026-11-16T00:00:00.000Z');
  expect(team?.checks[0]).toMatchObject({
    name: 'Maintained',
    reason: expect.stringMatching(/^\d+ commit\(s\) and \d+ issue activity found in the last 90 days/) as string,
  });
  expect((await scorecard(upstream(), 'github.com/example-org/archived'))?.checks[0]).toMatchObject({
    score: 0,
    reason: 'project is archived',
  });
  expect((await scorecard(upstream(), 'github.com/example-org/begun'))?.checks[0]?.reason).toContain(
    'created within the last 90 days',
  );
});

test('real repositories have no Scorecard: what it counts is not all recorded', async () => {
  expect(await scorecard(upstream(), 'github.com/etcd-io/etcd')).toBeUndefined();
});
