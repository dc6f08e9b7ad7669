import { expect, test } from 'vitest';
import { withCatalogs } from '../../../server/src/ecosystems/index.ts';
import { complaints, manifestOf, row, rows } from './rows.ts';

test.each([
  ['^4.17.21', 'npm name "^4.17.21"'],
  ['1.2.3', 'npm name "1.2.3"'],
  ['>=1 <3 || 5.x', 'npm name ">=1 <3 || 5.x"'],
  ['next', 'npm name "next"'],
  ['*', 'npm name "*"'],
  ['', 'npm name ""'],
  ['npm:@example/real@^1', 'npm @example/real "^1"'],
  ['npm:real', 'npm real ""'],
  ['npm:^3', 'npm name "^3"'],
  ['catalog:', 'catalog default name'],
  ['catalog:old', 'catalog old name'],
  ['github:Example/Repo#v1', 'github.com/Example/Repo pkg:github/example/repo'],
  ['Example/Repo', 'github.com/Example/Repo pkg:github/example/repo'],
  ['git://github.com/example/repo.git', 'github.com/example/repo pkg:github/example/repo'],
  ['git+ssh://git@github.com/example/repo.git#semver:^1', 'github.com/example/repo pkg:github/example/repo'],
  ['bitbucket:Example/Repo', 'bitbucket.org/Example/Repo pkg:bitbucket/example/repo'],
  ['gitlab:example/repo', 'gitlab.com/example/repo no purl'],
  ['git+ssh://git@codeberg.org/example/repo.git', 'codeberg.org/example/repo no purl'],
  ['git+https://git.example.org/example/repo.git', 'url'],
  ['gist:11081aaa281', 'url'],
  ['https://example.org/name.tgz', 'url'],
  ['jsr:@example/name@1', 'url'],
  ['patch:real@npm%3A4.17.21#./patches/real.patch', 'npm real "4.17.21"'],
])('a requirement of %s points at %s', (requirement, target) => {
  expect(rows('package.json', JSON.stringify({ dependencies: { name: requirement } }))).toEqual([
    `dependencies name ${JSON.stringify(requirement)} -> ${target}`,
  ]);
});

test.each([
  'workspace:*',
  'workspace:other@^1',
  'file:../near',
  'link:../near',
  'portal:../near',
  '../near',
  './near.tgz',
  '~/near',
  '/far',
])('%s is a place on this machine: no purl, and no requirement to show', (requirement) => {
  expect(rows('package.json', JSON.stringify({ devDependencies: { name: requirement } }))).toEqual([
    'devDependencies name null -> local',
  ]);
});

test('all sections are read, with what is optional', () => {
  const text = `{
    "name": "@example/self", "private": true, "workspaces": { "packages": ["packages/*", "tools"] },
    "dependencies": { "a": "1" },
    "devDependencies": { "@example/b": "2" },
    "peerDependencies": { "c": "3", "d": "4" },
    "peerDependenciesMeta": { "d": { "optional": true }, "c": { "optional": "yes" } },
    "optionalDependencies": { "e": "5" }
  }`;
  expect(rows('package.json', text)).toEqual([
    'dependencies a "1" -> npm a "1"',
    'devDependencies @example/b "2" -> npm @example/b "2"',
    'peerDependencies c "3" -> npm c "3"',
    'peerDependencies d "4" -> npm d "4" (optional)',
    'optionalDependencies e "5" -> npm e "5" (optional)',
  ]);
  expect(manifestOf('package.json', text).self).toEqual({
    name: '@example/self',
    private: true,
    members: ['packages/*', 'tools'],
  });
  expect(manifestOf('package.json', '{"workspaces":["a/*"]}').self).toEqual({ name: null, private: false, members: ['a/*'] });
});

test("npm's overrides: versioned keys, nested packages, the package itself, references", () => {
  const text = `{
    "dependencies": { "direct": "^4.1" },
    "overrides": {
      "foo@^1": "2.0.0",
      "bar": { ".": "1.0.0", "@example/baz@2": "$direct", "deep": { "deeper": "npm:other@3" } },
      "gone": "$nobody"
    }
  }`;
  expect(rows('package.json', text).slice(1)).toEqual([
    'overrides foo "2.0.0" -> npm foo "2.0.0"',
    'overrides . "1.0.0" -> npm bar "1.0.0"',
    'overrides @example/baz "$direct" -> npm @example/baz "^4.1"',
    'overrides deeper "npm:other@3" -> npm other "3"',
    'overrides gone "$nobody" -> none',
  ]);
  expect(complaints('package.json', text)).toEqual(['no dependency nobody in this file: $nobody']);
});

test("Yarn's resolutions and pnpm's overrides are about the last package of their path", () => {
  const text = `{
    "resolutions": { "**/a": "1", "b/c": "2", "@s/d/@t/e": "3", "f@npm:^1": "4", "g/**/h": "5" },
    "pnpm": { "overrides": { "i": "6", "j@1>k@>2": "7", "@s/l>@t/m@^1": "8", "n": "-" } }
  }`;
  expect(rows('package.json', text)).toEqual([
    'overrides a "1" -> npm a "1"',
    'overrides c "2" -> npm c "2"',
    'overrides @t/e "3" -> npm @t/e "3"',
    'overrides f "4" -> npm f "4"',
    'overrides h "5" -> npm h "5"',
    'overrides i "6" -> npm i "6"',
    'overrides k "7" -> npm k "7"',
    'overrides @t/m "8" -> npm @t/m "8"',
    'overrides n "-" -> none',
  ]);
});

