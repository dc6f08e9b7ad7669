import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Activity } from '../../../server/src/facts/repository.ts';
import { chartMarkdown } from '../../../server/src/present/chart/chart.ts';
import { CHART_COLOURS } from '../../../server/src/present/chart/chartSvg.ts';
import { headline } from '../../../server/src/present/cardHeadline.ts';
import {
  decliningYear,
  healthy,
  lookedAt,
  monthsOf,
  NOW,
  onePersonsYear,
  restingYear,
  sampledYear,
  supposedCase,
  wellKept,
} from './cards.ts';
import { readChart, svgOf } from './readChart.ts';
import { readMarkdown } from './readMarkdown.ts';

/** The chart of supposed facts: its alternative, its picture, and the line below it as a reader sees it; undefined where there is none. */
function chartOf(facts: Readonly<Record<string, unknown>>) {
  const markdown = chartMarkdown(supposedCase(facts), NOW);
  if (markdown === '') return undefined;
  const { images, words } = readMarkdown(markdown);
  const [image] = images;
  if (images.length !== 1 || image === undefined) throw new Error(`${images.length} pictures`);
  const svg = svgOf(image.address);
  return { alternative: image.alternative, svg, seen: readChart(svg), legend: words.slice(image.alternative.length), markdown };
}

const COMMITS = [41, 55, 48, 62, 70, 51, 12, 66, 72, 88, 64, 59, 73, 75, 80, 84, 71, 66, 82, 85, 80, 71, 79, 81];
const third = COMMITS.map((commits) => Math.round(commits / 3));
const releases = (days: readonly string[], total = days.length) => ({
  stable: days.map((day) => ({ version: '1.0.0', at: `${day}T00:00:00.000Z` })),
  total,
});

describe('two years of commits', () => {
  const days = ['2023-06-01', '2024-02-01', '2024-03-05', '2024-07-01', '2025-01-10', '2025-06-04', '2025-06-05', '2025-12-24'];
  const chart = chartOf({ 'monthly-commits': monthsOf(COMMITS, third), releases: releases(days, 60), activity: sampledYear });

  test('are drawn with the human commits of the last in them, the part of the busiest person, and a tick for each release', async () => {
    expect(chart?.seen.outlined).toHaveLength(24);
    expect(chart?.seen.bars).toHaveLength(12);
    expect(chart?.seen.solid).toHaveLength(24);
    expect(chart?.seen.ticks).toHaveLength(6); // two of one day are one
    await expect(chart?.svg).toMatchFileSnapshot('charts/two-years.svg');
  });

  test('are said in words for who sees no picture, and how to read it stands below: two ways of counting are told apart', () => {
    expect(chart?.alternative).toBe(
      '24 months: about 58 to 71 human commits a month in the last 12, busiest person about 16 % of 781, 12 to 88 a month with merges and bots, 7 releases',
    );
    expect(chart?.legend.trim()).toBe(
      "Filled: the last year's human commits, up to about 71 a month · solid: busiest person · outlined: merges and bots too, up to 88 · ticks: 7 releases · GitHub, npm today",
    );
  });

  test('are as high as there were commits, the busiest month highest, all of them on one scale', () => {
    const drawn = (boxes: readonly { readonly height: number }[] = []) =>
      boxes.map(({ height }) => Math.round((height / 36) * 88));
    const near = (counts: readonly number[]) =>
      counts.map((commits) => expect.toSatisfy((seen: number) => Math.abs(seen - commits) <= 2) as number);
    expect(Math.max(...(chart?.seen.outlined ?? []).map(({ height }) => height))).toBe(36);
    expect(drawn(chart?.seen.outlined)).toEqual(near(COMMITS));
    expect(drawn(chart?.seen.bars)).toEqual(near(sampledYear.months));
    expect(drawn(chart?.seen.solid.slice(12))).toEqual(near(sampledYear.busiestMonths));
  });

  test.each([
    ['a lively year', sampledYear],
    ['a year that is one person’s', onePersonsYear],
    ['a declining year', decliningYear],
    ['hardly anything', restingYear],
  ])('say what the headline says of the busiest person, and add up to its commits: %s', (_, activity) => {
    const facts = { ...wellKept, activity, 'monthly-commits': monthsOf(COMMITS, third) };
    const said = headline(supposedCase(facts), NOW);
    const alternative = chartOf(facts)?.alternative ?? '';
    const [, share, of] = /busiest person (?:about )?(\d+) % of (\d+)/.exec(alternative) ?? [];
    if (of === undefined) expect(said).not.toMatch(/\d %/);
    else expect(said).toMatch(new RegExp(`made (?:about )?${share} % of ${of} commits|^2 active people · commits`));
    expect(alternative).not.toContain('33 %'); // of all commits, by another count
    expect(activity.months.reduce((sum, commits) => sum + commits, 0)).toBe(activity.commits);
    expect(chartOf(facts)?.seen.bars).toHaveLength(activity.months.filter((commits) => commits > 0).length);
  });

  test('where the two do not end together, the year that people were counted in stands alone', () => {
    const until = '2025-12-20T12:00:00.000Z';
    const apart = chartOf({ 'monthly-commits': monthsOf(COMMITS, third), activity: { ...sampledYear, until } });
    expect(apart?.seen.outlined).toEqual([]);
    expect(apart?.legend).toMatch(/^ *Human commits a month, up to about 71 · solid: busiest person · GitHub/);
    const near = { ...sampledYear, until: '2026-01-03T12:00:00.000Z' };
    expect(chartOf({ 'monthly-commits': monthsOf(COMMITS, third), activity: near })?.seen.outlined).toHaveLength(24);
  });

  test('a year in which machines alone committed says so', () => {
    const none = Array<number>(12).fill(0);
    const idle = { ...restingYear, commits: 0, people: 0, active: 0, months: none, busiestMonths: none, shares: [] };
    const chart = chartOf({ 'monthly-commits': monthsOf(COMMITS, third), activity: idle });
    expect(chart?.legend).toContain('No human commit in the last year · outlined: merges and bots too, up to 88');
    expect(chart?.seen.bars).toEqual([]);
    expect(chart?.alternative).toMatch(
      /^24 months: 0 human commits a month in the last 12, 12 to 88 a month with merges and bots/,
    );
  });

  test('without people counted nobody has a share: commits of all kinds are not those the headline speaks of', () => {
    for (const facts of [{}, { activity: { ...onePersonsYear, readSince: '2025-09-20T00:00:00.000Z', months: [] } }]) {
      const chart = chartOf({ ...facts, 'monthly-commits': monthsOf(COMMITS, third) });
      expect(chart?.alternative).toBe('24 months: 12 to 88 commits a month with merges and bots');
      expect(chart?.legend).toMatch(/^ *Commits a month with merges and bots, up to 88 · GitHub/);
      expect(chart?.seen.solid).toEqual([]);
    }
  });

  test('where only the last releases are held, it does not say that there were no others', () => {
    const held = chartOf({ 'monthly-commits': monthsOf(COMMITS, third), releases: releases(['2025-06-01', '2025-12-24'], 60) });
    expect(held?.alternative).toContain('last 2 releases');
    const all = chartOf({ 'monthly-commits': monthsOf(COMMITS, third), releases: releases(['2025-06-01', '2025-12-24']) });
    expect(all?.alternative).toMatch(/, 2 releases$/);
    expect(chartOf({ 'monthly-commits': monthsOf(COMMITS, third) })?.alternative).not.toContain('release');
    const none = chartOf({ 'monthly-commits': monthsOf(COMMITS, third), releases: releases(['2020-06-01']) });
    expect(none?.legend).toContain(' · no release · ');
  });

  test('the part of a busiest person nobody could ask about is not drawn where it is not known', () => {
    const unasked = chartOf({ activity: sampledYear, 'monthly-commits': monthsOf(COMMITS, Array<null>(24).fill(null)) });
    expect(unasked?.seen.solid).toHaveLength(12);
    const partly = chartOf({ activity: sampledYear, 'monthly-commits': monthsOf(COMMITS, [null, ...third.slice(1)]) });
    expect(partly?.seen.solid).toHaveLength(12);
  });

  test('of fewer than ten commits nobody has a share', () => {
    const few = chartOf({ activity: restingYear, 'monthly-commits': monthsOf(COMMITS, third) });
    expect(`${few?.legend} ${few?.alternative}`).not.toContain('busiest');
    expect(few?.seen.solid).toEqual([]);
  });
});

