import { expect, test } from 'vitest';
import { complaints, manifestOf, rows } from './rows.ts';

const WORKSPACE = `packages:
  - packages/*
  - '!**/fixtures'
catalog:
  a: ^1.2 # why
  "@example/b": '1.0'
catalogs:
  old:
    a: ^0.9
  other: { c: "npm:real@2" }
overrides:
  d@1>e@2: "3"
  f: $a
`;

test('catalogs, overrides and members stand where they are read', () => {
  expect(rows('pnpm-workspace.yaml', WORKSPACE)).toEqual([
    'catalog a "^1.2" -> npm a "^1.2"',
    'catalog @example/b "1.0" -> npm @example/b "1.0"',
    'catalog a "^0.9" -> npm a "^0.9"',
    'catalog c "npm:real@2" -> npm real "2"',
    'overrides e "3" -> npm e "3"',
    'overrides f "$a" -> none',
  ]);
  const { self, catalogs, problems, dependencies } = manifestOf('pnpm-workspace.yaml', WORKSPACE);
  expect(problems).toEqual([]);
  expect(self.members).toEqual(['packages/*', '!**/fixtures']);
  expect([...catalogs].map(([name, ranges]) => [name, ...ranges].flat())).toEqual([
    ['default', 'a', '^1.2', '@example/b', '1.0'],
    ['old', 'a', '^0.9'],
    ['other', 'c', 'npm:real@2'],
  ]);
  const wholes = dependencies.map(({ spans: { whole } }) => WORKSPACE.slice(whole.start, whole.end));
  expect(wholes).toEqual(['a: ^1.2', `"@example/b": '1.0'`, 'a: ^0.9', 'c: "npm:real@2"', 'd@1>e@2: "3"', 'f: $a']);
});

test('byte-order mark and CRLF shift no place', () => {
  const text = `\ufeff${WORKSPACE.replaceAll('\n', '\r\n')}`;
  expect(rows('pnpm-workspace.yaml', text)).toEqual(rows('pnpm-workspace.yaml', WORKSPACE));
});

test('half-typed lines cost themselves and nothing else', () => {
  const text = 'catalog:\n  a: ^1\n  typ\n  b: "^2\n  c: 3\n  d:\n  e: ^4\n  c: 5\n';
  expect(rows('pnpm-workspace.yaml', text)).toEqual([
    'catalog a "^1" -> npm a "^1"',
    'catalog b "^2" -> npm b "^2"',
    'catalog d null -> none',
    'catalog e "^4" -> npm e "^4"',
    'catalog c "5" -> npm c "5"',
  ]);
  expect(complaints('pnpm-workspace.yaml', text)).toEqual(
    expect.arrayContaining(['expected a requirement: d', 'the same name stands again below; YAML allows it once: c']),
  );
});

test.each(['', '- a', '[', 'catalog: x', '? ', '\t', '['.repeat(5_000), '- '.repeat(5_000), 'a: &x [*x]'])(
  'no text makes it throw (%#)',
  (text) => {
    expect(manifestOf('pnpm-workspace.yaml', text).dependencies).toEqual([]);
  },
);

test('an alias stands for the text it names', () => {
  expect(rows('pnpm-workspace.yaml', 'x: &v ^18\ncatalog:\n  a: *v\n')).toEqual(['catalog a "*v" -> npm a "^18"']);
});
