/**
 * The local upstream as a program: `node scripts/run.mjs test/upstream/main.ts [--port N] [--now ISO] [--stale-days N] [--latency MS]
 * [--script JSON]… [--catalog DIR] [--until-stdin-ends]`. Its first line of output is the value for MAINSTAY_UPSTREAMS; then it serves until it is killed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Rule } from './misbehaviour.ts';
import { startUpstream } from './server.ts';
import { worldAt } from './world/index.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    now: { type: 'string' },
    'stale-days': { type: 'string', default: '0' },
    latency: { type: 'string', default: '0' },
    script: { type: 'string', multiple: true, default: [] },
    catalog: { type: 'string' },
    'until-stdin-ends': { type: 'boolean', default: false },
  },
});

const { catalog } = values;
const upstream = await startUpstream({
  latencyMs: Number(values.latency),
  world: worldAt((values.now === undefined ? new Date() : new Date(values.now)).toISOString(), {
    staleDays: Number(values['stale-days']),
  }),
  ...(values.port === undefined ? {} : { port: Number(values.port) }),
  ...(catalog === undefined ? {} : { options: { catalogFile: (...wanted: readonly string[]) => stored(catalog, wanted) } }),
});
for (const rule of values.script) upstream.script(JSON.parse(rule) as Rule);
console.log(JSON.stringify(upstream.env));
// A parent that dies closes the pipe: no server is left behind.
if (values['until-stdin-ends']) process.stdin.on('end', () => process.exit(0)).resume();

/** A file of a folder of checked-out repositories (`<owner>__<repo>/<path>`), whatever the revision. */
function stored(folder: string, [owner = '', repository = '', , path = '']: readonly string[]): string | undefined {
  const file = join(folder, `${owner}__${repository}`, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
