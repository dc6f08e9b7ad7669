import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mergedEntry } from '../../../server/src/engine/factStore/entry.ts';
import { emptyFolder, keyOf, nicknameIn, NOW, told, windowOn } from './folder.ts';

const LATER = '2026-11-21T09:00:00.000Z';
const names = Array.from({ length: 300 }, (_, index) => `p${index}`);
const known = (folder: string, now = NOW) => {
  const { entries } = windowOn(folder, now);
  return names.filter((name) => nicknameIn(entries.get(keyOf(name))) === name.toUpperCase());
};
/** A folder in which one window stored all the names. */
async function filled(at = NOW): Promise<string> {
  const folder = emptyFolder();
  const { entries } = windowOn(folder);
  for (const name of names) entries.set(keyOf(name), told(name.toUpperCase(), at));
  await entries.flush();
  return folder;
}

test('what one window learnt, the next one knows, with provenance and validator', async () => {
  const folder = emptyFolder();
  const first = windowOn(folder);
  first.entries.set(keyOf('a'), told('Ada', NOW, { validator: '"v1"' }));
  await first.entries.flush();
  expect(windowOn(folder).entries.get(keyOf('a'))).toMatchObject({ ...told('Ada'), validator: '"v1"' });
  expect(windowOn(folder).entries.get(keyOf('b'))).toBeUndefined();
});

test('the folder is its user’s alone', async () => {
  const folder = await filled();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual(
    readdirSync(folder).map(() => 0o600),
  );
});

test('two windows that both write keep what both learnt; the later answer of each counts', async () => {
  const folder = emptyFolder();
  const [one, other] = [windowOn(folder), windowOn(folder)];
  one.entries.set(keyOf('a'), told('old'));
  one.entries.set(keyOf('b'), told('new', LATER));
  other.entries.set(keyOf('a'), told('new', LATER));
  other.entries.set(keyOf('b'), told('old'));
  await one.entries.flush();
  await other.entries.flush();
  expect(['a', 'b'].map((name) => nicknameIn(windowOn(folder).entries.get(keyOf(name))))).toEqual(['new', 'new']);
  // The one who wrote an older answer has learnt the newer by writing.
  expect(nicknameIn(other.entries.get(keyOf('b')))).toBe('new');
});

test('a later failure takes nothing away that another window learnt before, nor its validator', () => {
  const answer = told('Ada', NOW, { validator: '"v2"' });
  const failure = { ...told('old', '2026-11-20T00:00:00.000Z', { validator: '"v1"' }), at: LATER, failure: 'malformed' as const };
  for (const merged of [mergedEntry(answer, failure), mergedEntry(failure, answer)])
    expect(merged).toEqual({ ...answer, at: LATER, failure: 'malformed' });
  const gone = { at: LATER, facts: new Map(), failure: 'not-found' as const };
  expect(mergedEntry(answer, gone)).toBe(gone);
});

describe('damage', () => {
  test.each([
    ['cut short', (path: string) => truncateSync(path, 200)],
    ['emptied', (path: string) => truncateSync(path, 0)],
    ['overwritten', (path: string) => writeFileSync(path, '\0\u00ff{"schema":1')],
    [
      'of another schema',
      (path: string) => writeFileSync(path, readFileSync(path, 'latin1').replace('"schema":1', '"schema":9')),
    ],
    ['larger than any shard', (path: string) => writeFileSync(path, 'x'.repeat(5_000_000))],
  ])('a shard that is %s costs its own entries and no other, and is written anew', async (_, damage) => {
    const folder = await filled();
    const shard = readdirSync(folder)[3] ?? expect.fail();
    const lost = Object.keys((JSON.parse(readFileSync(join(folder, shard), 'utf8')) as { entries: object }).entries);
    expect(lost.length).toBeGreaterThan(0);
    damage(join(folder, shard));
    const left = names.filter((name) => !lost.includes(keyOf(name)));
    expect(known(folder)).toEqual(left);

    const again = windowOn(folder);
    for (const key of lost) again.entries.set(key, told(key.slice(key.indexOf('/') + 1).toUpperCase(), LATER));
    await again.entries.flush();
    expect(again.complaints).toEqual([]);
    expect(known(folder)).toEqual(names);
  });

  test('a damaged row costs its own entry', async () => {
    const folder = await filled();
    const path = join(folder, readdirSync(folder)[0] ?? '');
    const rows = readFileSync(path, 'latin1').split('\n');
    writeFileSync(path, [rows[0], rows[1]?.replace('"facts":', '"facts"?'), ...rows.slice(2)].join('\n'));
    expect(known(folder)).toHaveLength(names.length - 1);
  });

  test('a window that has read a shard before it was damaged mends it by what it holds', async () => {
    const folder = await filled();
    const { entries } = windowOn(folder);
    for (const name of names) entries.get(keyOf(name));
    for (const shard of readdirSync(folder)) truncateSync(join(folder, shard), 10);
    for (const name of names.slice(0, 290)) entries.set(keyOf(name), told(name.toUpperCase(), LATER));
    await entries.flush();
    expect(known(folder).length).toBeGreaterThan(290);
  });

  test('a disk that cannot be written is told of once, and facts are held all the same', async () => {
    const folder = emptyFolder();
    mkdirSync(dirname(folder), { recursive: true });
    writeFileSync(folder, 'a file where the folder should be');
    const { entries, complaints } = windowOn(folder);
    entries.set(keyOf('a'), told('Ada'));
    await entries.flush();
    entries.set(keyOf('b'), told('Bob'));
    await entries.flush();
    expect(complaints).toHaveLength(1);
    expect(['a', 'b'].map((name) => nicknameIn(entries.get(keyOf(name))))).toEqual(['Ada', 'Bob']);
  });
});