describe('the year that people were counted in', () => {
  test('is drawn where no closer look was taken: half as wide, human commits, estimates as such', async () => {
    const chart = chartOf({ activity: sampledYear, releases: healthy.releases });
    expect(chart?.alternative).toBe(
      '12 months: about 58 to 71 human commits a month, busiest person about 16 % of 781, last 5 releases',
    );
    expect(chart?.legend).toContain('Human commits a month, up to about 71');
    expect(chart?.seen.bars).toHaveLength(12);
    await expect(chart?.svg).toMatchFileSnapshot('charts/one-year.svg');
  });

  test('months before the oldest commit that was read are gaps, not zeros', async () => {
    const months = [0, 0, 0, 0, 0, 0, 0, 0, 20, 60, 0, 20];
    const read: Activity = { ...onePersonsYear, commits: 100, months, readSince: '2025-09-20T00:00:00.000Z' };
    const chart = chartOf({ activity: read });
    expect(chart?.alternative).toBe('12 months: 0 to 60 human commits a month seen, 8 months not known');
    expect(chart?.seen.lines).toEqual([[97, 142]]); // the last four months, the one without a commit included
    expect(chart?.seen.bars).toHaveLength(3);
    await expect(chart?.svg).toMatchFileSnapshot('charts/partly-known.svg');
  });

  test('months without a commit are on the line', () => {
    const chart = chartOf({ activity: restingYear });
    expect(chart?.seen.lines).toEqual([[1, 142]]);
    expect(chart?.seen.bars).toHaveLength(2);
    expect(chart?.alternative).toBe('12 months: 0 to 4 human commits a month');
  });

  test('stands in where the closer look told nothing that can be drawn', () => {
    const odd = monthsOf(Array<number>(24).fill(Number.NaN), []);
    expect(chartOf({ 'monthly-commits': odd, activity: restingYear })?.alternative).toMatch(/^12 months/);
  });
});