test('places count UTF-16 units and the byte-order mark, and hold the text as it is written', () => {
  const text = '\ufeff{ "d😀": 1, "dependencies": { "l\\u006fdash" : "^4\\u002e17" } }';
  const [dependency] = manifestOf('package.json', text).dependencies;
  expect(dependency).toMatchObject({
    name: 'l\\u006fdash',
    requirement: '^4\\u002e17',
    target: { purl: 'pkg:npm/lodash', range: '^4.17' },
  });
  const { whole, name, requirement } = dependency?.spans ?? expect.fail();
  expect(text.slice(whole.start, whole.end)).toBe('"l\\u006fdash" : "^4\\u002e17"');
  expect(text.slice(name.start, name.end)).toBe('l\\u006fdash');
  expect(text.slice(requirement?.start, requirement?.end)).toBe('^4\\u002e17');
});

test('comments and trailing commas are no hindrance', () => {
  const text = '{ // why\n "dependencies": { /* here */ "a": "1", // there\n "b": "2", }, }';
  expect(rows('package.json', text)).toEqual(['dependencies a "1" -> npm a "1"', 'dependencies b "2" -> npm b "2"']);
  expect(complaints('package.json', text)).toEqual([]);
});

test('of a name that stands twice the last counts, as for npm, and the first is a problem in its place', () => {
  const text = '{ "dependencies": { "a": "1", "b": "2", "a": "3" } }';
  expect(rows('package.json', text)).toEqual(['dependencies b "2" -> npm b "2"', 'dependencies a "3" -> npm a "3"']);
  expect(complaints('package.json', text)).toEqual(['the same name stands again below; npm reads the last one: "a"']);
});

test('half-typed lines cost themselves and nothing else', () => {
  const text = `{ "dependencies": {
    "a": "1",
    "lod
    "b": "2",
    "c":
    "d": "3"
    "e" "4",
    "f": "5,
    bare,
    "g": "6",
    "h": 7,
    "Not A Name": "8",
    "i": "not a range",
    "devDependencies": { "j": "9" }
  `;
  expect(rows('package.json', text)).toEqual([
    'dependencies a "1" -> npm a "1"',
    'dependencies lod null -> none',
    'dependencies b "2" -> npm b "2"',
    'dependencies c null -> none',
    'dependencies d "3" -> npm d "3"',
    'dependencies e "4" -> npm e "4"',
    'dependencies f "5" -> npm f "5"',
    'dependencies g "6" -> npm g "6"',
    'dependencies h null -> none',
    'dependencies Not A Name "8" -> none',
    'dependencies i "not a range" -> none',
    'devDependencies j "9" -> npm j "9"',
  ]);
  expect(complaints('package.json', text)).toEqual(
    expect.arrayContaining([
      'expected a closing ": "lod',
      'expected a value: "c"',
      'expected a comma: "e"',
      'expected a requirement in double quotes: h',
      'not a package name: Not A Name',
      'not a version range, tag or address: not a range',
    ]),
  );
});

test.each([
  '',
  '{',
  '[]',
  '"dependencies"',
  'null',
  '{"dependencies": []}',
  '{"dependencies": {'.repeat(5_000),
  '['.repeat(200_000),
])('a text that is no manifest gives an empty one with a problem (%#)', (text) => {
  const { dependencies, problems } = manifestOf('package.json', text);
  expect(dependencies).toEqual([]);
  expect(problems.length).toBeGreaterThan(0);
});

test('a brace too many or too few does not empty the file', () => {
  expect(rows('package.json', '"dependencies": {"a": "1"} } }, "devDependencies": {"b": "2"}')).toEqual([
    'dependencies a "1" -> npm a "1"',
    'devDependencies b "2" -> npm b "2"',
  ]);
});

test('catalogs of the workspace resolve what asks for them, and say so where they cannot', () => {
  const text = '{ "dependencies": { "a": "catalog:", "b": "catalog:old", "c": "catalog:", "d": "catalog:none", "e": "^1" } }';
  const catalogs = new Map([
    ['default', new Map([['a', '^1.2']])],
    ['old', new Map([['b', 'npm:real@^3']])],
  ]);
  const resolved = withCatalogs(manifestOf('package.json', text), catalogs);
  expect(resolved.dependencies.map(row)).toEqual([
    'dependencies a "catalog:" -> npm a "^1.2"',
    'dependencies b "catalog:old" -> npm real "^3"',
    'dependencies c "catalog:" -> none',
    'dependencies d "catalog:none" -> none',
    'dependencies e "^1" -> npm e "^1"',
  ]);
  expect(resolved.problems.map(({ message }) => message)).toEqual([
    'the catalog default has no c',
    'no catalog none in pnpm-workspace.yaml',
  ]);
});
