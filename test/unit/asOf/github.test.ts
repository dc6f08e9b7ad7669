import { describe, expect, test } from 'vitest';
import * as facts from '../../../server/src/facts/repository.ts';
import * as detail from '../../../server/src/facts/repositoryDetail.ts';
import { factAsOf } from '../../../server/src/engine/asOf.ts';
import type { AnyFactKey } from '../../../server/src/model/fact.ts';
import type { Observation } from '../../../server/src/model/source.ts';
import { github } from '../../../server/src/sources/github.ts';
import { githubDirectory } from '../../../server/src/sources/githubDirectory.ts';
import { githubRest } from '../../../server/src/sources/githubRest.ts';
import { detailQuestion } from '../../../server/src/sources/githubDetail/question.ts';
import { prepare } from '../../upstream/services/github/graphql.ts';
import { ask as askRest, repo as restRepo } from '../bulk/asking.ts';
import { asked, bare, folder, NOW, questionIn, repo, scripted } from '../github/asking.ts';
import { detailOf, detailWith, given, viewOf } from '../githubDetail/asking.ts';
import { anUpstream } from '../upstream/asking.ts';

const AT = '2026-05-01T00:00:00.000Z';
const none = { totalCount: 0, nodes: [] };
const commit = (authoredDate: string) => ({
  authoredDate,
  parents: { totalCount: 1 },
  author: { name: 'A', email: 'a@example.org', user: { id: 'U_a', login: 'a' } },
});
const year = { totalCount: 1, nodes: [commit('2026-04-01T00:00:00Z')] };
const older = { totalCount: 1, nodes: [commit('2020-04-01T00:00:00Z')] };
const history = (of: object) => ({ defaultBranchRef: { target: { oid: 'a'.repeat(40), ...of } } });

/** What is known of a fact as of {@link AT}, or why it is not. */
function then(seen: readonly Observation[], key: AnyFactKey): unknown {
  const one = seen.findLast((said) => 'key' in said && said.key.id === key.id) ?? seen.find(({ kind }) => kind === 'failed');
  if (one?.kind !== 'value') return one && 'why' in one ? one.why : 'nothing said';
  const from = { source: 'github', url: one.url, fetchedAt: NOW, ...(one.asOf === undefined ? {} : { asOf: one.asOf }) };
  const fact = factAsOf<unknown>({ state: 'known', value: one.value, from }, key, AT);
  return fact.state === 'known' ? fact.value : fact.why;
}

describe('the batch', () => {
  const subject = repo('example-org/x');
  async function told(more: object) {
    const answer = {
      data: { r0: bare('example-org/x', { createdAt: '2019-01-01T00:00:00Z', ...history({ year, older }), ...more }) },
    };
    const { seen, sent } = await asked(github, [subject], { http: scripted(() => answer), asOf: AT });
    return { of: (key: AnyFactKey) => then(seen, key), sent };
  }
  const of = async (more: object, key: AnyFactKey) => (await told(more)).of(key);

  test('the year ends where it is asked to, one second before the moment', async () => {
    const { sent } = await told({});
    expect(sent.map((request) => questionIn(request).variables)).toMatchObject([
      { since: '2025-05-01T00:00:00Z', until: '2026-04-30T23:59:59Z' },
    ]);
    expect(await of({}, facts.activity)).toMatchObject({
      commits: 1,
      until: AT,
      lastCommit: '2026-04-01T00:00:00.000Z',
    });
  });

  test('for whom the year was made ends with it', async () =>
    expect(await of({}, facts.affiliations)).toMatchObject({ commits: 1, until: AT }));

  test('how old the history was; what it is called where that is the name asked for', async () => {
    expect(await of({}, facts.identity)).toMatchObject({
      fullName: 'example-org/x',
      renamed: false,
      olderThanAYear: true,
    });
    expect(await of(history({ year, older: none }), facts.identity)).toMatchObject({ olderThanAYear: false });
    expect(await of({ nameWithOwner: 'elsewhere/x' }, facts.identity)).toBe('undated');
    expect(await of({ createdAt: '2026-05-01T00:00:00Z' }, facts.identity)).toBe('not-found');
  });

  test('what GitHub tells of today only is undated', async () => {
    const { of: now } = await told({ owner: { __typename: 'Organization', isVerified: true }, licenseInfo: { spdxId: 'MIT' } });
    const keys = [facts.archival, facts.repositoryOwner, facts.openWork, facts.documents, facts.forgeLicence, facts.forgeFunding];
    expect(keys.map((key) => now(key))).toEqual(keys.map(() => 'undated'));
    expect(await of({ isArchived: true, archivedAt: '2026-04-30T00:00:00Z' }, facts.archival)).toMatchObject({
      archived: true,
    });
    expect(await of({ isArchived: true, archivedAt: '2026-05-02T00:00:00Z' }, facts.archival)).toBe('undated');
  });

  test('no commit before is no silence: it was not there; a fork made later has nothing of its own', async () => {
    for (const key of [facts.activity, facts.affiliations])
      expect(await of(history({ year: none, older: none }), key)).toBe('not-found');
    expect(await of({ isEmpty: true, defaultBranchRef: null }, facts.activity)).toBe('not-found');
    expect(await of(history({ year: none, older }), facts.activity)).toMatchObject({ commits: 0 });
    const fork = { isFork: true, parent: { nameWithOwner: 'first/x' }, createdAt: '2026-06-01T00:00:00Z' };
    expect(await of(fork, facts.activity)).toBe('not-found');
    expect(await of({ ...fork, createdAt: '2026-04-01T00:00:00Z' }, facts.activity)).toMatchObject({ commits: 1 });
    expect(await of({ ...fork, ...history({ year: { totalCount: 900, nodes: [] }, older }) }, facts.activity)).toBe('not-found');
  });
});

