// `npm run bench`: speed and size, measured, never asserted.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { benchActivation } from './activating.ts';
import { benchChecking } from './checking.ts';
import { benchCrowding, benchView } from './crowding.ts';
import { benchParsing } from './parsing.ts';
import { benchHover, benchKeystrokes, benchStart } from './serving.ts';
import { benchTypedLine } from './typedLine.ts';

execFileSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
const say = (what: string, measured: string) => console.log(`${what.padEnd(48)} ${measured}`);

/** Most ms for one line: a server that is stuck is said to be, and the next line is measured. */
const LONGEST = 120_000;
const stuck: string[] = [];
async function bounded(measuring: Promise<string>): Promise<string> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((done) => {
    timer = setTimeout(() => {
      stuck.push(`${LONGEST} ms`);
      done(`not measured: took longer than ${LONGEST / 1000} s`);
    }, LONGEST);
  });
  const measured = await Promise.race([measuring, late]);
  clearTimeout(timer);
  return measured;
}

for (const [what, measured] of Object.entries(benchParsing())) say(what, measured);
say('check 60 dependencies, 30 ms latency', await benchChecking({ npm: 42, go: 18 }, 30));
say('check 1,000 dependencies, 30 ms latency', await benchChecking({ npm: 700, go: 300 }, 30));
say('check 1,000 dependencies, no latency', await benchChecking({ npm: 700, go: 300 }, 0));
say('activation in the extension host', await bounded(benchActivation()));
say('server, 60 dependencies, 30 ms latency', await bounded(benchStart(60, 30)));
say('server, 1,000 names nobody knows, 30 ms latency', await bounded(benchCrowding(1000, 300, 30)));
say('view, 1,000 names nobody knows, 30 ms latency', await bounded(benchView(1000, 30)));
say('typed line to hint and squiggle, 30 ms latency', await bounded(benchTypedLine(30)));
say('warm hover, 60 dependencies', await bounded(benchHover(60)));
say('keystroke to diagnostics, 1,000 dependencies', await bounded(benchKeystrokes(1000, 60)));
for (const file of readdirSync('dist').filter((name) => name.endsWith('.js'))) {
  const bytes = readFileSync(`dist/${file}`);
  say(`dist/${file}`, `${(bytes.length / 1024).toFixed(0)} KiB, ${(gzipSync(bytes).length / 1024).toFixed(0)} KiB gzip`);
}
if (stuck.length > 0) process.exit(1); // nobody waits for what is stuck
