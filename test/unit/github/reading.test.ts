import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as facts from '../../../server/src/facts/repository.ts';
import { RepositoryAnswer, withoutProblems } from '../../../server/src/sources/github/answers.ts';
import { documentsIn } from '../../../server/src/sources/github/documentPaths.ts';
import { isUnmoved, readValidator, validatorOf } from '../../../server/src/sources/github/freshness.ts';
import { readRepository } from '../../../server/src/sources/github/repositoryFacts.ts';
import { newestTagOf } from '../../../server/src/sources/github/tags.ts';
import { bare, NOW, repo, valueOf } from './asking.ts';

const answer = (more: object): RepositoryAnswer => RepositoryAnswer.parse(bare('example-org/team', more));
const tag = (name: string, committedDate: string) => ({ name, target: { committedDate } });
const release = (tagName: string, publishedAt: string) => ({ tagName, publishedAt, createdAt: publishedAt });

describe('the newest tag', () => {
  test.each([
    ['none at all', {}, null],
    ['the newest release’s', { latestRelease: release('v2.0.0', '2026-01-01T00:00:00Z') }, 'v2.0.0'],
    [
      'without a release the highest version, whatever a maintenance branch tagged since',
      { tags: { nodes: [tag('v1.9.9', '2026-06-01T00:00:00Z'), tag('v2.0.0', '2026-01-01T00:00:00Z')] } },
      'v2.0.0',
    ],
    [
      'no prerelease',
      { tags: { nodes: [tag('v3.0.0-rc.1', '2026-06-01T00:00:00Z'), tag('v2.0.0', '2026-01-01T00:00:00Z')] } },
      'v2.0.0',
    ],
    [
      'with several packages side by side the newest',
      { tags: { nodes: [tag('b@1.0.0', '2026-06-01T00:00:00Z'), tag('a@2.0.0', '2026-01-01T00:00:00Z')] } },
      'b@1.0.0',
    ],
    ['a name that is no version', { tags: { nodes: [tag('nightly', '2026-06-01T00:00:00Z')] } }, 'nightly'],
    [
      'a later and higher one where releases are written no more',
      {
        latestRelease: release('v1.2.0', '2020-01-01T00:00:00Z'),
        tags: { nodes: [tag('v2.5.0', '2026-06-01T00:00:00Z'), tag('v1.2.0', '2020-01-01T00:00:00Z')] },
      },
      'v2.5.0',
    ],
    [
      'the release’s, where only lower versions were tagged since',
      { latestRelease: release('v2.0.0', '2026-01-01T00:00:00Z'), tags: { nodes: [tag('v1.9.9', '2026-06-01T00:00:00Z')] } },
      'v2.0.0',
    ],
  ])('%s', (_, more, expected) => expect(newestTagOf(answer(more))?.name ?? null).toBe(expected));

  test('an annotated tag is dated by the commit it names', () => {
    const tags = { nodes: [{ name: 'v1.0.0', target: { target: { committedDate: '2026-02-01T00:00:00Z' } } }] };
    expect(newestTagOf(answer({ tags }))).toEqual({ name: 'v1.0.0', at: '2026-02-01T00:00:00Z' });
  });
});

describe('documents', () => {
  test('are found in any case, in the folders that GitHub looks into, the plainest name first', () => {
    expect(
      documentsIn({
        '': ['Readme.md', 'LICENSE-APACHE', 'LICENSE-MIT', 'licence.txt', 'OWNERS', 'OWNERS_ALIASES', 'MAINTAINERS', 'index.js'],
        '.github': ['SECURITY.md', 'CODEOWNERS', 'FUNDING.yml', 'dependabot.yml'],
        docs: ['SECURITY.md', 'GOVERNANCE.rst', 'contributing.md', 'security-insights.yml'],
      }),
    ).toEqual({
      licence: 'LICENSE-MIT',
      readme: 'Readme.md',
      governance: 'docs/GOVERNANCE.rst',
      maintainers: 'MAINTAINERS',
      owners: 'OWNERS',
      codeowners: '.github/CODEOWNERS',
      contributing: 'docs/contributing.md',
      security: '.github/SECURITY.md',
      funding: '.github/FUNDING.yml',
    });
  });

  test.each([
    ['licence', ['LICENSE', 'LICENCE.md', 'COPYING', 'UNLICENSE', 'MIT-LICENSE.txt', 'COPYING.LESSER', 'LICENSE_1_0.txt']],
    ['conduct', ['CODE_OF_CONDUCT.md', 'code-of-conduct.md']],
    ['security-insights', ['SECURITY-INSIGHTS.yml', 'security-insights.yaml']],
    ['funding-json', ['funding.json']],
    ['governance', ['GOVERNANCE.md', 'PROJECT_GOVERNANCE.md']],
  ] as const)('%s', (kind, names) => {
    for (const name of names) expect(documentsIn({ '': [name], '.github': [], docs: [] })).toEqual({ [kind]: name });
  });

  test.each(['license.go', 'licenses.json', 'readme.js', 'security.ts', 'OWNERS_ALIASES', 'maintainers.go', 'funding.xml'])(
    '%s is none',
    (name) => expect(documentsIn({ '': [name], '.github': [], docs: [] })).toEqual({}),
  );
});

