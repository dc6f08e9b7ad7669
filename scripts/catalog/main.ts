import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CatalogueFile } from '../../server/src/sources/catalogue/format.ts';
import { build, type Built, type Inputs, type Sourced } from './build.ts';
import { render } from './compact.ts';
import { CatalogueProblem } from './entry.ts';
import { differences, objections } from './guards.ts';
import { basesFrom, refresh } from './refresh.ts';
import { fileOf, type Upstream } from './sources.ts';
import { failedSpotChecks } from './spotChecks.ts';
import { summary } from './summary.ts';

const OUTPUT = 'server/src/sources/catalogue.json';
const CACHE = '.cache/catalog';
const MAX_BYTES = 250_000;
const USAGE = `npm run catalog [-- OPTIONS]: builds ${OUTPUT} from the foundations' lists
  --data DIR   the lists (default ../shared/data/foundations)
  --check      compare with the committed file, write nothing
  --refresh    fetch the machine-readable lists anew, show what changed, refuse what a person must see first
  --accept     with --refresh: take the new lists in spite of the objections shown`;

const OPTIONS = {
  data: { type: 'string', default: '../shared/data/foundations' },
  check: { type: 'boolean', default: false },
  refresh: { type: 'boolean', default: false },
  accept: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Runs the generator; returns the exit code: 0 done, 1 refused or out of date, 2 unusable input. */
async function run(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help) return say(USAGE, 0);
  if (!existsSync(join(values.data, 'facts.json'))) {
    const missing = `no foundation lists in ${values.data} (facts.json and upstream/ are expected there)`;
    return values.check ? say(`catalogue not regenerated: ${missing}`, 0) : say(`${missing}; name the folder with --data`, 2);
  }
  const pinned = build(inputsFrom(values.data));
  if (values.check) return check(pinned);
  if (values.refresh) return refreshed(pinned, values.data, values.accept);
  const failed = failedSpotChecks(pinned.file);
  if (failed.length > 0) return say(['spot checks failed, nothing written:', ...failed].join('\n  '), 1);
  return write(pinned);
}

function check({ file }: Built): number {
  const committed = readFileSync(OUTPUT, 'utf8');
  if (render(file) === committed) return say(`${OUTPUT} is what its sources give`, 0);
  const { sources } = JSON.parse(committed) as CatalogueFile;
  const pins = new Set(file.sources.map((row) => row.join(' ')));
  const newer = sources.filter((row) => !pins.has(row.join(' ')));
  if (newer.length > 0) return say(`${OUTPUT} was refreshed after the lists at hand (${newer.length} sources): not compared`, 0);
  return say(`${OUTPUT} is not what its sources give: run npm run catalog and commit the result`, 1);
}

async function refreshed(pinned: Built, data: string, accept: boolean): Promise<number> {
  const bases = basesFrom(process.env['MAINSTAY_UPSTREAMS']);
  const fresh = await refresh(bases, CACHE, new Date().toISOString().slice(0, 10));
  const built = build(inputsFrom(data, fresh));
  const committed = JSON.parse(readFileSync(OUTPUT, 'utf8')) as CatalogueFile;
  console.log(['changes:', ...differences(committed, built.file)].join('\n  '));
  const against = objections(pinned, built);
  if (against.length === 0 || accept) return write(built);
  return say(['refused; look, then repeat with --accept:', ...against].join('\n  '), 1);
}

function inputsFrom(data: string, fresh: ReadonlyMap<Upstream, Sourced> = new Map()): Inputs {
  const file = (name: string) => {
    try {
      return readFileSync(join(data, name), 'utf8');
    } catch (error) {
      throw new CatalogueProblem(`${join(data, name)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return { file, upstream: (source) => fresh.get(source) ?? { text: file(fileOf(source)), row: source.row } };
}

function write(built: Built): number {
  const text = render(built.file);
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES) return say(`the catalogue would be ${bytes} bytes, more than ${MAX_BYTES}: nothing written`, 1);
  writeFileSync(OUTPUT, text);
  return say([`${OUTPUT}: ${bytes} bytes`, ...summary(built.file)].join('\n'), 0);
}

function say(text: string, code: number): number {
  (code === 0 ? console.log : console.error)(text);
  return code;
}

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof CatalogueProblem || (error instanceof TypeError && 'code' in error))) throw error;
  process.exitCode = say(error.message, 2); // a list or an option that cannot be used
}
