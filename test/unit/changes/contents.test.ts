import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeSet } from '../../../server/src/changes/changeSet.ts';
import { isOtherContent } from '../../../server/src/formats/integrity.ts';
import { lockOf, recorded, recordedLock, WRITERS, type Writer } from '../lockfiles/reading.ts';
import { side, tell } from './telling.ts';

const app = JSON.stringify({
  dependencies: { '@example/web': '1.0.0', tiny: 'npm:@example/small@^1.0.0', '@example/lib': 'workspace:*' },
  devDependencies: { '@example/test': '^2.0.0', 'plain-example': '*' },
  optionalDependencies: { '@example/native': '^1.0.0' },
});
const HASH = /sha512-[A-Za-z0-9+/=]{20,}|(?<=checksum: (?:10c0\/)?)[0-9a-f]{40,}/g;

describe('the same versions with other contents', () => {
  const writers = Object.keys(WRITERS) as Writer[];
  const before = (writer: Writer) => side('package.json', app, { lockfile: recordedLock(writer, 'before'), member: '' });
  const changed = (writer: Writer, edit: (text: string) => string) => {
    const lockfile = lockOf(WRITERS[writer], edit(recorded(writer, 'before'))) ?? expect.fail();
    return changeSet(before(writer), side('package.json', app, { lockfile, member: '' })).map(tell);
  };

  test.each(writers)('%s: a hash that is another one is told, of lines and of what they bring in', (writer) => {
    const hashes = [...new Set(recorded(writer, 'before').match(HASH) ?? [])];
    expect(hashes.length).toBeGreaterThan(3);
    const other = (hash: string) => hash.slice(0, -8) + (/^sha/.test(hash) ? 'abcdefg=' : '01234567');
    const all = hashes.map((hash) => changed(writer, (text) => text.replaceAll(hash, other(hash))));
    for (const told of all) {
      expect(told).toHaveLength(1);
      expect(told[0]).toMatch(/^repointed \S+ (\S+) → \1(?: via .*)?$/);
    }
    expect(new Set(all.flat()).size).toBe(hashes.length);
    expect(all.flat()).toContain('repointed @example/web 1.0.0 → 1.0.0');
  });

  test.each(writers)('%s: without hashes, or by another algorithm, nothing is', (writer) => {
    const lines = (text: string) => text.replace(/^\s*"?(?:integrity|checksum)"?:? .*\n/gm, '').replace(/,(?=\s*\n\s*})/g, '');
    if (!writer.startsWith('bun') && !writer.startsWith('pnpm')) expect(changed(writer, lines)).toEqual([]);
    expect(changed(writer, (text) => text.replaceAll('sha512-', 'sha1-'))).toEqual([]);
  });

  test('Yarn packs archives itself: of another way to pack them the hashes are others', () => {
    const hash = (text: string) => text.replace(/(checksum: (?:10c0\/)?)[0-9a-f]{8}/g, '$101234567');
    expect(changed('berry4', (text) => hash(text).replaceAll('10c0', '11c0'))).toEqual([]);
    expect(changed('berry3', (text) => hash(text).replace(/cacheKey: 8/, 'cacheKey: 9'))).toEqual([]);
    expect(changed('berry3', hash).length).toBeGreaterThan(3);
  });
});

describe('hashes', () => {
  test.each([
    ['sha512-a', 'sha512-a', false],
    ['sha512-a', 'sha512-b', true],
    ['sha512-a', undefined, false],
    ['sha1-a', 'sha512-b', false],
    ['sha1-a sha512-b', 'sha512-b', false],
    ['sha1-a sha512-b', 'sha512-c sha1-a', true], // the stronger one decides
    ['sha512-a sha512-b', 'sha512-b', false],
    ['sha512-a?x', 'sha512-a', false],
    ['rubbish', 'sha512-a', false],
  ])('%s and %s are of other contents: %s', (one, other, expected) => {
    expect(isOtherContent({ integrity: one }, { integrity: other })).toBe(expected);
    expect(isOtherContent({ integrity: other }, { integrity: one })).toBe(expected);
  });

  test('of any text, one is never other than itself', () => {
    fc.assert(fc.property(fc.string(), (integrity) => !isOtherContent({ integrity }, { integrity })));
  });
});
