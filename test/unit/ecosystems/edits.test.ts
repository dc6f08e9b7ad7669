import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ecosystems } from '../../../server/src/ecosystems/index.ts';
import { brokenSpans, edited, lineOf, randomEdits, typing } from '../../../scripts/soak/edits.ts';
import { manifestOf } from './rows.ts';

/** The examples of the repository, and one file that says a bit of everything for each format. */
const EXAMPLES = join(import.meta.dirname, '..', '..', '..', 'examples');
const FILES = [
  ...readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?:package\.json|go\.mod)$/.test(path))
    .map((path) => ({ file: path, text: readFileSync(join(EXAMPLES, path), 'utf8') })),
  {
    file: 'package.json',
    text: JSON.stringify(
      {
        name: '@example/self',
        dependencies: { alpha: '^1.0.0', '@example/beta': 'workspace:*', gamma: 'github:example/gamma', delta: 'npm:real@2' },
        peerDependencies: { epsilon: '>=1' },
        peerDependenciesMeta: { epsilon: { optional: true } },
        overrides: { zeta: { '.': '1.0.0', eta: '$alpha' } },
        pnpm: { overrides: { 'theta@1>iota': '3' } },
      },
      null,
      2,
    ),
  },
  {
    file: 'go.mod',
    text: 'module example.org/self\n\ngo 1.26\n\nrequire (\n\texample.org/alpha v1.0.0\n\texample.org/beta v1.2.3 // indirect\n\t"example.org/gamma" v0.1.0\n)\n\nreplace (\n\texample.org/alpha => ../alpha\n\texample.org/beta v1.2.3 => example.org/fork v1.2.4\n)\n\ntool example.org/gamma/cmd\n',
  },
  {
    file: 'pnpm-workspace.yaml',
    text: 'packages:\n  - packages/*\ncatalog:\n  alpha: ^1.0.0\n  "@example/beta": \'^2\'\n  gamma: "^3" # why\ncatalogs:\n  old:\n    alpha: ^0.9.0\noverrides:\n  delta>epsilon: 1.2.3\n',
  },
];
const A_TWENTIETH = 1_000;

test('any text is read without throwing, and every span gives its own text back', () => {
  for (const { parse } of ecosystems) {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => brokenSpans(text, parse(text)).length === 0));
  }
});

test('so are a thousand random edits of whole manifests', () => {
  randomEdits(A_TWENTIETH, 1).forEach((edits, index) => {
    const { file, text } = FILES[index % FILES.length] ?? expect.fail();
    const now = edited(text, edits);
    expect(brokenSpans(now, manifestOf(file, now)), `${file} after ${JSON.stringify(edits)}`).toEqual([]);
  });
});

test('what somebody types into the line of one entry loses no other', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FILES), fc.nat(), typing, ({ file, text }, pick, edit) => {
      const { dependencies } = manifestOf(file, text);
      const chosen = dependencies[pick % dependencies.length] ?? expect.fail();
      // In YAML the indentation and marks are the structure: there it is the entry's own letters.
      const isYaml = file.endsWith('.yaml');
      const line = isYaml ? chosen.spans.whole : lineOf(text, chosen.spans.whole);
      const added = isYaml ? edit.added.replace(/[^a-z0-9.^~]/g, '') : edit.added;
      const typed = edited(text.slice(line.start, line.end), [{ ...edit, added }]);
      fc.pre(!/\/\*|[{}[\]]/.test(typed));
      const now = text.slice(0, line.start) + typed + text.slice(line.end);
      const seen = manifestOf(file, now).dependencies.map(({ scope, name }) => `${scope} ${name}`);
      const others = dependencies.filter((other) => other.spans.whole.end < line.start || other.spans.whole.start > line.end);
      const lost = others.filter(({ scope, name }) => !seen.includes(`${scope} ${name}`));
      expect(lost, `${file}: ${JSON.stringify(typed)}`).toEqual([]);
    }),
    { numRuns: 400, seed: 1 },
  );
});
