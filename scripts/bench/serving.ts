import { spawnSync } from 'node:child_process';
import { serve, type Served } from './served.ts';
import { median, ms, quantile, timesOf } from './times.ts';

const STARTS = 7;
const HOVERS = 500;
const KEYSTROKES = 100;

/** From starting the server's process to the first hints of a manifest of `size` dependencies, and to all of them: medians. */
export async function benchStart(size: number, latencyMs: number): Promise<string> {
  const runs: (Awaited<ReturnType<typeof hints>> & { readonly initialized: number })[] = [];
  for (let run = 0; run < STARTS; run += 1) {
    const served = await serve(size, { latencyMs });
    runs.push({ initialized: served.initializedMs, ...(await hints(served, size)) });
    await served.close();
  }
  const node = median(await timesOf(STARTS, () => spawnSync(process.execPath, ['-e', '0'])));
  const of = (part: keyof (typeof runs)[number]) => median(runs.map((run) => run[part]));
  const initialized = of('initialized');
  return [
    `process to initialized ${ms(initialized)} (${(initialized / node).toFixed(1)} × node alone)`,
    `then to first hints ${ms(of('first'))}`,
    `to the last of ${of('count')} ${ms(of('settled'))}`,
    `medians of ${STARTS}`,
  ].join(', ');
}

/** Times since the manifest was opened, in ms, and how many hints there are once all is answered. */
async function hints({ editor, open }: Served, size: number) {
  const started = performance.now();
  const document = open();
  for (;;) {
    const seen = editor.refreshes.hints;
    if ((await document.hints()).length > 0) break;
    await editor.until(() => editor.refreshes.hints > seen); // the server says that there may be more
  }
  const first = performance.now() - started;
  await editor.settled(size);
  const settled = performance.now() - started;
  return { first, settled, count: (await document.hints()).length };
}

/** A hover whose facts are held, through the protocol, and the same round trip where there is nothing to say. */
export async function benchHover(size: number): Promise<string> {
  const served = await serve(size, { latencyMs: 0 });
  const document = served.open();
  await served.editor.settled(size);
  const name = (turn: number) => `"${served.names[turn % size] ?? ''}"`;
  const hover = (turn: number) => document.hover(name(turn));
  await timesOf(size, hover);
  const cards = await timesOf(HOVERS, hover);
  const nothing = await timesOf(HOVERS, () => document.hover('"version"'));
  await served.close();
  const [card, bare] = [quantile(cards, 0.95), quantile(nothing, 0.95)];
  return `p50 ${ms(median(cards))}, p95 ${ms(card)} of ${HOVERS} (${(card / bare).toFixed(1)} × an empty hover’s p95, ${ms(bare)})`;
}

/** From a keystroke, in a line typed half-way, to diagnostics; all facts are held and nothing is asked. */
export async function benchKeystrokes(size: number, fewer: number): Promise<string> {
  const many = await keystrokes(size);
  const few = await keystrokes(fewer);
  return [
    `p50 ${ms(median(many.times))}`,
    `p95 ${ms(quantile(many.times, 0.95))} of ${KEYSTROKES}`,
    `${many.diagnostics} diagnostics`,
    `${many.asked} requests`,
    `p50 ${(median(many.times) / median(few.times)).toFixed(1)} × that at ${fewer} dependencies`,
  ].join(', ');
}

async function keystrokes(size: number) {
  const served = await serve(size, { latencyMs: 0, settings: { preset: 'strict' } });
  const document = served.open();
  await served.editor.settled(size);
  await document.diagnostics();
  const asked = served.upstream.log.length;
  const last = `"${served.names[Math.floor(size / 2)] ?? ''}"`;
  let typed = '';
  document.type(last, `"\n    ${last}`);
  let diagnostics = 0;
  const times = await timesOf(KEYSTROKES, async () => {
    document.type(`"${typed}\n`, `"${typed}x\n`);
    typed += 'x';
    diagnostics = (await document.diagnostics()).length;
  });
  const found = { times, diagnostics, asked: served.upstream.log.length - asked };
  await served.close();
  return found;
}
