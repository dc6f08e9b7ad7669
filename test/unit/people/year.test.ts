import { describe, expect, it } from 'vitest';
import { countYear } from '../../../server/src/people/count.ts';
import { author, commit, commits, person, UNTIL } from './commits.ts';

const count = (given: Parameters<typeof countYear>[0]) => countYear(given, { until: UNTIL });

describe('a year of commits', () => {
  it('counts people, active people and who is busiest', () => {
    const year = count([...commits(person('ada'), 12), ...commits(person('bob'), 5), ...commits(person('cy'), 4)]);
    expect(year).toMatchObject({
      commits: 21,
      people: 3,
      active: 2,
      shares: [12, 5, 4],
      absenceFactor: 1,
      busiestId: 'A_ada',
      sampled: false,
    });
  });

  it('is the 365 days before its end: the first moment is in, the end is not', () => {
    const year = count([
      commit(person('ada'), 365),
      commit(person('ada'), 0),
      commit(person('ada'), 365.001),
      commit(person('ada'), 0.001),
    ]);
    expect(year.commits).toBe(2);
    expect(year.months).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('has twelve equal parts, oldest first, and the busiest person in each', () => {
    const year = count([...commits(person('ada'), 3, 360), ...commits(person('ada'), 8, 1), commit(person('bob'), 2)]);
    expect(year.months).toEqual([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9]);
    expect(year.busiestMonths).toEqual([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8]);
  });

  it('reads a day as its first moment and other offsets as what they are in UTC', () => {
    const at = (date: string) => count([{ ...commit(person('ada'), 0), at: date }]).commits;
    expect(at('2025-01-01')).toBe(1);
    expect(at('2026-01-01')).toBe(0);
    expect(at('2026-01-01T00:30:00+01:00')).toBe(1);
    expect(countYear(commits(person('ada'), 3), { until: '2026-01-01' }).commits).toBe(3);
  });

  it('passes over commits without a valid date, and refuses an end that is none', () => {
    expect(count([{ ...commit(person('ada'), 1), at: 'yesterday' }])).toMatchObject({ commits: 0, people: 0, lastCommit: null });
    expect(() => countYear([], { until: 'now' })).toThrow('"now": it is no date');
  });

  it('says how many make half only from ten commits up', () => {
    expect(count(commits(person('ada'), 9)).absenceFactor).toBeNull();
    expect(count(commits(person('ada'), 10)).absenceFactor).toBe(1);
    const even = ['ada', 'bob', 'cy', 'dee'].flatMap((login) => commits(person(login), 5));
    expect(count(even).absenceFactor).toBe(2);
  });

  it('finds the last commit also where the year was silent, but none from the future', () => {
    const silent = count([commit(person('ada'), 500), commit(person('ada'), -10)]);
    expect(silent).toMatchObject({ commits: 0, people: 0, active: 0, shares: [], busiestId: null, absenceFactor: null });
    expect(silent.lastCommit).toBe(commit(person('ada'), 500).at);
  });

  it('leaves merges and machines out, and says how many', () => {
    const bot = author({ login: 'renovate[bot]', isBotAccount: true });
    const year = count([
      ...commits(person('ada'), 2),
      { ...commit(person('ada'), 1), parents: 2 },
      { ...commit(bot, 1), parents: 2 },
      ...commits(bot, 3),
      commit(author({ name: 'acme-release-bot', email: 'release@example.org' }), 5),
      commit(bot, 400),
    ]);
    expect(year).toMatchObject({ commits: 2, people: 1, leftOut: { botCommits: 4, botAccounts: 2, merges: 2 } });
    expect(year.lastCommit).toBe(commit(person('ada'), 1).at);
  });

  it('credits a squash merge to its author, whoever pressed the button', () => {
    const squashed = author({ id: 'W', login: 'web-flow', name: 'Ada Example', email: 'noreply@github.com' });
    const year = count([...commits(squashed, 3), ...commits(author({ id: 'A', login: 'ada', name: 'Ada Example' }), 4, 10)]);
    expect(year).toMatchObject({ commits: 7, people: 1, busiestId: 'A' });
  });

  it('keeps at most a hundred shares', () => {
    const crowd = Array.from({ length: 130 }, (_, at) => commits(person(`p${at}`), 1)).flat();
    const year = count(crowd);
    expect([year.people, year.shares.length, year.absenceFactor]).toEqual([130, 100, 65]);
  });

  it('obeys the policy: more machines, humans against the rules, people of several logins', () => {
    const given = [...commits(person('acme-sync'), 5), ...commits(person('ben-bot'), 6), ...commits(person('ben'), 6, 20)];
    expect(count(given)).toMatchObject({ people: 2, leftOut: { botCommits: 6 } });
    const policy = { until: UNTIL, bots: ['ACME-*', '!ben-bot'], aliases: [['Ben', 'ben-bot']] };
    expect(countYear(given, policy)).toMatchObject({ people: 1, shares: [12], leftOut: { botCommits: 5, botAccounts: 1 } });
  });
});
