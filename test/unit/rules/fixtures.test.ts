import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeAll, readFixture } from './readFixture.ts';

const folder = new URL('../../fixtures/', import.meta.url);
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.txt'));

test.each(fixtures)('%s', (name) => {
  const file = new URL(name, folder);
  const text = readFileSync(file, 'utf8');
  const fixture = readFixture(text);

  const seen = describeAll(fixture);

  // UPDATE=1 rewrites the caret lines to what is seen, for a person to read in the diff.
  if (process.env['UPDATE'] === '1') writeFileSync(file, remark(text, fixture.document, seen));
  else expect(seen).toEqual(fixture.expected);
});

function remark(text: string, document: string, seen: readonly string[]): string {
  const lines = document.split('\n').flatMap((line, index) => [
    line,
    ...seen.flatMap((one) => {
      const [, row, column, length, rest] = /^(\d+):(\d+)\+(\d+) (.*)$/.exec(one) ?? [];
      if (Number(row) !== index + 1) return [];
      const indent = line.slice(0, Number(column) - 1).replace(/[^\t]/g, ' ');
      return [`${indent}${'^'.repeat(Number(length))} ${rest ?? ''}`];
    }),
  ]);
  return text.replace(/(\n-- facts\.json --\n[\s\S]*?\n-- [^\n]+ --\n)[\s\S]*$/, (_, head: string) => head + lines.join('\n'));
}