describe('a year of commits', () => {
  const commit = (authoredDate: string, login: string | null, parents = 1) => ({
    authoredDate,
    parents: { totalCount: parents },
    author: {
      name: login ?? 'Updates',
      email: `${login ?? 'updates[bot]'}@example.org`,
      user: login === null ? null : { id: `U_${login}`, login },
    },
  });
  const read = (year: readonly object[], older: readonly object[] = []) => {
    const target = {
      oid: 'c'.repeat(40),
      year: { totalCount: year.length, nodes: year },
      older: { totalCount: older.length, nodes: older },
    };
    const { said } = readRepository(repo('example-org/team'), answer({ defaultBranchRef: { target } }), {
      now: NOW,
      why: 'not-served',
    });
    return valueOf(said, repo('example-org/team'), facts.activity) as facts.Activity;
  };

  test('goes by the day a change was written, not by the day it came in', () => {
    const { commits, lastCommit } = read([commit('2025-10-01T00:00:00Z', 'ada'), commit('2026-10-01T00:00:00Z', 'ada')]);
    expect(commits).toBe(1);
    expect(lastCommit).toBe('2026-10-01T00:00:00.000Z');
  });

  test('leaves merges and machines out and tells how many', () => {
    const { commits, leftOut, busiestId } = read([
      commit('2026-10-01T00:00:00Z', 'ada'),
      commit('2026-10-02T00:00:00Z', 'ada', 2),
      commit('2026-10-03T00:00:00Z', 'dependabot[bot]'),
    ]);
    expect({ commits, leftOut, busiestId }).toEqual({
      commits: 1,
      leftOut: { botCommits: 1, botAccounts: 1, merges: 1 },
      busiestId: 'U_ada',
    });
  });

  test('without a commit still tells the last one before it, if a human made it', () => {
    const { commits, lastCommit } = read(
      [],
      [commit('2024-05-01T00:00:00Z', 'renovate[bot]'), commit('2024-04-01T00:00:00Z', 'ada')],
    );
    expect({ commits, lastCommit }).toEqual({ commits: 0, lastCommit: '2024-04-01T00:00:00.000Z' });
  });

  test('of which an entry could not be read is not taken for whole', () => {
    const target = {
      oid: 'c'.repeat(40),
      year: { totalCount: 2, nodes: [commit('2026-10-01T00:00:00Z', 'ada'), { authoredDate: 'soon' }] },
      older: { totalCount: 0, nodes: [] },
    };
    const reading = readRepository(repo('a/b'), answer({ defaultBranchRef: { target } }), { now: NOW, why: 'not-served' });
    expect(reading.toSample).toBeDefined();
  });

  test('says nothing of who the people are', () => {
    const activity = read([commit('2026-10-01T00:00:00Z', 'ada')]);
    expect(JSON.stringify({ ...activity, busiestId: null })).not.toMatch(/ada|example\.org/);
  });
});

describe('what a problem speaks of', () => {
  test('is left out, be it null itself or below a null', () => {
    const data = { r0: { a: null, b: { c: null, d: 1 }, list: [{ e: null }, { e: 2 }] }, r1: null };
    expect(
      withoutProblems(data, [
        { path: ['r0', 'a'] },
        { path: ['r0', 'b', 'c', 'x'] },
        { path: ['r0', 'list', 0, 'e'] },
        { path: ['r1'] },
      ]),
    ).toEqual({ r0: { b: { d: 1 }, list: [{}, { e: 2 }] } });
  });

  test('never throws, whatever the path', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.oneof(fc.string(), fc.nat())), (data, path) => {
        withoutProblems(data, [{ path }]);
      }),
    );
  });
});

describe('validators', () => {
  const held = validatorOf(answer({}), NOW) ?? '';
  const days = (count: number) => new Date(Date.parse(NOW) + count * 86_400_000).toISOString();

  test('stand for a week, and not a moment before they were written', () => {
    expect(readValidator(held, days(6))).toMatchObject({ id: 'R_example-org/team', gatheredAt: NOW });
    expect(readValidator(held, days(7))).toBeUndefined();
    expect(readValidator(held, days(-1))).toBeUndefined();
    expect(readValidator(undefined, NOW)).toBeUndefined();
  });

  test.each([
    ['archived', { isArchived: true }],
    ['renamed', { nameWithOwner: 'example-org/other' }],
    ['pushed to', { pushedAt: '2026-11-20T00:00:00Z' }],
    ['licensed', { licenseInfo: { spdxId: 'MIT' } }],
    ['released', { latestRelease: release('v1.0.0', '2026-11-20T00:00:00Z') }],
    ['committed to', { defaultBranchRef: { target: { oid: 'd'.repeat(40) } } }],
  ])('see that it was %s', (_, more) => {
    const validator = readValidator(held, NOW);
    expect(validator && isUnmoved(validator, bare('example-org/team'))).toBe(true);
    expect(validator && isUnmoved(validator, bare('example-org/team', more))).toBe(false);
  });

  test('of somebody else’s making are none', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => readValidator(text, NOW) === undefined));
    expect(readValidator(held, NOW) && isUnmoved({ id: 'x', gatheredAt: NOW, seen: '' }, null)).toBe(false);
  });

  test('are not made where a push could go unseen', () => {
    expect(validatorOf({ ...answer({}), pushedAt: undefined }, NOW)).toBeUndefined();
  });
});

test('what moves without a push is told as of the day it was read: nothing pushed since leaves it of that day', () => {
  const none = { totalCount: 0, nodes: [] };
  const more = { defaultBranchRef: { target: { oid: 'b'.repeat(40), year: none, older: none } } };
  const { said } = readRepository(repo('example-org/team'), answer(more), { now: NOW, why: 'not-served' });
  const dated = said.flatMap((one) => (one.kind === 'value' && one.asOf === NOW ? [one.key.id] : []));
  expect(dated.toSorted()).toEqual(['activity', 'affiliations', 'forge-funding', 'open-work']);
});
