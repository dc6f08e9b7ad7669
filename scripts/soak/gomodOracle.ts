import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { GomodFile } from '../../server/src/formats/gomod.ts';
import type { GomodModule } from '../../server/src/formats/gomodEntries.ts';

const run = promisify(execFile);
/** Nothing of the surroundings may change the answer: this toolchain, no flags, no workspace. */
const ENVIRONMENT = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off', GO111MODULE: 'on' };
const OLDEST_MINOR = 25;

/** Whether a go command of 1.25 or newer, which knows every directive, is installed. */
export function hasGo(): boolean {
  try {
    const version = execFileSync('go', ['env', 'GOVERSION'], { env: ENVIRONMENT, encoding: 'utf8', stdio: 'pipe' });
    const minor = /^go1\.([0-9]+)/.exec(version)?.[1];
    return minor !== undefined && Number(minor) >= OLDEST_MINOR;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** What `go mod edit -json` answers to each text, in order; null where it refuses the text. Two at a time, 30 s each at most. */
export async function askGo(texts: readonly string[]): Promise<readonly unknown[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mainstay-gomod-'));
  try {
    const answers: unknown[] = new Array(texts.length).fill(null);
    let next = 0;
    const work = async (): Promise<void> => {
      for (let index = next++; index < texts.length; index = next++)
        answers[index] = await askOne(folder, index, texts[index] ?? '');
    };
    await Promise.all([work(), work()]);
    return answers;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function askOne(folder: string, index: number, text: string): Promise<unknown> {
  const file = join(folder, `${index}.mod`);
  await writeFile(file, text);
  try {
    const { stdout } = await run('go', ['mod', 'edit', '-json', file], { cwd: folder, env: ENVIRONMENT, timeout: 30_000 });
    return JSON.parse(stdout);
  } catch (error) {
    if (error instanceof Error && 'stderr' in error && String(error.stderr).includes('errors parsing')) return null;
    throw error;
  }
}

/** Our reading in the shape of `go mod edit -json`, which drops repeated excludes, tools and ignores and all but the last of equal replaces. */
export function asGoPrints(file: GomodFile): unknown {
  return {
    Module: {
      Path: file.module ?? '',
      ...(file.deprecated === null || file.deprecated === '' ? {} : { Deprecated: file.deprecated }),
    },
    ...(file.go === null ? {} : { Go: file.go }),
    ...(file.toolchain === null ? {} : { Toolchain: file.toolchain }),
    ...(file.godebug.length === 0 ? {} : { GoDebug: file.godebug.map(({ key, value }) => ({ Key: key, Value: value })) }),
    Require: list(file.require, (required) => ({ ...moduleAs(required), ...(required.indirect ? { Indirect: true } : {}) })),
    Exclude: list(firstOfEach(file.exclude.map(moduleAs)), (module) => module),
    Replace: list(
      firstOfEach(
        file.replace.map(({ old, to }) => ({ Old: moduleAs(old), New: to === null ? {} : moduleAs(to) })).toReversed(),
        ({ Old }) => JSON.stringify(Old),
      ).toReversed(),
      (replace) => replace,
    ),
    Retract: list(file.retractions, ({ low, high, rationale }) => ({
      ...(low === '' ? {} : { Low: low }),
      ...(high === '' ? {} : { High: high }),
      ...(rationale === '' ? {} : { Rationale: rationale }),
    })),
    Tool: list(firstOfEach(file.tool.map(({ value }) => ({ Path: value }))), (tool) => tool),
    Ignore: list(firstOfEach(file.ignore.map(({ value }) => ({ Path: value }))), (ignore) => ignore),
  };
}

function moduleAs({ path, version, canonical }: GomodModule): { readonly Path: string; readonly Version?: string } {
  return { Path: path.value, ...(version === null ? {} : { Version: canonical ?? version.value }) };
}

function firstOfEach<T>(items: readonly T[], key: (item: T) => string = JSON.stringify): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => seen.size < seen.add(key(item)).size);
}

/** Go prints an empty list as null. */
function list<T, U>(items: readonly T[], map: (item: T) => U): readonly U[] | null {
  return items.length === 0 ? null : items.map(map);
}