describe('a directory', () => {
  const subject = folder('example-org/x', 'packages/a');
  const of = async (answer: object) => {
    const data = { r0: { nameWithOwner: 'example-org/x', ...answer } };
    const { seen } = await asked(githubDirectory, [subject], { http: scripted(() => ({ data })), asOf: AT });
    return then(seen, facts.directoryActivity);
  };
  const onBranch = (commits: object) => ({ defaultBranchRef: { target: commits } });

  test('was there where the history says so, whether it is today or not', async () => {
    expect(await of({ folder: { __typename: 'Tree' }, ...onBranch({ year, older }) })).toMatchObject({ commits: 1, until: AT });
    expect(await of({ folder: null, ...onBranch({ year, older }) })).toMatchObject({ commits: 1 });
    expect(await of({ folder: { __typename: 'Tree' }, ...onBranch({ year: none, older: none }) })).toBe('not-found');
  });
});

describe('in detail', () => {
  const upstream = anUpstream({});
  const at = () => ({ at: upstream().env['github'] ?? '', asOf: AT });

  test('months, lead and newcomers up to the moment; threads, trees and lists are of today', async () => {
    const team = await detailOf('example-org/team', at());
    const months = then(team.seen, detail.monthlyCommits) as readonly { readonly from: string }[];
    expect(months).toHaveLength(24);
    expect(Date.parse(months.at(-1)?.from ?? '') + (365 / 12) * 86_400_000).toBe(Date.parse(AT));
    const today = await detailOf('example-org/team', { at: at().at });
    const lead = then(team.seen, detail.leadHistory) as detail.LeadHistory;
    expect(lead.totalEver).toBeLessThan((today.of(detail.leadHistory) as detail.LeadHistory).totalEver);
    expect(then(team.seen, detail.newcomers)).toHaveProperty('came');
    const undated = [
      detail.mergers,
      detail.responsiveness,
      detail.listedMaintainers,
      detail.unreleasedWork,
      detail.fundingManifest,
      detail.ownWord,
    ];
    expect(undated.map((key) => then(team.seen, key))).toEqual(undated.map(() => 'undated'));
    const asked = team.sent.map((request) => questionIn(request).query).join();
    expect(asked).not.toMatch(/pullRequests|issues|compare|headTree|maintainers/);
  });

  test('the question fits the schema, at one point', () => {
    const known = { busiestId: 'U_1', documents: { licence: 'LICENSE', readme: 'README.md' }, tag: null };
    for (const light of [false, true]) {
      const { text, variables } = detailQuestion(repo('example-org/any'), known, AT, light, true);
      const prepared = prepare(text, variables, undefined);
      expect('refused' in prepared ? prepared.refused : prepared.cost).toMatchObject({ points: 1 });
    }
  });

  test('of a repository that was not there nothing is asked', async () => {
    const batch = viewOf([{ kind: 'missing', subject: repo('a/b'), key: facts.activity, why: 'not-found' }]);
    const absent = await detailWith(batch, repo('a/b'), at());
    expect(absent.sent).toEqual([]);
    expect(new Set(absent.seen.map((one) => ('why' in one ? one.why : one.kind)))).toEqual(new Set(['not-found']));
  });

  test('words and licence changes go by their own dates', async () => {
    const documents = { readme: 'README.md', licence: 'LICENSE' };
    const view = given([facts.activity, { busiestId: null }], [facts.documents, documents], [facts.newestTag, null]);
    const text = '# x\n\nThis project is in maintenance mode.\n';
    const answer = (since: string) => ({
      data: {
        r0: {
          nameWithOwner: 'example-org/x',
          readme: { byteSize: text.length, isBinary: false, isTruncated: false, text },
          defaultBranchRef: {
            target: {
              licence: { nodes: [{ authoredDate: '2026-06-01T00:00:00Z' }, { authoredDate: '2020-01-01T00:00:00Z' }] },
              blame: { ranges: [{ startingLine: 1, endingLine: 9, commit: { authoredDate: since } }] },
            },
          },
        },
      },
    });
    const of = async (since: string, key: AnyFactKey) =>
      then((await detailWith(view, repo('example-org/x'), { http: scripted(() => answer(since)), asOf: AT })).seen, key);
    expect(await of('2025-01-01T00:00:00Z', detail.ownWord)).toMatchObject({ status: 'maintenance-mode' });
    expect(await of('2026-05-02T00:00:00Z', detail.ownWord)).toBe('undated');
    expect(await of('2025-01-01T00:00:00Z', detail.licenceFileChanges)).toEqual(['2020-01-01T00:00:00Z']);
  });
});

