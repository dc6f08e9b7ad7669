import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { latestVulnerable } from '../../../server/src/facts/package.ts';
import { fixTimes, type Advisory, type FixTime } from '../../../server/src/facts/packageSecurity.ts';
import { advisoryFixTimes, newestVersionAdvisories } from '../../../server/src/sources/advisories.ts';
import { isWithin } from '../../../server/src/sources/advisories/versionOrder.ts';
import { advisory, go, npm, workedOut } from './asking.ts';

const left = npm('left');
const whole = (...all: readonly Advisory[]) => ({ all, wholeSince: null });
const released = (...stable: readonly (readonly [version: string, at: string])[]) => ({
  stable: stable.map(([version, at]) => ({ version, at })),
  total: stable.length,
});

describe('a version within a range', () => {
  test.each<[string, string, boolean | undefined]>([
    ['1.2.3', '= 1.2.3', true],
    ['1.2.4', '= 1.2.3', false],
    ['1.2.3', '<= 1.2.3', true],
    ['1.2.3', '< 1.2.3', false],
    ['1.2.3', '> 1.2.3', false],
    ['4.3.4', '>= 4.3.0, < 4.3.5', true],
    ['4.3.5', '>= 4.3.0, < 4.3.5', false],
    ['4.2.9', '>= 4.3.0,< 4.3.5', false],
    ['9.0.0', '>= 0.0.1', true],
    ['2.0.0-rc.1', '< 2.0.0', true],
    ['2.0.0-rc.1', '>= 1.0.0, <= 2.0.0-beta.9', false],
    ['1.0.0+build', '= 1.0.0', true],
    ['1.2.3', '< 2', true],
    ['1.2.3', '< 1.2', false],
    ['1.2.3', '>= 0', true],
    ['0.0.0-alpha', '>= 0', true],
    // not sure
    ['1.2.3', '', undefined],
    ['1.2.3', '< 1.x', undefined],
    ['1.2.3', '*', undefined],
    ['1.2.3', '^1.0.0', undefined],
    ['1.2.3', '>= 1.0.0 < 2.0.0', undefined],
    ['1.2.3', '>= 1.0.0, < next', undefined],
    ['newest', '< 2.0.0', undefined],
    // sure all the same
    ['0.9.0', '>= 1.0.0, < next', false],
  ])('npm: %s in “%s”: %s', (version, range, expected) => expect(isWithin(version, range, 'NPM')).toBe(expected));

  test.each<[string, string, boolean | undefined]>([
    ['v1.2.3', '>= 1.0.0, < 1.2.4', true],
    ['v1.2.3', '< v1.2.3', false],
    ['v24.0.7+incompatible', '< 24.0.9', true],
    ['v24.0.9+incompatible', '< 24.0.9', false],
    ['v0.0.0-20220101000000-0123456789ab', '< 0.0.0-20220314234659-1baeb1ce4c0b', true],
    ['v0.0.0-20230101000000-0123456789ab', '< 0.0.0-20220314234659-1baeb1ce4c0b', false],
    // by order a day without its commit comes before every commit
    ['v0.0.0-20220101000000-0123456789ab', '< 0.0.0-20220314', undefined],
    ['v1.2.0', '< 0.0.0-20220314', false],
    ['v1.2', '< 1.3', true],
    ['v0.0.0-20220101000000-0123456789ab', '>= 0', true],
    ['v0.0.0-20220101000000-0123456789ab', '>= 0.0.0, < 0.0.1', true],
    ['main', '< 1.3.0', undefined],
  ])('Go: %s in “%s”: %s', (version, range, expected) => expect(isWithin(version, range, 'GO')).toBe(expected));

  test('whatever the texts, it never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom('NPM' as const, 'GO' as const), (version, range, kind) => {
        expect([true, false, undefined]).toContain(isWithin(version, range, kind));
      }),
    );
  });
});

