import { STANDINGS, type StandingWord } from '../../model/standing.ts';
import { html, type Html } from './html.ts';

/** Mid-tones with a contrast of 3 to 1 and more against white and black; neighbours differ in lightness, and the numbers stand beside them. */
const COLOURS: Readonly<Record<StandingWord, string>> = {
  ended: '#8a6d9e',
  new: '#5f8a8a',
  finished: '#5c8a5c',
  fading: '#c66b2a',
  'one-person': '#a8802f',
  light: '#8f7f6f',
  'small-team': '#4f86c0',
  sustained: '#3f87cb',
  unknown: '#808080',
};
const WIDTH = 720;
const HEIGHT = 28;

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
      width="${Math.max(1, width - 2).toFixed(1)}"
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
