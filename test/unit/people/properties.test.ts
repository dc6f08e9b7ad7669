import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absenceFactor } from '../../../server/src/people/absenceFactor.ts';
import { apportion } from '../../../server/src/people/apportion.ts';
import { isBot } from '../../../server/src/people/bots.ts';
import type { Author, Commit } from '../../../server/src/people/commit.ts';
import { countSampled, countYear } from '../../../server/src/people/count.ts';
import { author, commit, UNTIL } from './commits.ts';

const options = { until: UNTIL };
const LOGINS = ['ada', 'bob', 'cyd', 'dee', 'eve', 'flo'];
const NAMES = ['Ada Example', 'Bob Example', 'Alexander', 'root', 'Dee', ''];
const ADDRESSES = [
  'a@example.org',
  'b@example.org',
  'root@localhost',
  '7+ada@users.noreply.github.com',
  'bob@users.noreply.github.com',
  '',
];

const humans = fc.record({
  id: fc.constant(null),
  login: fc.option(fc.constantFrom(...LOGINS)),
  email: fc.option(fc.constantFrom(...ADDRESSES)),
  name: fc.option(fc.constantFrom(...NAMES)),
  isBotAccount: fc.constant(false),
});
const machines: fc.Arbitrary<Author> = fc.constantFrom(
  author({ isBotAccount: true, email: 'a@example.org' }),
  author({ login: 'dependabot[bot]', name: 'Ada Example' }),
  author({ login: 'acme-bot', email: 'b@example.org' }),
  author({ name: 'Claude', email: 'noreply@anthropic.com' }),
);
const day = fc.integer({ min: -5, max: 400 });
const commitsOf = (who: fc.Arbitrary<Author>): fc.Arbitrary<Commit[]> =>
  fc.array(
    fc
      .record({ who, day, parents: fc.integer({ min: 0, max: 3 }) })
      .map(({ who, day, parents }) => ({ ...commit(who, day), parents })),
    { maxLength: 60 },
  );
const windowsOf = fc.array(
  fc.record({
    from: fc.constant(UNTIL),
    until: fc.constant(UNTIL),
    total: fc.integer({ min: 0, max: 900 }),
    commits: commitsOf(humans),
  }),
  { maxLength: 12 },
);
const shuffled = <T>(items: readonly T[]): fc.Arbitrary<T[]> => fc.shuffledSubarray([...items], { minLength: items.length });

describe('whatever the commits', () => {
  it('their order does not matter', () => {
    const orders = commitsOf(fc.oneof(humans, machines)).chain((given) => fc.tuple(fc.constant(given), shuffled(given)));
    fc.assert(
      fc.property(orders, ([given, other]) => {
        expect(countYear(other, options)).toEqual(countYear(given, options));
      }),
    );
  });

  it('nor does that of windows', () => {
    const orders = windowsOf.chain((given) => fc.tuple(fc.constant(given), shuffled(given)));
    fc.assert(
      fc.property(orders, ([given, other]) => {
        expect(countSampled(other, options)).toEqual(countSampled(given, options));
      }),
    );
  });

  it('one human under two logins that share an address counts as one', () => {
    const person = author({ login: 'gil', email: 'gil@example.org' });
    const other = author({ login: 'gil-at-work', email: 'GIL@example.org' });
    fc.assert(
      fc.property(commitsOf(humans), fc.array(fc.tuple(day, fc.boolean()), { maxLength: 30 }), (rest, own) => {
        const split = own.map(([days, work]) => commit(work ? other : person, days));
        const whole = own.map(([days]) => commit(person, days));
        expect({ ...countYear([...rest, ...split], options) }).toEqual(countYear([...rest, ...whole], options));
      }),
    );
  });

  it('machines never count, and change nothing but what was left out', () => {
    fc.assert(
      fc.property(commitsOf(humans), commitsOf(machines), (human, machine) => {
        const alone = countYear(human, options);
        expect({ ...countYear([...human, ...machine], options), leftOut: alone.leftOut }).toEqual(alone);
      }),
    );
  });

  it('what is left out and what is counted is all there was in the year', () => {
    fc.assert(
      fc.property(commitsOf(fc.oneof(humans, machines)), (given) => {
        const { commits, leftOut } = countYear(given, options);
        const inYear = given.filter(({ at }) => at < UNTIL && at >= commit(author({}), 365).at);
        expect(commits + leftOut.botCommits + leftOut.merges).toBe(inYear.length);
      }),
    );
  });

  it('months and shares add up to the commits, and nobody is busier than everybody', () => {
    fc.assert(
      fc.property(windowsOf, (windows) => {
        const year = countSampled(windows, options);
        expect(sum(year.months)).toBe(year.commits);
        expect(sum(year.shares)).toBe(year.commits);
        expect(year.months.length).toBe(12);
        expect(year.busiestMonths.every((count, month) => count <= (year.months[month] ?? 0))).toBe(true);
        expect(sum(year.busiestMonths)).toBeLessThanOrEqual(year.shares[0] ?? 0);
        expect(year.shares).toEqual([...year.shares].sort((a, b) => b - a));
        expect(year.active <= year.people && year.people <= year.commits).toBe(true);
      }),
    );
  });

  it('a sample never knows of more months than the whole', () => {
    const samples = commitsOf(humans).chain((all) => fc.tuple(fc.constant(all), fc.subarray(all)));
    fc.assert(
      fc.property(samples, ([all, read]) => {
        const sample = countSampled([{ from: UNTIL, until: UNTIL, total: all.length, commits: read }], options);
        const whole = countYear(all, options);
        const months = (counts: readonly number[]) => counts.filter((count) => count > 0).length;
        expect(months(sample.months)).toBeLessThanOrEqual(months(whole.months));
        expect(sample.sampled).toBe(read.length < all.length);
      }),
    );
  });

  it('any text is somebody, and asking never throws', () => {
    const texts = fc.record({
      id: fc.option(fc.string()),
      login: fc.option(fc.string({ unit: 'binary' })),
      email: fc.option(fc.string({ unit: 'binary' })),
      name: fc.option(fc.string({ unit: 'binary' })),
      isBotAccount: fc.boolean(),
    });
    fc.assert(
      fc.property(texts, fc.array(fc.string()), (who, patterns) => {
        const machine = isBot(who, patterns);
        expect(countYear([commit(who, 1)], { ...options, bots: patterns, aliases: [patterns] }).commits).toBe(machine ? 0 : 1);
      }),
    );
  });
});

describe('the absence factor', () => {
  it('is the fewest who made half: one fewer did not', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { minLength: 1 }), (shares) => {
        const factor = absenceFactor(shares);
        fc.pre(sum(shares) > 0);
        const ranked = [...shares].sort((a, b) => b - a);
        expect(sum(ranked.slice(0, factor ?? 0)) * 2).toBeGreaterThanOrEqual(sum(shares));
        expect(sum(ranked.slice(0, (factor ?? 0) - 1)) * 2).toBeLessThan(sum(shares));
      }),
    );
  });

  it('is not known where there are no commits', () => expect([absenceFactor([]), absenceFactor([0, 0])]).toEqual([null, null]));
});

describe('rounding', () => {
  it('adds up and moves no part by one or more', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e6 }).map((n) => n / 4096)), (parts) => {
        const total = Math.round(sum(parts));
        const whole = apportion(parts, total);
        expect(sum(whole)).toBe(total);
        whole.forEach((count, at) => expect(Math.abs(count - (parts[at] ?? 0))).toBeLessThan(1));
      }),
    );
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
