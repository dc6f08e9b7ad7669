import type { Instant } from '../../model/instant.ts';
import { mergedEntry, youngerThan, type Entries, type Entry } from './entry.ts';
import { hashOf, spreadOf } from './keyHash.ts';
import { forOthers } from './setbacks.ts';
import { fitting, readShard, shardText, type Lines } from './shard.ts';
import type { ShardFiles } from './shardFiles.ts';
import { entryText, momentOf, readEntry, type Provided } from './shardText.ts';

/** Enough that one is small to read (tens of KiB for a thousand dependencies), few enough that writing all of them is quick. */
const SHARDS = 64;
const MAX_BYTES = 20 * 1024 * 1024;
/** From the first entry not yet written to writing, ms. */
const WRITE_AFTER_MS = 2_000;
/** How long a shard is taken to be as it was last seen before looking whether others wrote to it, ms. */
const LOOK_AFTER_MS = 5_000;
/** Days after which a value is not shown any more, however long nobody answers. */
const HARD_AGE_DAYS = 30;
const DAY_MS = 86_400_000;
/** Most shards written at once. */
const WRITERS = 4;

/** What the store is made of. */
export interface SharedEntriesOptions {
  readonly files: ShardFiles;
  /** What each source, by its id, provides; entries of other sources are not kept. */
  readonly provided: ReadonlyMap<string, Provided>;
  now(): Instant;
  /** Told once of a disk that fails, until it does not. */
  log(message: string): void;
}

/** Entries shared with other processes by way of a folder. */
export interface SharedEntries extends Entries {
  /** Writes what is not written yet, and waits for a clearing; never rejects. */
  flush(): Promise<void>;
}

interface Shard {
  /** Read, or set here. */
  readonly entries: Map<string, Entry>;
  /** Seen on disk and not asked for yet. */
  lines: Lines;
  readonly unwritten: Map<string, Entry>;
  stamp: string | undefined;
}

/**
 * Entries kept on disk. Reading is synchronous and lazy: the first look at a shard reads its one small file, an entry is parsed when first
 * asked for; together a tenth of a millisecond an entry (`scripts/soak/store.soak.ts` prints it). So the store needs no start-up, no await
 * in a hover, and never shows "not asked yet" for what is on disk.
 */
