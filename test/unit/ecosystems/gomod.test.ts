import { expect, test } from 'vitest';
import { gomod } from '../../../server/src/ecosystems/gomod.ts';
import { readGomod } from '../../../server/src/formats/gomod.ts';
import { complaints, manifestOf, rows } from './rows.ts';

test('requirements stand in blocks and alone, quoted and plain, direct and indirect', () => {
  const text = `module example.org/self // mine

go 1.26

require example.org/Alone v1.0.0
require (
	example.org/a v1.2.3 // indirect
	"example.org/quoted" "v1.0.0" //indirect; see below
	example.org/c/v2 v2.0.0 // indirect see below
	example.org/d v0.0.0-20210314150927-aabbccddeeff
	gopkg.in/e.v3 v3.0.1
	f v1.0.0
)
`;
  expect(rows('go.mod', text)).toEqual([
    'require example.org/Alone "v1.0.0" -> golang example.org/Alone "v1.0.0"',
    'require example.org/a "v1.2.3" -> golang example.org/a "v1.2.3" (indirect)',
    'require example.org/quoted "v1.0.0" -> golang example.org/quoted "v1.0.0" (indirect)',
    'require example.org/c/v2 "v2.0.0" -> golang example.org/c/v2 "v2.0.0"',
    'require example.org/d "v0.0.0-20210314150927-aabbccddeeff" -> golang example.org/d "v0.0.0-20210314150927-aabbccddeeff"',
    'require gopkg.in/e.v3 "v3.0.1" -> golang gopkg.in/e.v3 "v3.0.1"',
    'require f "v1.0.0" -> none',
  ]);
  expect(complaints('go.mod', text)).toEqual([]);
  expect(manifestOf('go.mod', text).self.name).toBe('example.org/self');
});

test('what is replaced is what is assessed: the version before all, the last of equals, a folder private', () => {
  const text = `require (
	example.org/a v1.0.0
	example.org/a v1.1
	example.org/b v1.0.0
	example.org/c v1.0.0
)
replace (
	example.org/a v1.1.0 => example.org/fork v1.1.1
	example.org/a => example.org/first v1.0.0
	example.org/a => example.org/any v9.0.0+incompatible
	example.org/b => ../b
	example.org/c v2.0.0 => ../c
)
`;
  expect(rows('go.mod', text)).toEqual([
    'require example.org/a "v1.0.0" -> golang example.org/any "v9.0.0+incompatible"',
    'require example.org/a "v1.1" -> golang example.org/fork "v1.1.1"',
    'require example.org/b "v1.0.0" -> local',
    'require example.org/c "v1.0.0" -> golang example.org/c "v1.0.0"',
    'replace example.org/a "v1.1.1" -> golang example.org/fork "v1.1.1"',
    'replace example.org/a "v1.0.0" -> golang example.org/first "v1.0.0"',
    'replace example.org/a "v9.0.0+incompatible" -> golang example.org/any "v9.0.0+incompatible"',
    'replace example.org/b null -> local',
    'replace example.org/c null -> local',
  ]);
});

test('a tool belongs to the required module that leads its path longest', () => {
  const text = `module example.org/self
require (
	example.org/a v1.0.0
	example.org/a/sub v1.1.0
	example.org/local v1.2.0
)
replace example.org/local => ./local
tool (
	example.org/a/cmd/x
	example.org/a/sub/cmd
	example.org/apple
	example.org/self/cmd
	example.org/local
)
`;
  expect(rows('go.mod', text).filter((line) => line.startsWith('tool'))).toEqual([
    'tool example.org/a/cmd/x null -> golang example.org/a "v1.0.0"',
    'tool example.org/a/sub/cmd null -> golang example.org/a/sub "v1.1.0"',
    'tool example.org/apple null -> none',
    'tool example.org/self/cmd null -> local',
    'tool example.org/local null -> local',
  ]);
});

test('places hold with CRLF, a byte-order mark, quotes and characters of two units', () => {
  const text = '\ufeff// 😀\r\nrequire "example.org/a" v1.2.3 // indirect\r\nreplace example.org/b => `../b`\r\n';
  const parts = manifestOf('go.mod', text).dependencies.map(({ spans }) =>
    [spans.whole, spans.name, spans.requirement].map((span) => (span === null ? null : text.slice(span.start, span.end))),
  );
  expect(parts).toEqual([
    ['"example.org/a" v1.2.3', 'example.org/a', 'v1.2.3'],
    ['example.org/b => `../b`', 'example.org/b', null],
  ]);
});

test('half-typed lines cost themselves and nothing else', () => {
  const text = `module example.org/self

require (
	example.org/a v1.0.0
	example.org/half
	"example.org/open v1.0.0
	example.org/b master
	exclude example.org/x v1.0.0
	example.org/c v1.0.0 )

requi example.org/d v1.0.0
require (
	example.org/e v1.0.0
replace (
	example.org/f =>
	example.org/g => example.org/h
)
require example.org/i v1.0.0
`;
  expect(rows('go.mod', text)).toEqual([
    'require example.org/a "v1.0.0" -> golang example.org/a "v1.0.0"',
    'require example.org/half null -> none',
    'require example.org/open v1.0.0 null -> none',
    'require example.org/b "master" -> golang example.org/b "master"',
    'require example.org/c "v1.0.0" -> golang example.org/c "v1.0.0"',
    'require example.org/e "v1.0.0" -> golang example.org/e "v1.0.0"',
    'replace example.org/f null -> none',
    'replace example.org/g null -> none',
    'require example.org/i "v1.0.0" -> golang example.org/i "v1.0.0"',
  ]);
  expect(complaints('go.mod', text)).toEqual(
    expect.arrayContaining(['expected the closing ": "example.org/open v1.0.0', 'not a version like v1.2.3: master']),
  );
});

test('only what the go command could build names a version', () => {
  const versions = manifestOf(
    'go.mod',
    'require (\n\texample.org/a v1.2\n\texample.org/b master\n\texample.org/c\n)\n',
  ).dependencies;
  const view = { get: () => ({ state: 'unknown', why: 'pending' }) as const };
  expect(versions.map((dependency) => gomod.version(dependency, view, undefined))).toEqual(['v1.2.0', undefined, undefined]);
});

test("a dependency's own word: deprecated, and why versions were retracted", () => {
  const file = readGomod(`// About the module.
//
// Deprecated: use example.org/new
// instead.
//
// More.
module example.org/old

// Broken on Windows.
retract v1.0.1

// Published by mistake.
retract (
	v1.0.2
	[v1.1.0, v1.1.9] // leaks memory
	// a blank line above keeps the block's comment away

	v1.2.0

	v1.3.0
)
`);
  expect(file.deprecated).toBe('use example.org/new\ninstead.');
  expect(file.retractions).toEqual([
    { low: 'v1.0.1', high: 'v1.0.1', rationale: 'Broken on Windows.' },
    { low: 'v1.0.2', high: 'v1.0.2', rationale: 'Published by mistake.' },
    { low: 'v1.1.0', high: 'v1.1.9', rationale: 'leaks memory' },
    { low: 'v1.2.0', high: 'v1.2.0', rationale: "a blank line above keeps the block's comment away" },
    { low: 'v1.3.0', high: 'v1.3.0', rationale: '' },
  ]);
});
