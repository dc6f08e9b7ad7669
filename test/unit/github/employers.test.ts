import { describe, expect, test } from 'vitest';
import * as facts from '../../../server/src/facts/repository.ts';
import type { Activity, Affiliations } from '../../../server/src/facts/repository.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import { github } from '../../../server/src/sources/github.ts';
import { repositoriesOf } from '../../upstream/world/forge/index.ts';
import { someone } from '../../upstream/world/forge/telling.ts';
import { anUpstream } from '../upstream/asking.ts';
import { asked, bare, NOW, repo, scripted, valueOf, type Asking } from './asking.ts';

const upstream = anUpstream();
const at = () => upstream().env['github'] ?? '';

/** What the batch says of one repository's employers, and of its people. */
async function told(name: string, how: Asking = { at: at() }) {
  const subject = repo(name);
  const { seen } = await asked(github, [subject], how);
  return {
    seen,
    employers: valueOf(seen, subject, facts.affiliations) as Affiliations,
    year: valueOf(seen, subject, facts.activity) as Activity,
  };
}

describe('employers of an invented repository', () => {
  test('are told of the commits that people are counted of, by domain and counts alone', async () => {
    const { employers, year, seen } = await told('example-org/team');
    expect(employers).toEqual({
      until: NOW,
      commits: year.commits,
      known: 53,
      most: { domain: 'example.org', commits: 53, people: 5 },
    });
    const values = seen.flatMap((one) => (one.kind === 'value' ? [one.value] : []));
    expect(JSON.stringify(values)).not.toMatch(/[\w-]+@example/);
  });

  test('of a busy year are estimates from the same windows', async () => {
    const { employers, year } = await told('example-org/busy');
    expect(employers.commits).toBe(year.commits);
    expect(employers.most).toMatchObject({ domain: 'example.org', people: 30 });
  });

  test('one person’s own domain is no employer', async () => {
    expect((await told('example-org/overloaded')).employers).toMatchObject({ known: 0, most: null });
  });
});

// BACKTEST.md, "Famous cases": where one vendor shows by address, and where the signal is blind.
describe('recorded histories', () => {
  const now = '2022-01-01T00:00:00.000Z';
  const then = anUpstream({ now });

  test.each([
    ['linkerd/linkerd2', 0.5, 1],
    ['fluxcd/flux2', 0, 0.3],
  ])('%s: of all commits of 2021 one employer’s are from %d up to %d', async (name, least, most) => {
    const { employers } = await told(name, { at: then().env['github'] ?? '', now });
    const share = (employers.most?.commits ?? 0) / employers.commits;
    expect(employers.commits).toBeGreaterThan(50);
    expect(share).toBeGreaterThanOrEqual(least);
    expect(share).toBeLessThanOrEqual(most);
  });
});

describe('how old a history is', () => {
  test.each([
    ['example-org/fading', true, true],
    ['example-org/team', true, false],
    ['example-org/begun', false, false],
    ['example-org/empty', null, null],
  ])('%s: older than a year %s, than three %s', async (name, olderThanAYear, olderThanThreeYears) => {
    const { seen } = await told(name);
    expect(valueOf(seen, repo(name), facts.identity)).toMatchObject({ olderThanAYear, olderThanThreeYears });
  });

  test('is not told where the commits were left out', async () => {
    const huge = repo('example-org/huge');
    const target = { oid: 'b'.repeat(40) };
    const http = scripted(({ variables }) =>
      variables['withHistory'] === true
        ? new UpstreamFailure('offline', '504', 504)
        : { data: { r0: bare('example-org/huge', { defaultBranchRef: { target } }) } },
    );
    const { seen } = await asked(github, [huge], { http });
    expect(valueOf(seen, huge, facts.identity)).toMatchObject({ olderThanAYear: null, olderThanThreeYears: null });
    expect(valueOf(seen, huge, facts.affiliations)).toEqual({ why: 'offline' });
  });
});

test('a busy year whose windows cannot be had lacks people and employers for the same reason', async () => {
  const busy = repo('example-org/busy');
  const http = scripted(({ query }) => {
    if (query.includes('Windows')) return new UpstreamFailure('rate-limited', 'enough', 403);
    const none = { totalCount: 0, nodes: [] };
    const target = { oid: 'b'.repeat(40), year: { totalCount: 300, nodes: [] }, older: none };
    return { data: { r0: bare('example-org/busy', { defaultBranchRef: { target } }) } };
  });
  const { seen } = await asked(github, [busy], { http });
  expect(valueOf(seen, busy, facts.activity)).toEqual({ why: 'rate-limited' });
  expect(valueOf(seen, busy, facts.affiliations)).toEqual({ why: 'rate-limited' });
  expect(seen.some(({ kind }) => kind === 'validator')).toBe(false);
});

describe('a company that shares a repository with others', () => {
  const [ada, ben, cleo] = ['ada', 'ben', 'cleo'].map((name) => someone(name, `${name}@firm.example.net`));
  const dora = someone('dora', '12+example-dora@users.noreply.github.com');
  const work = [ada, ben, cleo, dora].flatMap((by) => (by ? [{ by, from: 300, to: 10, every: 29 }] : []));
  const world = anUpstream({
    world: {
      now: NOW,
      npm: new Map(),
      go: new Map(),
      importPages: [],
      repositories: repositoriesOf([{ name: 'example-org/firm', created: 900, work }], NOW),
    },
  });

  test('is told with what is known, and what is not', async () => {
    const { seen } = await asked(github, [repo('example-org/firm')], { at: world().env['github'] ?? '' });
    expect(valueOf(seen, repo('example-org/firm'), facts.affiliations)).toEqual({
      until: NOW,
      commits: 44,
      known: 33,
      most: { domain: 'example.net', commits: 33, people: 3 },
    });
  });
});
