import { describe, expect, test } from 'vitest';
import { activity, documents, newestTag } from '../../../server/src/facts/repository.ts';
import * as facts from '../../../server/src/facts/repositoryDetail.ts';
import type { AnyFactKey } from '../../../server/src/model/fact.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import type { Http } from '../../../server/src/model/ports.ts';
import { githubDetail } from '../../../server/src/sources/githubDetail.ts';
import { DETAIL_FACTS } from '../../../server/src/sources/githubDetail/detailFacts.ts';
import { NOW, questionIn, repo, TOKEN } from '../github/asking.ts';
import { httpWith } from '../network/localServer.ts';
import { anUpstream } from '../upstream/asking.ts';
import { detailOf, detailWith, given, viewOf } from './asking.ts';

const upstream = anUpstream({});
const at = () => ({ at: upstream().env['github'] ?? '' });

describe('an invented repository in detail, by one question', () => {
  test('a team: every fact, each with its page', async () => {
    const team = await detailOf('example-org/team', at());

    expect(team.sent).toHaveLength(1);
    expect(team.seen.map((one) => ('key' in one ? one.key.id : one.kind)).sort()).toEqual(
      DETAIL_FACTS.map(({ id }) => id).sort(),
    );
    expect(team.of(facts.mergers)).toEqual({ merged: 29, people: 3, sampled: false });
    expect(team.of(facts.responsiveness)).toMatchObject({ sample: 30, answered: 30, firstResponseHours: 22, closureRatio: 1 });
    expect(team.of(facts.listedMaintainers)).toEqual({
      file: 'MAINTAINERS.md',
      listed: 5,
      matched: 5,
      active: 5,
      sampled: false,
    });
    expect(team.of(facts.newcomers)).toEqual({ came: 5, stayed: 5 });
    expect(team.of(facts.ownWord)).toBeNull();
    expect(team.of(facts.unreleasedWork)).toEqual({
      tag: 'v1.2.0',
      commits: 2,
      shipped: true,
      oldest: '2026-11-04T11:57:00.000Z',
    });
    const months = team.of(facts.monthlyCommits);
    expect(months).toHaveLength(24);
    expect(team.seen.flatMap((one) => (one.kind === 'value' ? [new URL(one.url).pathname] : []))).toContain(
      '/example-org/team/blob/HEAD/MAINTAINERS.md',
    );
  });

  test('nobody is named in what is told', async () => {
    for (const name of ['example-org/team', 'example-org/listed', 'example-org/new-lead']) {
      const { seen } = await detailOf(name, at());
      expect(JSON.stringify(seen.map((one) => ('value' in one ? one.value : one.kind)))).not.toMatch(/ada|ben|cleo|dora|@|U_/);
    }
  });

  test('six are listed and one is there', async () => {
    expect((await detailOf('example-org/listed', at())).of(facts.listedMaintainers)).toMatchObject({
      listed: 6,
      matched: 6,
      active: 1,
    });
  });

  test('one person, whose funding.json lies where it says', async () => {
    const one = await detailOf('example-solo/one-person', at());
    expect(one.of(facts.fundingManifest)).toEqual([{ url: 'https://example.org/sponsor', type: 'other', verified: true }]);
    expect(one.of(facts.listedMaintainers)).toEqual({ why: 'not-found' });
    expect(one.of(facts.newcomers)).toEqual({ came: 0, stayed: 0 });
  });

  test('a new lead: nothing before three years, most of it now', async () => {
    const lead = (await detailOf('example-org/new-lead', at())).of(facts.leadHistory);
    expect(lead).toMatchObject({
      commitsEver: 56,
      totalEver: 258,
      commitsBefore: 0,
      yearsBefore: { active: 2, busiestShare: 68 / 74, sampled: false },
    });
    const quarters = 'quarters' in lead ? lead.quarters : [];
    expect(quarters).toHaveLength(12);
    expect(quarters.slice(0, 4).map(({ commits }) => commits)).toEqual([0, 0, 0, 0]);
    expect(quarters.at(-1)?.commits).toBe(quarters.at(-1)?.total);
  });

  test('finished: what came after the newest tag ships nowhere, and its keeper was seen', async () => {
    const finished = await detailOf('example-org/finished', at());
    expect(finished.of(facts.unreleasedWork)).toMatchObject({ tag: 'v4.0.2', commits: 3, shipped: false });
    expect(finished.of(facts.responsiveness)).toMatchObject({ sample: 6, answered: 6, keeperSeen: '2026-06-28T10:00:00.000Z' });
  });

  test.each([
    ['example-org/archived', 'archived', 'This repository is archived.', 'README.md'],
    [
      'example-org/notice',
      'maintenance-mode',
      'Note: this project is in maintenance mode: only security fixes are made, and no new features will be added.',
      'README.md',
    ],
    ['example-org/insights', 'unmaintained', 'status: unmaintained', 'SECURITY-INSIGHTS.yml'],
    [
      'example-solo/badge',
      'maintenance-mode',
      'Project Status: Inactive – The project has reached a stable, usable state but is no longer being actively developed.',
      'README.md',
    ],
  ])('%s says in its own words that it is %s', async (name, status, words, file) => {
    expect((await detailOf(name, at())).of(facts.ownWord)).toMatchObject({ status, words, file });
  });

  test('a changed licence, a new name, an empty repository', async () => {
    const relicensed = await detailOf('example-org/relicensed', at());
    expect(relicensed.of(facts.licenceFileChanges)).toEqual(['2025-11-21T11:58:00Z']);
    expect(relicensed.of(facts.licenceFileNames)).toEqual([{ at: '2025-11-21T11:58:00Z', licences: ['BUSL-1.1'] }]);
    const renamed = await detailOf('example-org/renamed', at());
    expect(
      renamed.seen.every((one) => one.kind !== 'value' || one.url.startsWith('https://github.com/example-next/new-name')),
    ).toBe(true);
    const empty = await detailOf('example-org/empty', at());
    expect([empty.of(facts.monthlyCommits), empty.of(facts.unreleasedWork)]).toEqual([
      { why: 'not-served' },
      { why: 'not-found' },
    ]);
  });

  test('one that is not there fails with its reason', async () => {
    const gone = await detailWith(given(), repo('example-org/nowhere'), at());
    expect(gone.seen).toEqual([{ kind: 'failed', subject: repo('example-org/nowhere'), why: 'not-found' }]);
  });
});