describe('without a token', () => {
  const made = { full_name: 'example/left', archived: true, disabled: false, fork: false, created_at: '2019-03-01T00:00:00Z' };
  async function of(about: object, commits: readonly object[]) {
    const { seen, sent } = await askRest(
      githubRest,
      [restRepo('example/left')],
      ({ url }) => (new URL(url).pathname.endsWith('/commits') ? commits : { ...made, ...about }),
      { asOf: AT },
    );
    return { sent, known: (key: AnyFactKey) => then(seen, key) };
  }
  const one = {
    commit: { author: { date: '2026-04-01T00:00:00Z', name: 'A', email: 'a@example.org' } },
    author: null,
    parents: [{}],
  };

  test('the commits up to the moment, in two requests; the file that asks for money is of today', async () => {
    const { sent, known } = await of({}, [one]);
    expect(sent.map(({ url }) => decodeURIComponent(url.replace('http://127.0.0.1:1/github', '')))).toEqual([
      '/repos/example/left',
      '/repos/example/left/commits?since=2025-05-01T00:00:00.000Z&until=2026-04-30T23:59:59.000Z&per_page=100',
    ]);
    expect(known(facts.activity)).toMatchObject({ commits: 1, until: AT });
    expect(known(facts.identity)).toMatchObject({ createdAt: made.created_at, olderThanAYear: null });
    expect(['archival', 'forge-funding'].map((id) => known({ ...facts.archival, id }))).toEqual(['undated', 'undated']);
  });

  test('a year without commits is rest only where the repository was there, and a fork made later made none', async () => {
    expect((await of({}, [])).known(facts.activity)).toMatchObject({ commits: 0 });
    expect((await of({ created_at: '2026-06-01T00:00:00Z' }, [])).known(facts.activity)).toBe('undated');
    expect((await of({ created_at: '2026-06-01T00:00:00Z' }, [one])).known(facts.activity)).toMatchObject({ commits: 1 });
    expect((await of({ created_at: '2026-06-01T00:00:00Z', fork: true }, [one])).known(facts.activity)).toBe('undated');
  });
});
