/** A picture of commits as a reader of SVG sees it. */
export interface ReadChart {
  readonly width: number;
  readonly height: number;
  /** Left and right edge, and height, of each empty bar, filled bar and solid part, px. */
  readonly outlined: readonly Box[];
  readonly bars: readonly Box[];
  readonly solid: readonly Box[];
  /** Left and right end of each line below the bars. */
  readonly lines: readonly (readonly [number, number])[];
  readonly ticks: readonly number[];
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

const NUMBER = String.raw`\d{1,3}(?:\.\d)?`;
const BOX = String.raw`M(${NUMBER}) (${NUMBER})v-(\d{1,2})h(\d)v\3z`;
const COLOUR = '"#[0-9a-f]{6}"';
/** All that may ever be in one: paths of plain numbers, in this order. */
const SVG = new RegExp(
  `^<svg xmlns="http://www\\.w3\\.org/2000/svg" width="(\\d{1,3})" height="(\\d{2})" viewBox="0 0 \\1 \\2">` +
    `(?:<path d="((?:M${NUMBER} ${NUMBER}h\\d{1,3})+)" stroke=${COLOUR}/>)?` +
    `(?:<path d="((?:M${NUMBER} ${NUMBER}v-\\d{1,2}h\\dv\\d{1,2}z)+)" fill="none" stroke=${COLOUR}/>)?` +
    `(?:<path d="((?:M${NUMBER} ${NUMBER}v-\\d{1,2}h\\dv\\d{1,2}z)+)" fill=${COLOUR} fill-opacity="\\.25" stroke=${COLOUR}/>)?` +
    `(?:<path d="((?:M${NUMBER} ${NUMBER}v-\\d{1,2}h\\dv\\d{1,2}z)+)" fill=${COLOUR} stroke=${COLOUR}/>)?` +
    `(?:<path d="((?:M${NUMBER} ${NUMBER}v\\d)+)" stroke=${COLOUR} stroke-width="2"/>)?</svg>$`,
);

/** Reads one; throws where it holds anything but what our pictures are made of. */
export function readChart(svg: string): ReadChart {
  const found = SVG.exec(svg);
  if (!found) throw new Error(`not a picture of ours: ${svg}`);
  const [, width, height, lines = '', outlined = '', bars = '', solid = '', ticks = ''] = found;
  return {
    width: Number(width),
    height: Number(height),
    outlined: boxesOf(outlined),
    bars: boxesOf(bars),
    solid: boxesOf(solid),
    lines: [...lines.matchAll(/M([\d.]+) [\d.]+h(\d+)/g)].map(([, left, length]) => [
      Number(left),
      Number(left) + Number(length),
    ]),
    ticks: [...ticks.matchAll(/M([\d.]+) /g)].map(([, left]) => Number(left)),
  };
}

function boxesOf(steps: string): readonly Box[] {
  return [...steps.matchAll(new RegExp(BOX, 'g'))].map(([, left, , high, wide]) => ({
    left: Number(left) - 0.5,
    right: Number(left) + Number(wide) + 0.5,
    height: Number(high) + 1, // the edge lies on half pixels
  }));
}

/** The SVG in the address of a picture; throws where the address is of another kind. */
export function svgOf(address: string): string {
  const [, data] = /^data:image\/svg\+xml;base64,([A-Za-z0-9+/]+={0,2})$/.exec(address) ?? [];
  if (data === undefined) throw new Error(`not a picture in the text itself: ${address}`);
  return atob(data);
}