describe('nothing is drawn', () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['where nothing is known', {}],
    ['where it is not known yet', { 'monthly-commits': { unknown: 'pending' }, activity: { unknown: 'pending' } }],
    ['where there is no month', { 'monthly-commits': [], releases: healthy.releases }],
    ['where nobody committed: the headline says so', { 'monthly-commits': monthsOf(Array<number>(24).fill(0), []) }],
    ['where no number is one', { 'monthly-commits': monthsOf([Number.NaN, -1, Infinity, 1e300], []) }],
  ])('%s', (_, facts) => {
    expect(chartOf(facts)).toBeUndefined();
  });
});

describe('every picture', () => {
  const number = fc.oneof(
    fc.nat(500),
    fc.constantFrom(Number.NaN, Infinity, -Infinity, -1, 0, -0, 0.4, 1e300, Number.MAX_SAFE_INTEGER, 1e15),
    fc.double(),
  );
  const moment = fc.oneof(
    fc.date({ min: new Date('2023-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
    fc.constantFrom('', '"/><script>alert(1)</script>', '0000-00-00', '2026-01-10'),
  );
  const facts = fc.record(
    {
      'monthly-commits': fc.array(fc.record({ from: moment, commits: number, busiest: fc.option(number) }), { maxLength: 40 }),
      activity: fc
        .record({
          commits: number,
          shares: fc.array(number, { maxLength: 3 }),
          months: fc.array(number, { minLength: 12, maxLength: 12 }),
          busiestMonths: fc.array(number, { minLength: 12, maxLength: 12 }),
          until: moment,
          readSince: moment,
          sampled: fc.boolean(),
        })
        .map((year) => ({ ...sampledYear, ...year })),
      releases: fc.record({
        stable: fc.array(fc.record({ version: fc.string(), at: moment }), { maxLength: 200 }),
        total: fc.oneof(fc.nat(300), fc.constant(Number.NaN)),
      }),
    },
    { requiredKeys: ['releases'] },
  );

  test('is made of plain paths within its own bounds, small, and the same for the same facts, whatever the numbers', () => {
    let drawn = 0;
    fc.assert(
      fc.property(facts, (given) => {
        const chart = chartOf(given);
        if (!chart) return;
        drawn += 1;
        const { seen, svg, alternative, legend, markdown } = chart;
        expect(seen.bars.length + seen.outlined.length).toBeGreaterThan(0);
        for (const { left, right, height } of [...seen.outlined, ...seen.bars, ...seen.solid]) {
          expect(left).toBeGreaterThanOrEqual(0);
          expect(right).toBeLessThanOrEqual(seen.width);
          expect(height).toBeLessThanOrEqual(36);
        }
        for (const solid of seen.solid) {
          const bar = [...seen.bars, ...seen.outlined].find(({ left }) => left === solid.left);
          expect(solid.height).toBeLessThanOrEqual(bar?.height ?? 0);
        }
        for (const tick of seen.ticks) expect(tick > 0 && tick < seen.width).toBe(true);
        expect(seen.width).toBeLessThanOrEqual(300);
        expect(svg.length).toBeLessThanOrEqual(3_000);
        expect(markdown.length).toBeLessThanOrEqual(5_000);
        expect(`${alternative} ${legend}`).not.toMatch(/NaN|Infinity|undefined|-\d|script/);
        expect(chartOf(given)?.markdown).toBe(markdown);
      }),
      { numRuns: 500 },
    );
    expect(drawn).toBeGreaterThan(100);
  });

  test('of a well-known project is below 3,000 characters as an address, forty releases included', () => {
    const days = Array.from({ length: 40 }, (_, at) =>
      new Date(Date.parse(NOW) - at * 17 * 86_400_000).toISOString().slice(0, 10),
    );
    const chart = chartOf({
      ...healthy,
      ...wellKept,
      ...lookedAt,
      activity: sampledYear,
      'monthly-commits': monthsOf(COMMITS, third),
      releases: releases(days.reverse(), 400),
    });
    expect(chart?.seen.ticks).toHaveLength(40);
    expect(readMarkdown(chart?.markdown ?? '').images[0]?.address.length).toBeLessThan(3_000);
  });

  /** White, black, and what VS Code's light, dark and high-contrast themes and Solarized's paint hovers and editors with. */
  const BACKGROUNDS = [
    '#ffffff',
    '#f8f8f8',
    '#f3f3f3',
    '#eee8d5',
    '#1e1e1e',
    '#1f1f1f',
    '#252526',
    '#202020',
    '#0c141f',
    '#000000',
  ];

  test.each(Object.entries(CHART_COLOURS))('is seen on light, dark and high contrast: %s %s', (_, colour) => {
    const poor = BACKGROUNDS.map((background) => [background, contrast(colour, background)] as const).filter(
      ([, ratio]) => ratio < 3,
    );
    expect(poor).toEqual([]);
  });
});

/** The contrast of two colours from 1 to 21, as WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('contrast is what WCAG says', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});
