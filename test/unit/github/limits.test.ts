import { describe, expect, test } from 'vitest';
import * as facts from '../../../server/src/facts/repository.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import { github } from '../../../server/src/sources/github.ts';
import { anUpstream } from '../upstream/asking.ts';
import type { Rule } from '../../upstream/misbehaviour.ts';
import { aliasesIn, asked, bare, failures, NOW, repo, scripted, valueOf } from './asking.ts';

const upstream = anUpstream();
const at = () => upstream().env['github'] ?? '';

const NAMES = ['team', 'archived', 'disabled', 'forked', 'mirror', 'empty', 'listed', 'renamed'];
const eight = NAMES.map((name) => repo(`example-org/${name}`));
const [team = repo('')] = eight;

/** Asks about the eight while the upstream misbehaves. */
async function under(rule: Rule, subjects = eight) {
  const end = upstream().script({ ...rule, service: 'github' });
  try {
    return await asked(github, subjects, { at: at(), options: { wait: () => Promise.resolve() } });
  } finally {
    end();
  }
}

describe('too much at once', () => {
  test('502 halves the question until GitHub can do it; nothing is lost', async () => {
    const { seen, sent } = await under({ kind: 'too-big', aliases: 2 });
    expect(sent.map(({ names }) => names.length)).toEqual([8, 4, 2, 2, 4, 2, 2]);
    expect(failures(seen)).toEqual({});
    expect(seen.filter((one) => one.kind === 'value' && one.key === facts.activity)).toHaveLength(8);
  });

  test('of an answer cut short the part that came is kept, and only the rest is asked again', async () => {
    const { seen, sent } = await under({ kind: 'resource-limits', aliases: 5 });
    expect(sent.map(({ names }) => names)).toEqual([
      NAMES.map((name) => `example-org/${name}`),
      ['example-org/empty', 'example-org/listed'],
      ['example-org/renamed'],
    ]);
    expect(failures(seen)).toEqual({});
  });

  test('a repository whose commits are too much even alone keeps all other facts', async () => {
    const http = scripted(({ variables }) =>
      variables['withHistory'] === true
        ? new UpstreamFailure('offline', '504', 504)
        : { data: { r0: bare('example-org/huge', { defaultBranchRef: { target: { oid: 'b'.repeat(40) } } }) } },
    );
    const huge = repo('example-org/huge');
    const { seen, sent } = await asked(github, [huge], { http });
    expect(sent).toHaveLength(2);
    expect(valueOf(seen, huge, facts.archival)).toMatchObject({ archived: false });
    expect(valueOf(seen, huge, facts.activity)).toEqual({ why: 'offline' });
    expect(valueOf(seen, huge, facts.identity)).toMatchObject({ olderThanAYear: null });
    // not to be taken for whole next time
    expect(seen.some(({ kind }) => kind === 'validator')).toBe(false);
  });

  test('a nested part that GitHub had no time for is asked again, then said to be missing for that reason', async () => {
    const http = scripted(({ variables }) => ({
      data: { r0: bare('example-org/slow', variables['withHistory'] === true ? { defaultBranchRef: null } : {}) },
      errors: [{ message: 'Something went wrong while executing your query.', path: ['r0', 'defaultBranchRef'] }],
    }));
    const slow = repo('example-org/slow');
    const { seen } = await asked(github, [slow], { http });
    expect(valueOf(seen, slow, facts.archival)).toMatchObject({ archived: false });
    expect(valueOf(seen, slow, facts.activity)).toEqual({ why: 'timeout' });
  });
});

