import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { readShard } from '../../../server/src/engine/factStore/shard.ts';
import { emptyFolder, keyOf, nicknameIn, windowOn } from './folder.ts';
import { CONTENDED, nicknameOf, type WriterOrder } from './writer.ts';

/** Four processes write at once in every round; the first two are killed without warning, the other two end by themselves. */
const WRITERS = 4;
const KILLED = 2;
/** Locks of the killed are taken over after this, ms; long enough that a process that merely waits for its turn on a busy machine is not taken for dead. */
const STALE_MS = 3_000;

/** What some rounds came to. */
export interface Rounds {
  readonly stored: number;
  readonly killed: number;
  /** Locks and half-written files of the killed, as seen at the end of each round, summed. */
  readonly leftBehind: number;
  readonly damaged: number;
  /** Entries in damaged shards: the only ones that may be lost. */
  readonly inDamaged: number;
  /** What went wrong; empty where nothing did. */
  readonly wrong: readonly string[];
}

/** Rounds of four writers, killings and damage in one folder; `random` decides who dies when and what is damaged. */
export async function rounds(count: number, random: () => number): Promise<Rounds> {
  const folder = emptyFolder();
  const program = await bundle(join(folder, '..'));
  const owed = new Set<string>();
  /** Shards we damaged: they stay so until somebody writes to them. */
  const ours = new Set<string>();
  const wrong: string[] = [];
  const sum = { stored: 0, killed: 0, leftBehind: 0, damaged: 0, inDamaged: 0 };
  for (let round = 0; round < count; round += 1) {
    const runs = await Promise.all(
      Array.from({ length: WRITERS }, (_, writer) => {
        const order = { folder, name: `r${round}w${writer}`, entries: 6, staleMs: STALE_MS };
        return run(program, order, writer < KILLED ? random() * 60 : undefined);
      }),
    );
    for (const { stored, killed, code, said } of runs) {
      for (const name of stored) owed.add(name);
      sum.stored += stored.length;
      sum.killed += killed ? 1 : 0;
      if (!killed && code !== 0) wrong.push(`round ${round}: a writer ended with ${code}: ${said}`);
    }
    sum.leftBehind += readdirSync(folder).filter((name) => !name.endsWith('.json')).length;
    wrong.push(...missing(folder, owed).map((name) => `round ${round}: ${name} is lost`));
    const broken = unreadable(folder);
    wrong.push(...broken.filter((name) => !ours.has(name)).map((name) => `round ${round}: ${name} is damaged`));
    for (const name of ours) if (!broken.includes(name)) ours.delete(name);

    const shards = readdirSync(folder).filter((name) => name.endsWith('.json'));
    const shard = shards[Math.floor(random() * shards.length)] ?? '';
    const inIt = [...(readShard(readFileSync(join(folder, shard), 'latin1'))?.keys() ?? [])];
    damage(join(folder, shard), random());
    ours.add(shard);
    for (const key of inIt) if (owed.delete(key.slice(keyOf('').length))) sum.inDamaged += 1;
    sum.damaged += 1;
    wrong.push(...missing(folder, owed).map((name) => `round ${round}: ${name} went with another shard`));
  }
  return { ...sum, wrong };
}

/** Names that were said to be stored and cannot be read as they were. */
function missing(folder: string, owed: ReadonlySet<string>): readonly string[] {
  const { entries } = windowOn(folder);
  if (entries.get(keyOf(CONTENDED)) === undefined && owed.size > 0 && !isDamaged(folder)) return [CONTENDED];
  return [...owed].filter((name) => nicknameIn(entries.get(keyOf(name))) !== nicknameOf(name));
}

function isDamaged(folder: string): boolean {
  return unreadable(folder).length > 0;
}

function unreadable(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.json') && !readShard(readFileSync(join(folder, name), 'latin1')));
}

function damage(path: string, how: number): void {
  if (how < 0.3) truncateSync(path, 0);
  else if (how < 0.6) truncateSync(path, Math.floor(readFileSync(path).length / 2));
  else writeFileSync(path, '\u0000garbage');
}

interface Run {
  readonly stored: readonly string[];
  readonly killed: boolean;
  readonly code: number | null;
  readonly said: string;
}

/** One writer; killed with SIGKILL so many ms after its first words, where that is to be. */
function run(program: string, order: WriterOrder, killAfterMs: number | undefined): Promise<Run> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [program, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let heard = '';
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (heard === '' && killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
      heard += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', failed);
    child.on('close', (code, signal) => {
      // What it said in full before it died was stored.
      const stored = [...heard.matchAll(/^stored (\S+)\n/gm)].flatMap(([, name]) => (name === undefined ? [] : [name]));
      done({ stored, killed: signal === 'SIGKILL', code, said });
    });
  });
}

async function bundle(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, 'writer.cjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./writerMain.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  return outfile;
}
