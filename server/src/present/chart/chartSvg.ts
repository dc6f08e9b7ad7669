import type { ChartData, ChartMonth } from './chartData.ts';

/**
 * The colours of the picture: mid-tones, since it cannot know what it is drawn on. Each keeps a contrast of 3 to 1 and more against white,
 * black and the hovers of VS Code's own themes; what matters is told by form too.
 */
export const CHART_COLOURS = { bars: '#3f87cb', line: '#808080', releases: '#c66b2a' } as const;

/** Pixels: a bar and the gap after it, the highest bar, and what stands below. */
const BAR = 9;
const SLOT = 12;
const HIGHEST = 36;
const BASE = HIGHEST + 1;
const TICKS = BASE + 4;
const TICK_HEIGHT = 6;
const HEIGHT = TICKS + TICK_HEIGHT + 1;
/** Ticks closer together than this are one. */
const TICK_STEP = 3;
/** Between the year before and the last one. */
const BETWEEN_YEARS = 6;
const MONTHS_OF_YEAR = 12;

/**
 * The picture as SVG: a bar for each month, pale with an edge as high as the human commits, solid as high as the busiest person's part; empty with a grey edge
 * as far as merges and bots add to it, or are not told apart; below it a line as far as months are known, and a tick for each release. Numbers only: no text, script, style or reference is in it. Equal data gives equal text, below 3,000 characters.
 */
export function chartSvg({ months, releases }: ChartData): string {
  const width = leftOf(months.length, months.length) - (SLOT - BAR) + 2;
  const most = Math.max(1, ...months.map(highest));
  const { bars, line, releases: ticks } = CHART_COLOURS;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}">`,
    path(known(months), `stroke="${line}"`),
    path(
      boxes(months, (month) => (month.all === undefined ? 0 : heightOf(highest(month), most))),
      `fill="none" stroke="${line}"`,
    ),
    path(
      boxes(months, ({ human }) => heightOf(human, most)),
      `fill="${bars}" fill-opacity=".25" stroke="${bars}"`,
    ),
    path(
      boxes(months, ({ busiest }) => heightOf(busiest, most)),
      `fill="${bars}" stroke="${bars}"`,
    ),
    path(marks(releases?.at ?? [], months.length), `stroke="${ticks}" stroke-width="2"`),
    '</svg>',
  ].join('');
}

/** Commits of a month however they were counted: an estimate of the human ones may be more than all there were. */
function highest({ human = 0, all = 0 }: ChartMonth): number {
  return Math.max(human, all);
}

function path(steps: string, look: string): string {
  return steps === '' ? '' : `<path d="${steps}" ${look}/>`;
}

/** Where the slot of a month begins; the last year stands apart from what came before it. */
function leftOf(at: number, of: number): number {
  return 1 + at * SLOT + (of > MONTHS_OF_YEAR && at >= of - MONTHS_OF_YEAR ? BETWEEN_YEARS : 0);
}

/** Any commit at all is seen. */
function heightOf(commits: number | undefined, most: number): number {
  return commits === undefined || commits === 0 ? 0 : Math.max(1, Math.round((commits / most) * HIGHEST));
}

/** Edges lie on half pixels, where a line of one pixel is sharp. */
function boxes(months: readonly ChartMonth[], height: (month: ChartMonth) => number): string {
  return months
    .map((month, at) => {
      const high = height(month);
      return high === 0 ? '' : `M${leftOf(at, months.length) + 0.5} ${BASE - 0.5}v-${high - 1}h${BAR - 1}v${high - 1}z`;
    })
    .join('');
}

/** One line for each run of months that are known; a gap says that nothing is. */
function known(months: readonly ChartMonth[]): string {
  const isKnown = (at: number) => (months[at]?.human ?? months[at]?.all) !== undefined;
  return months
    .map((_, from) => {
      if (!isKnown(from) || isKnown(from - 1)) return '';
      let to = from;
      while (isKnown(to + 1)) to += 1;
      const left = leftOf(from, months.length);
      return `M${left} ${BASE + 1.5}h${leftOf(to, months.length) + BAR - left}`;
    })
    .join('');
}

function marks(releases: readonly number[], months: number): string {
  const lefts = releases.map((part) => {
    const slot = Math.min(months - 1, Math.floor(part * months));
    const within = Math.floor(((part * months - slot) * BAR) / TICK_STEP) * TICK_STEP;
    return leftOf(slot, months) + Math.min(within, BAR - TICK_STEP) + TICK_STEP / 2;
  });
  return [...new Set(lefts)]
    .sort((a, b) => a - b)
    .map((left) => `M${left} ${TICKS}v${TICK_HEIGHT}`)
    .join('');
}
