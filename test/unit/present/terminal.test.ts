import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameColumn } from '../../../server/src/present/reviewText.ts';
import { folded, painter } from '../../../server/src/present/terminal.ts';

describe('lines on a terminal', () => {
  test('a long one goes on below its own beginning, two columns further in', () => {
    const line = '      warning  Little recent work: 6 human commits in 2 of 12 months';
    expect(folded(`${line}\nshort`, 40)).toBe(
      ['      warning  Little recent work: 6', '        human commits in 2 of 12 months', 'short'].join('\n'),
    );
  });

  test('a row of a review goes on below its name, not left of it; what stands below it keeps its own beginning', () => {
    const rows = [
      '  added       @example/steady  ^2.0.0  released 40 days ago · 3 accounts can publish',
      '              comes in by @example/other › @example/more',
      '  one-maintainer of pkg:npm/%40example/x until 2027-01-01: reason',
    ];
    expect(folded(rows.join('\n'), 40, nameColumn).split('\n')).toEqual([
      '  added       @example/steady  ^2.0.0',
      '                released 40 days ago · 3',
      '                accounts can publish',
      '              comes in by @example/other',
      '                › @example/more',
      '  one-maintainer of pkg:npm/%40example/x',
      '    until 2027-01-01: reason',
    ]);
  });

  test('colours have no width', () => {
    const { yellow } = painter(true);
    expect(folded(`  ${yellow('warning')}  twenty-five columns here`, 36)).not.toContain('\n');
  });

  test('what is no terminal, and what is too narrow to help, is left alone', () => {
    const long = 'word '.repeat(100);
    expect(folded(long, Infinity)).toBe(long);
    expect(folded(long, 10)).toBe(long);
  });

  test('no word is lost or cut, and no line is wider than the terminal unless a single word is', () => {
    const words = fc.array(fc.stringMatching(/^[a-zé]{1,50}$/), { maxLength: 40 });
    fc.assert(
      fc.property(words, fc.integer({ min: 0, max: 14 }), fc.integer({ min: 30, max: 100 }), (given, indent, columns) => {
        const text = ' '.repeat(indent) + given.join(' ');
        const lines = folded(text, columns).split('\n');
        expect(
          lines
            .join(' ')
            .split(/ +/)
            .filter((word) => word !== ''),
        ).toEqual(given);
        for (const line of lines) expect(line.length <= columns || !line.trim().includes(' ')).toBe(true);
      }),
    );
  });
});
