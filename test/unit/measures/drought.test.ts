import { describe, expect, test } from 'vitest';
import { waitingSince } from '../../../server/src/measures/drought.ts';

const NOW = '2026-01-01T00:00:00.000Z';
const day = (iso: string) => `${iso}T00:00:00.000Z`;
const work = { tag: 'v1.0.0', commits: 9, shipped: true, oldest: day('2024-06-01') } as const;
const released = (tag: string | null, ...stable: readonly string[]) => ({
  tag: { at: tag === null ? null : day(tag) },
  stable: stable.map((at, index) => ({ version: `1.0.${index}`, at: day(at) })),
});

describe('work that ships waits', () => {
  test.each([
    ['since it was done, where the last release is older', released('2024-01-01', '2024-01-01'), '2024-06-01'],
    ['since the tag, where it was written before and taken in after', released('2025-03-01', '2024-01-01'), '2025-03-01'],
    ['since the last release, where that was never tagged', released('2024-01-01', '2024-01-01', '2025-11-01'), '2025-11-01'],
    ['since it was done, where only the registry dates the release', released(null, '2024-01-01'), '2024-06-01'],
    ['since it was done, where only the tag is dated', released('2024-01-01'), '2024-06-01'],
  ])('%s', (_, given, since) => expect(waitingSince(work, given, NOW)).toBe(day(since)));

  test('nowhere, where nothing that ships differs', () => {
    expect(waitingSince({ ...work, shipped: false, oldest: null }, released(null), NOW)).toBeNull();
  });

  test.each([
    ['whether it ships', { ...work, shipped: null }, released('2024-01-01')],
    ['how old it is', { ...work, oldest: null }, released('2024-01-01')],
    ['when there was a release', work, released(null)],
  ])('and nobody can tell, where it is not known %s', (_, given, facts) => {
    expect(waitingSince(given, facts, NOW)).toBeUndefined();
  });
});
