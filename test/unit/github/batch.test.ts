import { describe, expect, test } from 'vitest';
import * as facts from '../../../server/src/facts/repository.ts';
import { github } from '../../../server/src/sources/github.ts';
import { anUpstream } from '../upstream/asking.ts';
import { asked, bare, failures, questionIn, repo, scripted, TOKEN, valueOf } from './asking.ts';

const upstream = anUpstream();
const at = () => upstream().env['github'] ?? '';

describe('one question for many repositories', () => {
  test('a team, told whole', async () => {
    const team = repo('example-org/team');
    const { seen, sent } = await asked(github, [team], { at: at() });

    expect(sent).toHaveLength(1);
    expect(seen.map((one) => ('key' in one ? one.key.id : one.kind))).toEqual([
      ...github.provides.map(({ id }) => id),
      'validator',
    ]);
    expect(valueOf(seen, team, facts.archival)).toEqual({ archived: false, disabled: false, at: null });
    expect(valueOf(seen, team, facts.identity)).toMatchObject({
      fullName: 'example-org/team',
      renamed: false,
      forkOf: null,
      mirror: false,
      olderThanAYear: true,
    });
    expect(valueOf(seen, team, facts.repositoryOwner)).toEqual({ kind: 'organisation', verified: true });
    expect(valueOf(seen, team, facts.activity)).toMatchObject({
      people: 5,
      active: 5,
      shares: [14, 12, 10, 9, 8],
      commits: 53,
      absenceFactor: 3,
      sampled: false,
    });
    expect(valueOf(seen, team, facts.forgeReleases)).toMatchObject({ total: 3, releasers: 3 });
    expect(valueOf(seen, team, facts.newestTag)).toMatchObject({ name: 'v1.2.0' });
    expect(valueOf(seen, team, facts.forgeLicence)).toBe('MIT');
    expect(valueOf(seen, team, facts.documents)).toEqual({
      licence: 'LICENSE',
      readme: 'README.md',
      governance: 'GOVERNANCE.md',
      maintainers: 'MAINTAINERS.md',
      contributing: 'CONTRIBUTING.md',
      security: 'SECURITY.md',
    });
  });

  test('twenty are one question; names travel as variables, into the ledger, and nowhere else', async () => {
    const names = ['team', 'archived', 'disabled', 'forked', 'empty', 'listed'].map((name) => `example-org/${name}`);
    const { seen, sent, book } = await asked(
      github,
      names.map((name) => repo(name)),
      { at: at() },
    );
    expect(sent).toHaveLength(1);
    expect(sent[0]?.names).toEqual(names);
    expect(book.entries().map((entry) => entry.names)).toEqual([names]);
    const { query, variables } = questionIn(sent[0] ?? never());
    expect(query).not.toContain('example');
    expect(variables).toMatchObject({ o0: 'example-org', n0: 'team', n5: 'listed', since: '2025-11-21T12:00:00Z' });
    expect(failures(seen)).toEqual({});
  });

  test('what ended, moved, was forked or holds nothing says so', async () => {
    const [archived, disabled, renamed, forked, mirror, empty] = [
      repo('example-org/archived'),
      repo('example-org/disabled'),
      repo('Example-Org/Renamed'),
      repo('example-org/forked'),
      repo('example-org/mirror'),
      repo('example-org/empty'),
    ] as const;
    const all = [archived, disabled, renamed, forked, mirror, empty];
    const { seen } = await asked(github, all, { at: at() });

    expect(valueOf(seen, archived, facts.archival)).toEqual({ archived: true, disabled: false, at: '2026-03-26T12:00:00Z' });
    expect(valueOf(seen, disabled, facts.archival)).toMatchObject({ disabled: true });
    expect(valueOf(seen, renamed, facts.identity)).toMatchObject({ fullName: 'example-next/new-name', renamed: true });
    expect(valueOf(seen, forked, facts.identity)).toMatchObject({ forkOf: 'example-org/team', olderThanAYear: true });
    expect(valueOf(seen, mirror, facts.identity)).toMatchObject({ mirror: true });
    // without a commit it is not young but empty
    expect(valueOf(seen, empty, facts.identity)).toMatchObject({ olderThanAYear: null });
    expect(valueOf(seen, empty, facts.activity)).toMatchObject({ commits: 0, people: 0, lastCommit: null });
    expect(valueOf(seen, empty, facts.documents)).toEqual({});
    expect(valueOf(seen, empty, facts.forgeLicence)).toBeNull();
    expect(valueOf(seen, empty, facts.newestTag)).toBeNull();
    // a page under today's name, whatever it was asked by
    expect(seen.find((one) => one.kind === 'value' && one.subject === renamed)).toMatchObject({
      url: 'https://github.com/example-next/new-name',
    });
  });

  test('one that asks for money, on its own page and on its forge', async () => {
    const solo = repo('example-solo/one-person');
    const { seen } = await asked(github, [solo], { at: at() });
    expect(valueOf(seen, solo, facts.repositoryOwner)).toEqual({ kind: 'user', verified: null });
    expect(valueOf(seen, solo, facts.forgeFunding)).toEqual([
      { platform: 'github', url: 'https://github.com/example-ada' },
      { platform: 'custom', url: 'https://example.org/sponsor' },
    ]);
    expect(valueOf(seen, solo, facts.documents)).toMatchObject({
      funding: '.github/FUNDING.yml',
      'funding-json': 'funding.json',
    });
  });

  test('a repository that is not there is not found; the others are unharmed', async () => {
    const { seen } = await asked(github, [repo('example-org/gone'), repo('example-org/team')], { at: at() });
    expect(failures(seen)).toEqual({ 'example-org/gone': 'not-found' });
    expect(valueOf(seen, repo('example-org/team'), facts.archival)).toMatchObject({ archived: false });
  });

  test('what the recorded world does not tell is not served, never empty or fine', async () => {
    const zod = repo('colinhacks/zod');
    const { seen } = await asked(github, [zod], { at: at(), now: '2026-08-01T00:00:00.000Z' });
    expect(valueOf(seen, zod, facts.forgeReleases)).toEqual({ why: 'not-served' });
    expect(valueOf(seen, zod, facts.openWork)).toEqual({ why: 'not-served' });
  });
});