describe('what killed processes leave', () => {
  test('locks that are old are taken over', async () => {
    const folder = await filled();
    const locks = readdirSync(folder).map((name) => join(folder, name.replace('json', 'lock')));
    for (const lock of locks) {
      mkdirSync(lock);
      utimesSync(lock, new Date(0), new Date(0));
    }
    const { entries, complaints } = windowOn(folder);
    for (const name of names) entries.set(keyOf(name), told(name.toUpperCase(), LATER));
    await entries.flush();
    expect(complaints).toEqual([]);
    expect(readdirSync(folder).filter((name) => !name.endsWith('.json'))).toEqual([]);
  });

  test('a half-written file is no shard, and is removed in time', async () => {
    const folder = await filled();
    const [old, young] = ['07.4711.1.tmp', '08.4712.1.tmp'].map((name) => join(folder, name)) as [string, string];
    for (const path of [old, young]) writeFileSync(path, '{"schema":1,"entr');
    utimesSync(old, new Date(0), new Date(0));
    expect(known(folder)).toEqual(names);
    const { entries } = windowOn(folder);
    entries.set(keyOf('a'), told('Ada'));
    await entries.flush();
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual(['08.4712.1.tmp']);
  });
});

describe('age', () => {
  test('what nobody could read for thirty days is not shown any more', async () => {
    const folder = await filled();
    expect(known(folder, '2026-12-20T00:00:00.000Z')).toEqual(names);
    expect(known(folder, '2026-12-22T00:00:00.000Z')).toEqual([]);
  });

  test('a failure of yesterday does not make facts of a month ago young', async () => {
    const folder = emptyFolder();
    const { entries } = windowOn(folder);
    entries.set(keyOf('a'), { ...told('Ada', '2026-10-01T00:00:00.000Z'), at: NOW, failure: 'malformed' });
    await entries.flush();
    const read = windowOn(folder).entries.get(keyOf('a'));
    expect(read?.failure).toBe('malformed');
    expect(read?.facts.size).toBe(0);
  });

  test('an entry from a clock that was days ahead is not believed, and stands in nobody’s way', async () => {
    const folder = await filled('2027-05-01T00:00:00.000Z');
    expect(known(folder)).toEqual([]);
    const { entries } = windowOn(folder);
    for (const name of names) entries.set(keyOf(name), told(name.toUpperCase()));
    await entries.flush();
    expect(known(folder)).toEqual(names);
  });

  test('ages are spread by a tenth either way, the same for a key in every window', async () => {
    const folder = await filled();
    const spreads = names.map((name) => windowOn(folder).entries.get(keyOf(name))?.spread ?? NaN);
    expect(Math.min(...spreads)).toBeGreaterThanOrEqual(0.9);
    expect(Math.max(...spreads)).toBeLessThanOrEqual(1.1);
    expect(Math.max(...spreads) - Math.min(...spreads)).toBeGreaterThan(0.18);
    const { entries } = windowOn(folder);
    entries.set(keyOf('p0'), told('P0', LATER));
    expect(entries.get(keyOf('p0'))?.spread).toBe(spreads[0]);
  });
});

describe('size', () => {
  test('the whole stays below twenty megabytes, the newest are kept', async () => {
    const folder = emptyFolder();
    const { entries } = windowOn(folder);
    const many = Array.from({ length: 3_000 }, (_, index) => index);
    const at = (index: number) => new Date(Date.parse(NOW) + index * 1000).toISOString();
    for (const index of many) entries.set(keyOf(`big${index}`), told('x'.repeat(10_000), at(index)));
    await entries.flush();
    const size = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    expect(size).toBeLessThan(20 * 1024 * 1024);
    expect(size).toBeGreaterThan(15 * 1024 * 1024);
    const held = windowOn(folder);
    const kept = many.filter((index) => held.entries.get(keyOf(`big${index}`)));
    expect(kept.filter((index) => index > 2_800)).toHaveLength(199);
    expect(kept.filter((index) => index < 300)).toEqual([]);
  });
});

describe('clearing', () => {
  test('forgets here and on disk, also what was being written, and touches nothing else in the folder', async () => {
    const folder = await filled();
    writeFileSync(join(folder, 'notes.json'), 'mine');
    const { entries } = windowOn(folder);
    for (const name of names) entries.set(keyOf(name), told(name.toUpperCase(), LATER));
    const writing = entries.flush();
    entries.clear();
    expect(entries.get(keyOf('p1'))).toBeUndefined();
    await writing;
    await entries.flush();
    expect(known(folder)).toEqual([]);
    expect(entries.get(keyOf('p1'))).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['notes.json']);
  });

  test('what another window held and had written before is not brought back by its next write', async () => {
    const folder = await filled();
    const other = windowOn(folder);
    for (const name of names) other.entries.get(keyOf(name));
    const { entries } = windowOn(folder);
    entries.clear();
    await entries.flush();
    other.entries.set(keyOf('p0'), told('P0', LATER));
    await other.entries.flush();
    expect(known(folder)).toEqual(['p0']);
  });
});

test('a folder that may not be read at all costs the facts in it, nothing else', async () => {
  const folder = await filled();
  chmodSync(folder, 0o000);
  try {
    expect(() => known(folder)).not.toThrow();
  } finally {
    chmodSync(folder, 0o700);
  }
});
