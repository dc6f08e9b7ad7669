import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Activity } from '../../../server/src/facts/repository.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import type { HttpRequest } from '../../../server/src/model/ports.ts';
import { githubRest } from '../../../server/src/sources/githubRest.ts';
import { fundingChannels } from '../../../server/src/sources/githubRest/fundingFile.ts';
import { ask, NOW, repo, told, type Given } from './asking.ts';

const DAY = 86_400_000;
const repository = {
  id: 12,
  full_name: 'example/left',
  archived: false,
  disabled: false,
  fork: true,
  parent: { full_name: 'elsewhere/left' },
  mirror_url: null,
  created_at: '2019-03-01T00:00:00Z',
  owner: { login: 'example', type: 'Organization' },
  license: { key: 'mit', spdx_id: 'MIT' },
};
/** A commit so many days ago. */
const commit = (login: string, days: number, more: { readonly type?: string; readonly parents?: number } = {}) => ({
  sha: `${login}${days}`,
  commit: {
    author: {
      name: `${login} example`,
      email: `${login}@example.org`,
      date: new Date(Date.parse(NOW) - days * DAY).toISOString(),
    },
    message: 'work',
  },
  author: { login, id: 7, node_id: `U_${login}`, type: more.type ?? 'User' },
  parents: Array.from({ length: more.parents ?? 1 }, (_, nth) => ({ sha: String(nth) })),
});
const file = (text: string) => ({ type: 'file', encoding: 'base64', content: btoa(text).replace(/(.{20})/g, '$1\n') });
const absent = () => new UpstreamFailure('not-found', '404', 404);

/** GitHub, answering each of the three questions. */
function github(answers: { readonly about?: Given; readonly commits?: Given; readonly funding?: Given }) {
  return ({ url }: HttpRequest): Given => {
    const { pathname } = new URL(url);
    if (pathname.endsWith('/commits')) return answers.commits ?? [];
    if (pathname.includes('/contents/')) return answers.funding ?? absent();
    return answers.about ?? repository;
  };
}
const activityIn = (seen: Awaited<ReturnType<typeof ask>>['seen']) =>
  seen.flatMap((one) => (one.kind === 'value' && one.key.id === 'activity' ? [one.value as Activity] : []))[0];

describe('one repository, without a token', () => {
  test('three requests tell its state, a quiet year exactly, and where money is asked for', async () => {
    const commits = [
      ...Array.from({ length: 9 }, (_, nth) => commit('ada', nth * 30 + 1)),
      commit('ben', 40),
      commit('ben', 41, { parents: 2 }),
      commit('robot', 3, { type: 'Bot' }),
    ];
    const { seen, sent, error } = await ask(
      githubRest,
      [repo('example/left')],
      github({ commits, funding: file('github: [ada, ben]\ncustom: "example.org/give"\n') }),
    );
    expect(error).toBeUndefined();
    expect(told(seen).filter((line) => !line.includes(' activity '))).toEqual([
      'example/left archival = {"archived":false,"disabled":false,"at":null}',
      'example/left repository-identity = {"fullName":"example/left","renamed":false,"forkOf":"elsewhere/left","mirror":false,"createdAt":"2019-03-01T00:00:00Z","olderThanAYear":null}',
      'example/left repository-owner = {"kind":"organisation","verified":null}',
      'example/left forge-licence = "MIT"',
      'example/left forge-funding = [{"platform":"github","url":"https://github.com/sponsors/ada"},{"platform":"github","url":"https://github.com/sponsors/ben"},{"platform":"custom","url":"https://example.org/give"}]',
    ]);
    expect(activityIn(seen)).toMatchObject({
      commits: 10,
      people: 2,
      active: 1,
      shares: [9, 1],
      sampled: false,
      leftOut: { botCommits: 1, botAccounts: 1, merges: 1 },
      busiestId: 'U_ada',
    });
    expect(activityIn(seen)).not.toHaveProperty('readSince');
    expect(JSON.stringify(seen)).not.toMatch(/@example\.org|ada example/);
    expect(sent.map(({ url }) => url.replace('http://127.0.0.1:1/github', ''))).toEqual([
      '/repos/example/left',
      '/repos/example/left/commits?since=2025-11-21T12%3A00%3A00.000Z&per_page=100',
      '/repos/example/left/contents/.github/FUNDING.yml',
    ]);
    expect(sent.every(({ names, authorization }) => names.join() === 'example/left' && authorization === undefined)).toBe(true);
  });

  test('of a busy year the newest hundred commits tell what there is at least, and say since when', async () => {
    const newest = Array.from({ length: 100 }, (_, nth) => commit(nth % 4 === 0 ? 'ben' : 'ada', (nth + 1) / 5));
    const { seen } = await ask(
      githubRest,
      [repo('example/left')],
      github({
        commits: { json: newest, link: '<https://example.org/?page=2>; rel="next", <https://example.org/?page=7>; rel="last"' },
      }),
    );
    const year = activityIn(seen);
    expect(year).toMatchObject({ commits: 100, active: 2, sampled: true });
    expect(year?.readSince).toBe(new Date(Date.parse(NOW) - 20 * DAY).toISOString());
  });

  test('exactly a hundred commits are a whole year; a commit that cannot be read makes it "at least"', async () => {
    const hundred = Array.from({ length: 100 }, (_, nth) => commit('ada', nth + 1));
    const whole = await ask(githubRest, [repo('example/left')], github({ commits: hundred }));
    expect(activityIn(whole.seen)).toMatchObject({ commits: 100, sampled: false });
    const odd = await ask(githubRest, [repo('example/left')], github({ commits: [...hundred.slice(0, 20), { commit: 7 }] }));
    expect(activityIn(odd.seen)).toMatchObject({ commits: 20, sampled: true });
  });

  test('under another name: said so, and asked further by the new one', async () => {
    const { seen, sent } = await ask(
      githubRest,
      [repo('Before/Left')],
      github({ about: { ...repository, full_name: 'after/left', fork: false } }),
    );
    expect(told(seen)).toContain(
      'Before/Left repository-identity = {"fullName":"after/left","renamed":true,"forkOf":null,"mirror":false,"createdAt":"2019-03-01T00:00:00Z","olderThanAYear":null}',
    );
    expect(sent.slice(1).every(({ url, names }) => url.includes('/repos/after/left/') && names.join() === 'after/left')).toBe(
      true,
    );
  });

  test('an empty repository has no commits, and a missing funding file is not "asks for nothing"', async () => {
    const { seen, error } = await ask(
      githubRest,
      [repo('example/left')],
      github({ commits: new UpstreamFailure('malformed', '409', 409) }),
    );
    expect(error).toBeUndefined();
    expect(activityIn(seen)).toMatchObject({ commits: 0, sampled: false, lastCommit: null });
    expect(told(seen)).toContain('example/left forge-funding ? not-served');
  });

  test('a limit in between keeps what came, and says until when', async () => {
    const until = '2026-11-21T12:40:00.000Z';
    const { seen, error, sent } = await ask(
      githubRest,
      [repo('example/left')],
      github({ commits: new UpstreamFailure('rate-limited', 'the last 5 of 60', 403, until) }),
    );
    expect(error).toMatchObject({ why: 'rate-limited', until });
    expect(told(seen)).toContain('example/left archival = {"archived":false,"disabled":false,"at":null}');
    expect(sent).toHaveLength(2);
  });

  test.each<[string, object, string]>([
    ['a licence GitHub cannot name', { license: { spdx_id: 'NOASSERTION' } }, 'forge-licence ? not-served'],
    ['no licence found', { license: null }, 'forge-licence = null'],
    ['a field that is not there', { license: undefined, archived: undefined }, 'archival ? not-served'],
    ['a person', { owner: { type: 'User' } }, 'repository-owner = {"kind":"user","verified":null}'],
  ])('%s', async (_, change, expected) => {
    const { seen } = await ask(githubRest, [repo('example/left')], github({ about: { ...repository, ...change } }));
    expect(told(seen)).toContain(`example/left ${expected}`);
  });

  test('gone is gone; a name that would lead elsewhere is no answer', async () => {
    const gone = await ask(githubRest, [repo('example/left')], github({ about: absent() }));
    expect([gone.error, gone.sent.length]).toEqual([expect.objectContaining({ why: 'not-found' }), 1]);
    const odd = await ask(githubRest, [repo('example/left')], github({ about: { ...repository, full_name: '../../user' } }));
    expect([odd.error, odd.sent.length]).toEqual([expect.objectContaining({ why: 'malformed' }), 1]);
  });
});