describe('refused', () => {
  test.each(['saml', 'ip-list'] as const)('by an organisation’s %s: its own repository only', async (why) => {
    const { seen, sent } = await under({ kind: 'refuse', repositories: ['example-org/team'], why });
    expect(failures(seen)).toEqual({ 'example-org/team': 'unauthorized' });
    expect(sent).toHaveLength(1);
  });

  test('a token that is no longer good: everybody, after one request', async () => {
    const { seen, sent } = await under({ kind: 'bad-credentials' });
    expect(sent).toHaveLength(1);
    expect(Object.values(failures(seen))).toEqual(NAMES.map(() => 'unauthorized'));
  });

  test.each([200, 403] as const)('the hour used up, said with %d: until the reset', async (status) => {
    const { seen, sent } = await under({ kind: 'rate-limit', status });
    expect(sent).toHaveLength(1);
    expect(seen).toHaveLength(8);
    for (const one of seen) expect(one).toMatchObject({ kind: 'failed', why: 'rate-limited', until: '2026-11-21T13:00:00.000Z' });
  });

  test.each([200, 403, 429] as const)('too often, said with %d: as long as it asks', async (status) => {
    const { seen } = await under({ kind: 'secondary-limit', status, retryAfter: '90' });
    for (const one of seen) expect(one).toMatchObject({ kind: 'failed', why: 'rate-limited', until: '2026-11-21T12:01:30.000Z' });
  });

  test('a server too old for the question says so, and is not asked in halves', async () => {
    const http = scripted(() => ({
      errors: [{ message: "Field 'archivedAt' doesn't exist", extensions: { code: 'undefinedField' }, path: ['fragment Facts'] }],
    }));
    const { seen, sent } = await asked(github, eight, { http });
    expect(sent).toHaveLength(1);
    expect(Object.values(failures(seen))).toEqual(NAMES.map(() => 'unsupported'));
  });
});

describe('broken', () => {
  test.each(['text', 'types'] as const)('an answer garbled in its %s is malformed', async (how) => {
    const { seen } = await under({ kind: 'garble', how });
    expect(new Set(Object.values(failures(seen)))).toEqual(new Set(['malformed']));
  });

  test('an answer cut off half-way leaves everybody offline', async () => {
    const { seen } = await under({ kind: 'cut' });
    expect(new Set(Object.values(failures(seen)))).toEqual(new Set(['offline']));
  });

  test('GitHub down: one question', async () => {
    const http = scripted(() => new UpstreamFailure('offline', '500', 500));
    const { seen, sent } = await asked(github, eight, { http });
    expect(sent).toHaveLength(1);
    expect(new Set(Object.values(failures(seen)))).toEqual(new Set(['offline']));
  });

  test('odd fields are not served, the others are', async () => {
    const odd = bare('example-org/team', {
      isArchived: 'no',
      licenseInfo: { spdxId: 'NOASSERTION' },
      fundingLinks: [
        { platform: 'CUSTOM', url: 'http://example.org/pay' },
        7,
        { platform: 'KO_FI', url: 'https://example.org/k' },
      ],
      releases: { totalCount: 1, nodes: 'none' },
      owner: { __typename: 'Organization' },
    });
    const http = scripted((question) => ({
      data: Object.fromEntries([...aliasesIn(question).keys()].map((alias) => [alias, odd])),
    }));
    const { seen } = await asked(github, [team], { http });
    expect(valueOf(seen, team, facts.archival)).toEqual({ why: 'not-served' });
    expect(valueOf(seen, team, facts.forgeLicence)).toEqual({ why: 'not-served' });
    expect(valueOf(seen, team, facts.forgeReleases)).toEqual({ why: 'not-served' });
    expect(valueOf(seen, team, facts.repositoryOwner)).toEqual({ kind: 'organisation', verified: null });
    expect(valueOf(seen, team, facts.forgeFunding)).toEqual([{ platform: 'ko_fi', url: 'https://example.org/k' }]);
    expect(valueOf(seen, team, facts.openWork)).toEqual({ issues: 0, changes: 0 });
  });
});

describe('a limit told in an answer', () => {
  const inSeconds = (seconds: number) => String(Math.round(Date.parse(NOW) / 1000) + seconds);
  test.each([
    ['its reset', { 'x-ratelimit-reset': inSeconds(600) }, 600],
    ['a wait', { 'retry-after': '60', 'x-ratelimit-reset': inSeconds(600) }, 60],
    ['a reset that is over already', { 'x-ratelimit-reset': inSeconds(-5) }, undefined],
    ['a reset beyond belief', { 'x-ratelimit-reset': '9999999999' }, 24 * 3600],
    ['nothing', {}, undefined],
  ])('with %s', async (_, headers: Record<string, string>, seconds) => {
    const http = scripted(
      () => ({ data: null, errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] }),
      headers,
    );
    const { seen } = await asked(github, [team], { http });
    const until = seconds === undefined ? undefined : new Date(Date.parse(NOW) + seconds * 1000).toISOString();
    expect(seen).toMatchObject([{ kind: 'failed', why: 'rate-limited' }]);
    expect(seen.map((one) => (one.kind === 'failed' ? one.until : ''))).toEqual([until]);
  });
});
