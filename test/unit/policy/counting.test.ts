import { describe, expect, test } from 'vitest';
import { realmsOf } from '../../../server/src/engine/factStore/realm.ts';
import { activity, forgeReleases } from '../../../server/src/facts/repository.ts';
import type { Counting } from '../../../server/src/model/counting.ts';
import type { NpmClient } from '../../../server/src/model/ports.ts';
import type { Subject } from '../../../server/src/model/subject.ts';
import { github } from '../../../server/src/sources/github.ts';
import { activityOf } from '../../../server/src/sources/githubRest/newestCommits.ts';
import { aliasesIn, asked, bare, NOW, repo, scripted, valueOf } from '../github/asking.ts';

/** What a team knows of its own: a bot that looks like a person, and a person of two accounts. */
const team: Counting = { bots: ['example-builds'], aliases: [['example-ada', 'ada-at-work']] };
const none: Counting = { bots: [], aliases: [] };
const days = (ago: number) => new Date(Date.parse(NOW) - ago * 86_400_000).toISOString();
const logins = ['example-ada', 'ada-at-work', 'example-ben', 'example-builds'];

describe('how a team counts its people reaches every count', () => {
  const node = (login: string, at: number) => ({
    authoredDate: days(at),
    parents: { totalCount: 1 },
    author: { email: `${login}@example.org`, name: login, user: { id: `U_${login}`, login } },
  });
  const nodes = Array.from({ length: 24 }, (_, at) => node(logins[at % 4] ?? '', at + 1));
  const release = (login: string, at: number) => ({
    tagName: `v${at}`,
    publishedAt: days(at),
    createdAt: days(at),
    isDraft: false,
    isPrerelease: false,
    author: { login },
  });
  const gitHub = () =>
    scripted((question) => {
      const year = { totalCount: nodes.length, nodes };
      const target = { oid: 'a'.repeat(40), year, older: { totalCount: 0, nodes: [] } };
      const releases = { totalCount: 2, nodes: [release('example-ada', 3), release('example-builds', 9)] };
      return {
        data: Object.fromEntries(
          [...aliasesIn(question)].map(([alias, name]) => [alias, bare(name, { defaultBranchRef: { target }, releases })]),
        ),
      };
    });
  const count = async (counting: Counting | undefined) => {
    const subject = repo('example/kept');
    const { seen } = await asked(github, [subject], { http: gitHub(), ...(counting ? { counting } : {}) });
    return [valueOf(seen, subject, activity), valueOf(seen, subject, forgeReleases)];
  };

  test('of GitHub’s batches', async () => {
    expect(await count(team)).toMatchObject([
      { commits: 18, people: 2, shares: [12, 6], leftOut: { botCommits: 6, botAccounts: 1 } },
      { releasers: 1 },
    ]);
    const plain = [{ commits: 24, people: 4, shares: [6, 6, 6, 6] }, { releasers: 2 }];
    expect(await count(none)).toMatchObject(plain);
    expect(await count(undefined)).toMatchObject(plain);
  });

  test('of the newest commits that anybody may read', () => {
    const entries = nodes.map(({ authoredDate, author }) => ({
      commit: { author: { date: authoredDate, email: author.email, name: author.name } },
      author: { node_id: author.user.id, login: author.user.login, type: 'User' },
      parents: [{}],
    }));
    expect(activityOf(entries, false, { ...team, until: NOW })).toMatchObject({ commits: 18, people: 2 });
    expect(activityOf(entries, false, { until: NOW })).toMatchObject({ commits: 24, people: 4 });
  });
});

describe('a team’s counts are stored apart', () => {
  const npm: Pick<NpmClient, 'registryFor'> = {
    registryFor: () => ({ base: 'https://registry.example.org', isPublicDefault: true }),
  };
  const realms = (counting: Counting | undefined) =>
    realmsOf({ npm, go: { isPublicDefault: true, proxies: [] }, standIns: {}, counting });
  const directory: Subject = { kind: 'directory', host: 'github.com', owner: 'acme', name: 'tool', path: 'a' };
  const here: Subject = { kind: 'package', purl: 'pkg:npm/x' };

  test('what is told of repositories, and nothing else', () => {
    for (const subject of [repo('acme/tool'), directory]) {
      expect([realms(undefined)(subject), realms(none)(subject)]).toEqual(['', '']);
      const own = realms(team)(subject);
      expect(own).toMatch(/^[a-z0-9]+$/);
      expect(realms({ ...team })(subject)).toBe(own);
      expect(new Set([own, realms({ ...team, bots: [] })(subject), realms({ ...team, aliases: [] })(subject)]).size).toBe(3);
    }
    expect(realms(team)(here)).toBe('');
  });

  test('a name or address is not in the realm’s', () => {
    expect(realms({ bots: ['example-builds'], aliases: [['ada@example.org', 'ada']] })(repo('acme/tool'))).not.toMatch(
      /ada|builds/,
    );
  });
});