test('somebody signed in, and hosts that are no GitHub, are not asked about', async () => {
  const signedIn = await ask(githubRest, [repo('example/left')], github({}), { token: 'an-invented-token' });
  const elsewhere = await ask(githubRest, [repo('example/left', 'git.example.org')], github({}));
  expect([signedIn.sent, elsewhere.sent]).toEqual([[], []]);
  expect([told(signedIn.seen), told(elsewhere.seen)]).toEqual([['example/left ? unsupported'], ['example/left ? unsupported']]);
});

test('it is kept for what a person asked about, and for repositories nobody counted', () => {
  expect(githubRest).toMatchObject({
    explicit: true,
    depth: 'detail',
    maxBatch: 1,
    concurrency: 1,
    clearance: 'third-party',
    service: 'github',
  });
  const from = (source: string) => ({ get: () => ({ state: 'known', value: {}, from: { source } }) }) as never;
  expect(githubRest.covers(repo('example/left'), { get: () => ({ state: 'unknown', why: 'unauthorized' }) })).toBe(true);
  expect(githubRest.covers(repo('example/left'), from('github-rest'))).toBe(true);
  expect(githubRest.covers(repo('example/left'), from('github'))).toBe(false);
  expect(githubRest.covers(repo('example/left', 'gitlab.com'), from('github-rest'))).toBe(false);
});

describe('FUNDING.yml', () => {
  test.each<[string, readonly string[] | undefined]>([
    ['github: ada', ['https://github.com/sponsors/ada']],
    [
      'tidelift: npm/left\nopen_collective: left\nko_fi: null',
      ['https://tidelift.com/funding/github/npm/left', 'https://opencollective.com/left'],
    ],
    [
      'custom: ["https://example.org/a", example.org/b, "http://example.org/c", "javascript:alert(1)", "localhost"]',
      ['https://example.org/a', 'https://example.org/b'],
    ],
    ['github: ["../../login", "a b", "", 7, ada, ada]', ['https://github.com/sponsors/ada']],
    ['constructor: ada\nunheard_of: ada', []],
    ['- github\n- ada', undefined],
    ['github: "ada', undefined],
    ['# nothing yet', undefined],
  ])('%s', (text, expected) => {
    expect(fundingChannels(text)?.map(({ url }) => url)).toEqual(expected);
  });

  test('whatever it holds: https pages on a host, or nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('github', 'custom', 'patreon', 'thanks_dev'), (text, platform) => {
        for (const { url } of fundingChannels(`${platform}: ${JSON.stringify(text)}`) ?? [])
          expect(new URL(url).protocol).toBe('https:');
        fundingChannels(text);
      }),
    );
  });
});