describe('what is asked hangs on what is known', () => {
  test('where the batch told nothing, what needs it is missing for its reason and the rest is told', async () => {
    const subject = repo('example-org/team');
    const limited = viewOf([{ kind: 'failed', subject, why: 'rate-limited' }]);
    const { of, sent } = await detailWith(limited, subject, at());

    expect(sent).toHaveLength(1);
    const hanging: readonly AnyFactKey[] = [
      facts.leadHistory,
      facts.listedMaintainers,
      facts.ownWord,
      facts.licenceFileChanges,
      facts.licenceFileNames,
      facts.unreleasedWork,
      facts.fundingManifest,
    ];
    for (const key of hanging) expect(of<unknown>(key)).toEqual({ why: 'rate-limited' });
    expect(of(facts.mergers)).toMatchObject({ people: 3 });
    expect(of(facts.monthlyCommits)).toMatchObject({ 23: { commits: 4, busiest: null } });
  });

  test('nobody is asked without a token, nor of a forge that is no GitHub', async () => {
    const subject = repo('example-org/team');
    const without = await detailWith(given(), subject, { ...at(), token: null });
    expect([without.sent, without.seen]).toEqual([[], [{ kind: 'failed', subject, why: 'unauthorized' }]]);
    expect(githubDetail.covers(repo('example-org/team', 'gitlab.com'), given())).toBe(false);
  });

  test('the token goes in its header only', async () => {
    const { sent, seen } = await detailOf('example-org/team', at());
    expect(sent[0]?.authorization).toContain(TOKEN);
    expect(JSON.stringify([{ ...sent[0], authorization: '' }, seen])).not.toContain(TOKEN);
  });
});

describe('where GitHub does not answer everything', () => {
  const known = given(
    [activity, { busiestId: null }],
    [documents, { readme: 'README.md', maintainers: 'MAINTAINERS.md', licence: 'LICENSE' }],
    [newestTag, { name: 'v1.2.0', at: null }],
  );
  const over = (send: Http['send']): Http => ({ send });
  const real = () => httpWith({ now: () => NOW }).http('github-detail');

  test('a history too heavy is left out, by one lighter question; what hangs on it is missing for want of time', async () => {
    let questions = 0;
    const http = over((request) => {
      questions += 1;
      return questions === 1 ? Promise.reject(new UpstreamFailure('offline', 'the gateway gave up', 502)) : real().send(request);
    });
    const { of, sent } = await detailWith(known, repo('example-org/team'), { ...at(), http });

    expect(sent.map((request) => questionIn(request).query.includes('m35:'))).toEqual([true, false]);
    expect(of(facts.monthlyCommits)).toEqual({ why: 'offline' });
    expect(of(facts.mergers)).toMatchObject({ people: 3 });
    expect(of(facts.ownWord)).toBeNull();
  });

  test('a limit is not asked past, and is told with its end', async () => {
    const until = '2026-11-21T12:30:00.000Z';
    const http = over(() => Promise.reject(new UpstreamFailure('rate-limited', 'enough', 403, until)));
    const { seen, sent } = await detailWith(known, repo('example-org/team'), { ...at(), http });

    expect(sent).toHaveLength(1);
    expect(seen).toEqual([{ kind: 'failed', subject: repo('example-org/team'), why: 'rate-limited', until }]);
  });

  test('a field with a problem is missing for its own reason, the others are told', async () => {
    const http = over(async (request) => {
      const answer = await real().send(request);
      const body = JSON.parse(answer.text) as { data: { r0: Record<string, unknown> }; errors?: unknown[] };
      body.data.r0['merged'] = null;
      body.errors = [{ type: 'RESOURCE_LIMITS_EXCEEDED', message: 'too much', path: ['r0', 'merged'] }];
      return { ...answer, text: JSON.stringify(body) };
    });
    const { of } = await detailWith(known, repo('example-org/team'), { ...at(), http });

    expect(of(facts.mergers)).toEqual({ why: 'too-large' });
    expect(of(facts.listedMaintainers)).toEqual({ why: 'too-large' });
    expect(of(facts.responsiveness)).toMatchObject({ sample: 30 });
    expect(of(facts.newcomers)).toEqual({ came: 5, stayed: 5 });
  });

  test('what the lighter question fails for too is what the repository fails for', async () => {
    const http = over(() => Promise.reject(new UpstreamFailure('timeout', 'gone', undefined)));
    const { sent, seen } = await detailWith(known, repo('example-org/team'), { ...at(), http });
    expect(sent).toHaveLength(2);
    expect(seen).toEqual([{ kind: 'failed', subject: repo('example-org/team'), why: 'timeout' }]);
  });
});
