// `node scripts/icon.mjs`: draws the mark, a mast held by its stays, as media/icon.svg (to read) and media/icon.png (which VS Code wants).
import { writeFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';

const SIZE = 256;
const SEA = '#3f6b73';
const SAND = '#ead9b5';
const COPPER = '#d98c5f';

/** A line with round ends; every shape of the mark but its ground is one. @typedef {{ from: [number, number], to: [number, number], width: number, colour: string }} Line */

/** Back to front. @type {readonly Line[]} */
const lines = [
  { from: [128, 48], to: [52, 192], width: 8, colour: COPPER },
  { from: [128, 48], to: [204, 192], width: 8, colour: COPPER },
  { from: [128, 96], to: [84, 192], width: 6, colour: COPPER },
  { from: [128, 96], to: [172, 192], width: 6, colour: COPPER },
  { from: [128, 44], to: [128, 196], width: 16, colour: SAND },
  { from: [44, 200], to: [212, 200], width: 20, colour: SAND },
];
const ground = { inset: 8, radius: 52, colour: SEA };

await writeFile(new URL('../media/icon.svg', import.meta.url), svg());
await writeFile(new URL('../media/icon.png', import.meta.url), png(pixels()));

function svg() {
  const { inset, radius, colour } = ground;
  const strokes = lines.map(
    ({ from, to, width, colour: stroke }) =>
      `  <line x1="${from[0]}" y1="${from[1]}" x2="${to[0]}" y2="${to[1]}" stroke="${stroke}" stroke-width="${width}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 ${SIZE} ${SIZE}" stroke-linecap="round">`,
    '  <title>Mainstay: a mast held by its stays</title>',
    `  <rect x="${inset}" y="${inset}" width="${SIZE - 2 * inset}" height="${SIZE - 2 * inset}" rx="${radius}" fill="${colour}"/>`,
    ...strokes,
    '</svg>',
    '',
  ].join('\n');
}

/** RGBA, row by row; edges are softened over one pixel by the distance of its middle. */
function pixels() {
  const rgba = new Uint8Array(SIZE * SIZE * 4);
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      const [px, py] = [x + 0.5, y + 0.5];
      const alpha = covered(toGround(px, py));
      let mixed = rgb(ground.colour);
      for (const line of lines) {
        const share = covered(toLine(px, py, line));
        const over = rgb(line.colour);
        mixed = mixed.map((value, channel) => value + ((over[channel] ?? 0) - value) * share);
      }
      rgba.set([...mixed.map(Math.round), Math.round(alpha * 255)], (y * SIZE + x) * 4);
    }
  }
  return rgba;
}

/** @param {number} distance from the edge, negative inside @returns {number} 0 to 1 */
function covered(distance) {
  return Math.min(1, Math.max(0, 0.5 - distance));
}

/** @param {number} x @param {number} y */
function toGround(x, y) {
  const half = SIZE / 2 - ground.inset - ground.radius;
  const [dx, dy] = [Math.abs(x - SIZE / 2) - half, Math.abs(y - SIZE / 2) - half];
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - ground.radius;
}

/** @param {number} x @param {number} y @param {Line} line */
function toLine(x, y, { from: [x1, y1], to: [x2, y2], width }) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy) - width / 2;
}

/** @param {string} colour `#rrggbb` */
function rgb(colour) {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** Source: PNG specification, third edition: signature, IHDR, one IDAT without filters, IEND. @param {Uint8Array} rgba */
function png(rgba) {
  const rows = Buffer.alloc(SIZE * (SIZE * 4 + 1));
  for (let y = 0; y < SIZE; y += 1) rows.set(rgba.subarray(y * SIZE * 4, (y + 1) * SIZE * 4), y * (SIZE * 4 + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIZE, 0);
  header.writeUInt32BE(SIZE, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits a channel, colour with alpha
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