export function sharedEntries({ files, provided, now, log }: SharedEntriesOptions): SharedEntries {
  const shards = Array.from({ length: SHARDS }, (): Shard => ({
    entries: new Map(),
    lines: new Map(),
    unwritten: new Map(),
    stamp: undefined,
  }));
  const seenOfLate = new Set<Shard>();
  let writing: ReturnType<typeof setTimeout> | undefined;
  let work: Promise<void> = Promise.resolve();
  let isFailing = false;
  /** Clearings under way: what still stands on disk is forgotten already. */
  let clearing = 0;

  const shardOf = (key: string) => shards[hashOf(key) % SHARDS] as Shard;
  const providedFor = (key: string) => provided.get(key.slice(0, key.indexOf(' ')));
  const oldest = () => new Date(Date.parse(now()) - HARD_AGE_DAYS * DAY_MS).toISOString();
  const tomorrow = () => new Date(Date.parse(now()) + DAY_MS).toISOString();

  /** The entry of a line; none where its source is not known, it is too old, or its clock was wrong by a day. */
  function entryOf(key: string, line: string): Entry | undefined {
    const of = providedFor(key);
    const entry = of && momentOf(line) < tomorrow() ? readEntry(line, of) : undefined;
    return entry && youngerThan(oldest(), entry);
  }

  /** Takes over what is on disk; entries that are gone from there (cleared, too many) go, but those yet to be written. */
  function takeOver(shard: Shard, lines: Lines): void {
    for (const [key, entry] of shard.entries) {
      const line = lines.get(key);
      if (line === undefined) {
        if (!shard.unwritten.has(key)) shard.entries.delete(key);
      } else if (momentOf(line) !== entry.at) {
        const other = entryOf(key, line);
        if (other) shard.entries.set(key, { ...mergedEntry(entry, other), spread: spreadOf(key) });
      }
    }
    shard.lines = lines;
  }

  function look(index: number): void {
    const shard = shards[index] as Shard;
    if (seenOfLate.size === 0) setTimeout(() => seenOfLate.clear(), LOOK_AFTER_MS).unref();
    seenOfLate.add(shard);
    const found = files.read(index, shard.stamp);
    if (found === 'same') return;
    shard.stamp = found?.stamp;
    const lines = found ? readShard(found.text) : new Map<string, string>();
    if (lines) takeOver(shard, lines);
    else for (const [key, entry] of shard.entries) mark(shard, key, entry); // damaged by somebody: what is held here mends it
  }

  function mark(shard: Shard, key: string, entry: Entry): void {
    shard.unwritten.set(key, entry);
    writing ??= setTimeout(() => void write(), WRITE_AFTER_MS).unref();
  }

  /** Brings a shard's unwritten entries to disk, beside what others have written there. */
  async function writeShard(index: number): Promise<void> {
    const shard = shards[index] as Shard;
    const batch = new Map(shard.unwritten);
    if (batch.size === 0) return;
    let written: Lines = new Map();
    const stamp = await files.update(index, (text) => {
      const lines = text === undefined ? undefined : readShard(text);
      const merged: Lines = new Map(lines);
      if (text !== undefined && !lines) for (const [key, entry] of shard.entries) batch.set(key, entry);
      for (const [key, entry] of batch) {
        const of = providedFor(key);
        const line = merged.get(key);
        const other = line === undefined ? undefined : entryOf(key, line);
        if (of) merged.set(key, entryText(forOthers(other ? mergedEntry(entry, other) : entry), of));
      }
      const limit = oldest();
      for (const [key, line] of merged) if (momentOf(line) < limit) merged.delete(key);
      written = fitting(merged, MAX_BYTES / SHARDS);
      return shardText(written);
    });
    for (const [key, entry] of batch) if (shard.unwritten.get(key) === entry) shard.unwritten.delete(key);
    shard.stamp = stamp;
    takeOver(shard, clearing > 0 ? new Map<string, string>() : written);
  }

  async function writeAll(): Promise<void> {
    const indices = shards.flatMap(({ unwritten }, index) => (unwritten.size > 0 ? [index] : []));
    const failures: unknown[] = [];
    await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        for (let index = indices.pop(); index !== undefined; index = indices.pop()) {
          try {
            await writeShard(index);
          } catch (error) {
            failures.push(error);
            indices.length = 0; // what fails for one fails for all; they stay unwritten until the next time
          }
        }
      }),
    );
    const [failure] = failures;
    if (failure !== undefined && !isFailing) log(`facts could not be stored: ${messageOf(failure)}`);
    isFailing = failure !== undefined;
  }

  function write(): Promise<void> {
    clearTimeout(writing);
    writing = undefined;
    work = work.then(writeAll);
    return work;
  }

  return {
    get(key) {
      const index = hashOf(key) % SHARDS;
      const shard = shards[index] as Shard;
      if (!seenOfLate.has(shard) && clearing === 0) look(index);
      const held = shard.entries.get(key);
      if (held) return held;
      const line = shard.lines.get(key);
      const read = line === undefined ? undefined : entryOf(key, line);
      if (!read) return undefined;
      const entry: Entry = { ...read, spread: spreadOf(key) };
      shard.entries.set(key, entry);
      return entry;
    },
    set(key, entry) {
      const shard = shardOf(key);
      const kept: Entry = { ...entry, spread: spreadOf(key) };
      shard.entries.set(key, kept);
      if (providedFor(key)) mark(shard, key, kept);
    },
    clear() {
      for (const shard of shards) {
        shard.unwritten.clear();
        takeOver(shard, new Map());
      }
      clearing += 1;
      work = work
        .then(() => files.clear())
        .catch((error: unknown) => log(`stored facts could not be cleared: ${messageOf(error)}`))
        .finally(() => (clearing -= 1));
    },
    flush: write,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
