// `npm run bench`: speed and size, measured, never asserted.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { benchActivation } from './activating.ts';
import { benchChecking } from './checking.ts';
import { benchParsing } from './parsing.ts';
import { benchHover, benchKeystrokes, benchStart } from './serving.ts';

execFileSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
const say = (what: string, measured: string) => console.log(`${what.padEnd(44)} ${measured}`);

for (const [what, measured] of Object.entries(benchParsing())) say(what, measured);
say('check 60 dependencies, 30 ms latency', await benchChecking({ npm: 42, go: 18 }, 30));
say('check 1,000 dependencies, 30 ms latency', await benchChecking({ npm: 700, go: 300 }, 30));
say('check 1,000 dependencies, no latency', await benchChecking({ npm: 700, go: 300 }, 0));
say('activation in the extension host', await benchActivation());
say('server, 60 dependencies, 30 ms latency', await benchStart(60, 30));
say('warm hover, 60 dependencies', await benchHover(60));
say('keystroke to diagnostics, 1,000 dependencies', await benchKeystrokes(1000, 60));
for (const file of readdirSync('dist').filter((name) => name.endsWith('.js'))) {
  const bytes = readFileSync(`dist/${file}`);
  say(`dist/${file}`, `${(bytes.length / 1024).toFixed(0)} KiB, ${(gzipSync(bytes).length / 1024).toFixed(0)} KiB gzip`);
}