describe('the token', () => {
  test('goes with the request to its host, and stands in no header, body or address of its own', async () => {
    const { sent } = await asked(github, [repo('example-org/team')], { at: at() });
    const { authorization, ...rest } = sent[0] ?? never();
    expect(authorization).toBe(`bearer ${TOKEN}`);
    expect(JSON.stringify(rest)).not.toContain(TOKEN);
    expect(Object.keys(rest.headers ?? {})).not.toContain('authorization');
  });

  test('without one nobody is asked', async () => {
    const { seen, sent } = await asked(github, [repo('example-org/team')], { at: at(), token: null });
    expect(sent).toEqual([]);
    expect(failures(seen)).toEqual({ 'example-org/team': 'unauthorized' });
  });
});

describe('hosts', () => {
  test('a host that is no GitHub is unsupported, an enterprise server is asked at its own address', async () => {
    const there = repo('example-org/team', 'github.example.org');
    const elsewhere = repo('example-org/team', 'code.example.org');
    const { seen, sent } = await asked(github, [elsewhere, there], {
      servers: ['github.example.org'],
      http: scripted(() => ({ data: { r0: bare('example-org/team') } })),
    });
    expect(sent.map(({ url }) => url)).toEqual(['https://github.example.org/api/graphql']);
    expect(seen[0]).toEqual({ kind: 'failed', subject: elsewhere, why: 'unsupported' });
    expect(valueOf(seen, there, facts.archival)).toMatchObject({ archived: false });
  });

  test.each(['gitlab.com', 'bitbucket.org', 'codeberg.org', 'git.sr.ht', 'go.googlesource.com', 'gitlab.example.org'])(
    '%s is left to others',
    (host) => expect(github.covers(repo('a/b', host), { get: () => ({ state: 'unknown', why: 'pending' }) })).toBe(false),
  );
});

function never(): never {
  throw new Error('nothing was sent');
}
