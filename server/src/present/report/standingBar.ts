import { STANDINGS, type StandingWord } from '../../model/standing.ts';
import { html, type Html } from './html.ts';

/**
 * Three lightnesses in turn, each with a contrast of 3 to 1 and more against white, black and VS Code's dark ground (WCAG 2.2, 1.4.11); neighbours in the
 * order of standings, and those next to them, differ by 1.3 to 1. Gaps of the ground part them all, and words and numbers stand beside.
 */
const COLOURS: Readonly<Record<StandingWord, string>> = {
  ended: '#8c559e',
  new: '#3da29e',
  finished: '#4c8c4c',
  fading: '#b9451a',
  'one-person': '#ba8c21',
  light: '#ae6986',
  'small-team': '#1e68cf',
  sustained: '#1d9ecd',
  unknown: '#7e7e7e',
};
const WIDTH = 720;
const HEIGHT = 28;
/** Of the ground, between two parts. */
const GAP = 3;

/** How many there are of each standing as one bar, each part as wide as its count; a legend of words and numbers beside it is the caller's. */
export function standingBar(counts: ReadonlyMap<StandingWord, number>, alternative: string): Html {
  const all = [...counts.values()].reduce((sum, one) => sum + one, 0);
  let left = 0;
  const parts = STANDINGS.flatMap((standing): readonly Html[] => {
    const width = all === 0 ? 0 : ((counts.get(standing) ?? 0) / all) * WIDTH;
    if (width === 0) return [];
    const part = html`<rect
      x="${left.toFixed(1)}"
      y="0"
      width="${Math.max(1, width - GAP).toFixed(1)}"
      height="${HEIGHT}"
      fill="${COLOURS[standing]}"
    />`;
    left += width;
    return [part];
  });
  return html`<svg role="img" aria-label="${alternative}" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
    ${parts}
  </svg>`;
}

/** The square before a standing's name in a legend. */
export function standingKey(standing: StandingWord): Html {
  return html`<svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
    <rect width="12" height="12" fill="${COLOURS[standing]}" />
  </svg>`;
}
