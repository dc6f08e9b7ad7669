import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openness } from '../../../server/src/measures/licence.ts';
import { endedLine, majorLines } from '../../../server/src/measures/releaseLines.ts';
import { rhythm } from '../../../server/src/measures/rhythm.ts';

const day = (iso: string) => `${iso}T00:00:00.000Z`;

describe('licence openness', () => {
  test.each([
    ['MIT', 'open'],
    ['(MIT OR BUSL-1.1)', 'open'],
    ['MIT AND BUSL-1.1', 'non-open'],
    ['SSPL-1.0', 'non-open'],
    ['LicenseRef-RSALv2 OR SSPL-1.0', 'non-open'],
    ['RSALv2 OR SSPLv1', 'non-open'],
    ['(RSALv2 OR SSPLv1)', 'non-open'],
    ['RSALv2 AND MIT', 'non-open'],
    ['SSPLv1 OR AGPL-3.0-only', 'open'],
    ['RSALv2 OR BSL 1.1', 'non-open'],
    ['(MIT OR GPLv2)', 'open'],
    ['GPLv2 AND MIT', 'unknown'], // as `GPLv2` alone
    ['RSALv2 OR Custom', 'unknown'],
    ['UNLICENSED', 'non-open'],
    ['LicenseRef-UNLICENSED', 'non-open'],
    ['CC-BY-NC-4.0 OR MIT', 'open'],
    ['cc-by-nc-4.0', 'non-open'],
    ['PolyForm-Noncommercial-1.0.0 OR LicenseRef-ours', 'unknown'],
    ['JPNIC', 'open'],
    ['Parity-7.0.0', 'open'],
    ['MS-LPL', 'non-open'],
    ['JSON', 'unknown'], // free for one list, not for another
    ['Unlicense', 'open'],
    ['CC-BY-NC-SA-4.0', 'non-open'],
    ['BSL', 'unknown'], // Boost's as often as the Business Source Licence
    ['BSL-1.0', 'open'],
    ['BSL 1.1', 'non-open'],
    ['BSL-1.1', 'non-open'],
    ['bsl1.1', 'non-open'],
    ['NONE', 'non-open'],
    ['None', 'unknown'],
    ['NOASSERTION', 'unknown'],
    ['NOASSERTION-NONE', 'unknown'],
    ['BSD', 'unknown'],
    ['SEE LICENSE IN license.txt', 'unknown'],
    ['LicenseRef-House AND MIT', 'unknown'],
    ['', 'unknown'],
  ])('%s is %s', (licence, expected) => expect(openness(licence)).toBe(expected));

  test('never throws, whatever a publisher wrote', () => {
    fc.assert(fc.property(fc.string(), (text) => ['open', 'non-open', 'unknown'].includes(openness(text))));
  });
});

describe('release lines', () => {
  const lines = [
    { line: '1', newest: '1.4.0', at: day('2024-06-01') },
    { line: '0.9', newest: '0.9.2', at: day('2023-01-01') },
    { line: '0.10', newest: '0.10.0', at: day('2023-05-01') },
    { line: '2', newest: 'v2.0.0+incompatible', at: null },
  ];

  test('0.x is one major, by its newest release; lines without a date are left out', () => {
    expect(majorLines(lines)).toEqual([
      { major: 1, newest: '1.4.0', at: day('2024-06-01') },
      { major: 0, newest: '0.10.0', at: day('2023-05-01') },
    ]);
  });

  test.each([
    ['0.9.0', '2025-01-01', { silentDays: 611, line: { major: 0 }, successor: { major: 1 } }],
    ['0.9.0', '2026-01-01', 'alive'], // by then the successor was silent for as long
    ['1.0.0', '2025-01-01', 'alive'],
    ['2.0.0', '2025-01-01', undefined],
    ['main', '2025-01-01', undefined],
  ] as const)('%s on %s', (version, now, expected) => {
    const seen = endedLine(lines, version, day(now), 365);
    if (typeof expected === 'object') expect(seen).toMatchObject(expected);
    else expect(seen).toBe(expected);
  });
});

describe('release rhythm', () => {
  const at = (...days: string[]) => days.map((iso, index) => ({ version: `1.${index}.0`, at: day(iso) }));

  test('releases of one day are one beat, and the usual pace is a median', () => {
    const stable = at('2025-01-01', '2025-01-11', '2025-01-11', '2025-01-21', '2025-06-01');
    expect(rhythm(stable, day('2025-06-11'))).toMatchObject({ sinceLast: 10, usualDays: 10 });
  });

  test('too few releases have no pace, and what is yet to come is not counted', () => {
    expect(rhythm(at('2025-01-01', '2025-02-01', '2027-01-01'), day('2025-02-02'))).toMatchObject({
      sinceLast: 1,
      usualDays: null,
    });
    expect(rhythm([], day('2025-02-02'))).toBeUndefined();
  });
});