describe('an advisory on the newest version', () => {
  const at = async (version: string | undefined, known: unknown) => {
    const latest = version === undefined ? { unknown: 'offline' } : { version, at: null };
    const said = await workedOut(newestVersionAdvisories, left, latestVulnerable, { advisories: known, latest });
    return said.kind === 'value' ? said.value : said.why;
  };
  const open = advisory({ affected: [{ range: '>= 2.0.0, <= 2.4.0', fixedIn: null }] });
  const odd = advisory({ affected: [{ range: 'all of them', fixedIn: null }] });

  test('open where one range of one advisory holds it', async () => {
    expect(await at('2.4.0', whole(advisory(), open))).toBe(true);
    expect(await at('2.4.0', whole(odd, open))).toBe(true);
    expect(await at('2.4.0', { all: [open], wholeSince: '2026-01-01' })).toBe(true);
    expect(await at('2.4.0', whole(advisory({ ...open, malware: true })))).toBe(true);
  });

  test('none where every range is known not to, or where there is no advisory', async () => {
    expect(await at('2.4.1', whole(advisory(), open))).toBe(false);
    expect(await at('2.4.1', whole())).toBe(false);
  });

  test('not said where a range cannot be compared, where there are more advisories, where the newest version is not known', async () => {
    expect(await at('2.4.1', whole(odd))).toBe('not-served');
    expect(await at('2.4.1', { all: [], wholeSince: '2026-01-01' })).toBe('not-served');
    expect(await at(undefined, whole())).toBe('not-served');
    expect(await at('2.4.1', { unknown: 'unauthorized' })).toBe('unauthorized');
  });
});

