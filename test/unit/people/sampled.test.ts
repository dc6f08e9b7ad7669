import { describe, expect, it } from 'vitest';
import type { Commit } from '../../../server/src/people/commit.ts';
import { countSampled, countYear } from '../../../server/src/people/count.ts';
import type { SampledWindow } from '../../../server/src/people/year.ts';
import { author, commit, commits, person, UNTIL } from './commits.ts';

const MONTH = 365 / 12;
const before = (days: number): string => commit(person('x'), days).at;

/** The twelve windows of the year, oldest first, of the same commits each (made for the days before the end of the window). */
function windows(total: number, read: (endsBefore: number) => readonly Commit[]): readonly SampledWindow[] {
  return Array.from({ length: 12 }, (_, at) => {
    const ends = (11 - at) * MONTH;
    return { from: before(ends + MONTH), until: before(ends), total, commits: read(ends) };
  });
}

describe('a year from monthly windows', () => {
  it('lets every commit read stand for its share of the window', () => {
    const year = countSampled(
      windows(100, (ends) => [...commits(person('ada'), 20, ends + 1), ...commits(person('bob'), 5, ends + 1)]),
      { until: UNTIL },
    );
    expect(year).toMatchObject({
      commits: 1200,
      people: 2,
      active: 2,
      shares: [960, 240],
      absenceFactor: 1,
      sampled: true,
      busiestId: 'A_ada',
    });
    expect(year.months).toEqual(Array.from({ length: 12 }, () => 100));
    expect(year.busiestMonths).toEqual(Array.from({ length: 12 }, () => 80));
  });

  it('scales after machines and merges are out', () => {
    const bot = author({ login: 'renovate[bot]' });
    const merge = (ends: number) => ({ ...commit(person('ada'), ends + 1), parents: 2 });
    const year = countSampled(
      windows(50, (ends) => [
        ...commits(person('ada'), 10, ends + 1),
        ...commits(bot, 10, ends + 1),
        ...Array.from({ length: 5 }, () => merge(ends)),
      ]),
      { until: UNTIL },
    );
    expect(year).toMatchObject({ commits: 240, people: 1, leftOut: { botCommits: 120, botAccounts: 1, merges: 60 } });
  });

  it('weighs a busy month more than a quiet one that was read whole', () => {
    const quiet = windows(4, (ends) => commits(person('ada'), 4, ends + 1)).slice(0, 11);
    const busy = { from: before(MONTH), until: UNTIL, total: 250, commits: commits(person('bob'), 25, 1) };
    const year = countSampled([...quiet, busy], { until: UNTIL });
    expect(year).toMatchObject({ commits: 294, shares: [250, 44], busiestId: 'A_bob' });
    expect(year.months.at(-1)).toBe(250);
  });

  it('counts as active only who was seen five times', () => {
    const year = countSampled(
      windows(1000, (ends) => [
        ...commits(person('ada'), 24, ends + 1),
        ...(ends < 4 * MONTH ? [commit(person('bob'), ends + 1)] : []),
      ]),
      { until: UNTIL },
    );
    expect([year.people, year.active]).toEqual([2, 1]);
    expect(year.shares[1]).toBeGreaterThan(100);
  });

  it('puts an old change that landed late into the month it was written in, or out of the year', () => {
    const landed = {
      from: before(MONTH),
      until: UNTIL,
      total: 4,
      commits: [commit(person('ada'), 200), commit(person('ada'), 400)],
    };
    const year = countSampled([landed], { until: UNTIL });
    expect(year.months).toEqual([0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0]);
  });

  it('says nothing of shares where fewer than ten human commits were seen', () => {
    const year = countSampled([{ from: before(MONTH), until: UNTIL, total: 900, commits: commits(person('ada'), 9) }], {
      until: UNTIL,
    });
    expect([year.commits, year.absenceFactor]).toEqual([900, null]);
  });

  it('is exact, and says so, where every window was read whole', () => {
    const read = windows(3, (ends) => commits(person('ada'), 3, ends + 1));
    expect(countSampled(read, { until: UNTIL })).toEqual(
      countYear(
        read.flatMap((window) => window.commits),
        { until: UNTIL },
      ),
    );
  });

  it('adds nothing for a window of which nothing was read, and still says it was sampled', () => {
    const year = countSampled([{ from: before(MONTH), until: UNTIL, total: 40, commits: [] }], { until: UNTIL });
    expect(year).toMatchObject({ commits: 0, people: 0, sampled: true, lastCommit: null });
  });
});