describe('days to fix', () => {
  const of = async (facts: Readonly<Record<string, unknown>>, subject = left) => {
    const said = await workedOut(advisoryFixTimes, subject, fixTimes, facts);
    if (said.kind !== 'value') throw new Error(said.why);
    expect(said).toMatchObject({ via: 'github-advisories', url: 'https://github.com/advisories' });
    return said.value as { advisories: number; atLeast: boolean; last: readonly FixTime[] };
  };
  const days = async (known: unknown, releases: unknown, more = {}) =>
    (await of({ advisories: known, releases, ...more })).last.map((one) => one.days);

  test('from the day of the advisory to the day of the release; none where the fix came first', async () => {
    const ofDay = (day: string) => days(whole(advisory()), released(['1.1.0', day]));
    expect(await ofDay('2026-09-05')).toEqual([4]);
    expect(await ofDay('2026-09-05T09:00:00.000Z')).toEqual([4]); // 3.96 days, the fifth of the month
    expect(await ofDay('2026-09-01')).toEqual([0]);
    expect(await ofDay('2026-09-01T09:00:00.000Z')).toEqual([0]);
    expect(await ofDay('2026-03-01')).toEqual([0]);
  });

  test('of the newest three that have a fix, and all are counted', async () => {
    const nth = (n: number, fixedIn: string | null) =>
      advisory({
        id: `GHSA-0000-0000-010${n}`,
        publishedAt: `2026-0${9 - n}-01T00:00:00.000Z`,
        affected: [{ range: '< 9.0.0', fixedIn }],
      });
    const all = [nth(0, null), nth(1, '1.4.0'), nth(2, '1.3.0'), nth(3, '1.2.0'), nth(4, '1.1.0')];
    const releases = released(['1.1.0', '2026-05-02'], ['1.2.0', '2026-06-13'], ['1.3.0', '2026-07-05'], ['1.4.0', '2026-07-30']);
    expect(await of({ advisories: whole(...all), releases })).toEqual({
      advisories: 5,
      atLeast: false,
      last: [
        { id: 'GHSA-0000-0000-0101', publishedAt: all[1]?.publishedAt, fixedIn: '1.4.0', fixedAt: '2026-07-30', days: 0 },
        { id: 'GHSA-0000-0000-0102', publishedAt: all[2]?.publishedAt, fixedIn: '1.3.0', fixedAt: '2026-07-05', days: 4 },
        { id: 'GHSA-0000-0000-0103', publishedAt: all[3]?.publishedAt, fixedIn: '1.2.0', fixedAt: '2026-06-13', days: 12 },
      ],
    });
  });

  test('a release made to do harm is taken down, not fixed', async () => {
    expect(await of({ advisories: whole(advisory({ malware: true })), releases: released(['1.1.0', '2026-09-05']) })).toEqual({
      advisories: 1,
      atLeast: false,
      last: [],
    });
  });

  test('of several lines the release that came first counts; backports do not', async () => {
    const both = advisory({
      affected: [
        { range: '< 1.1.0', fixedIn: '1.1.0' },
        { range: '>= 2.0.0, < 2.3.0', fixedIn: '2.3.0' },
        { range: '>= 3.0.0, < 3.1.0', fixedIn: null },
      ],
    });
    const releases = released(['2.3.0', '2026-09-05'], ['1.1.0', '2026-10-01']);
    expect((await of({ advisories: whole(both), releases })).last).toMatchObject([{ fixedIn: '2.3.0', days: 4 }]);
    // the one not dated may have been the first
    expect(await days(whole(both), released(['2.3.0', '2026-09-05']))).toEqual([null]);
    // before the advisory is before it, whatever the other
    expect(await days(whole(both), released(['2.3.0', '2026-08-30']))).toEqual([0]);
  });

  test('where the date of the fix is not known, neither are the days', async () => {
    expect((await of({ advisories: whole(advisory()), releases: released(['1.2.0', '2026-09-05']) })).last).toEqual([
      { id: 'GHSA-0000-0000-0100', publishedAt: '2026-09-01T10:00:00.000Z', fixedIn: '1.1.0', fixedAt: null, days: null },
    ]);
    expect(await days(whole(advisory()), { unknown: 'undated' })).toEqual([null]);
  });

  test('lines and the newest version have dates too', async () => {
    const lines = { 'release-lines': [{ line: '1', newest: '1.1.0', at: '2026-09-03' }] };
    expect(await days(whole(advisory()), released(), lines)).toEqual([2]);
    expect(await days(whole(advisory()), released(), { latest: { version: '1.1.0', at: '2026-09-02' } })).toEqual([1]);
    expect(await days(whole(advisory()), released(), { latest: { version: '1.1.0', at: null } })).toEqual([null]);
  });

  test('with more advisories than were read, only those of which none can be missing', async () => {
    const older = advisory({ id: 'GHSA-0000-0000-0103', publishedAt: '2026-07-01T00:00:00.000Z' });
    const known = { all: [advisory(), older], wholeSince: '2026-08-01T00:00:00.000Z' };
    const said = await of({ advisories: known, releases: released(['1.1.0', '2026-09-05']) });
    expect(said).toMatchObject({ advisories: 2, atLeast: true, last: [{ id: 'GHSA-0000-0000-0100', days: 4 }] });
  });

  test('Go: versions with their v, words after +, and versions that carry the time of their commit', async () => {
    const fixedIn = (version: string) => whole(advisory({ affected: [{ range: `< ${version}`, fixedIn: version }] }));
    const path = go('example.org/left');
    const dated = async (version: string) =>
      (
        await of(
          { advisories: fixedIn(version), releases: released(['v1.1.0', '2026-09-05'], ['v2.0.1+incompatible', '2026-09-08']) },
          path,
        )
      ).last[0]?.days;
    expect(await dated('1.1.0')).toBe(4);
    expect(await dated('v1.1.0')).toBe(4);
    expect(await dated('2.0.1')).toBe(7);
    expect(await dated('0.0.0-20260903080000-0123456789ab')).toBe(2);
    expect(await dated('1.1.1')).toBeNull();
  });

  test('no advisories, no days; not known, for its reason', async () => {
    expect(await of({ advisories: whole(), releases: released() })).toEqual({ advisories: 0, atLeast: false, last: [] });
    const said = await workedOut(advisoryFixTimes, left, fixTimes, { advisories: { unknown: 'rate-limited' } });
    expect(said).toMatchObject({ kind: 'missing', why: 'rate-limited' });
  });
});
