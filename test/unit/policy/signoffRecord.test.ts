import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSignoff } from '../../../server/src/policy/signoffRecord.ts';

const FILE = '.mainstay/signoffs/2026-03-01-0123abcd.json';
const approved = { by: 'platform team', on: '2026-03-01', until: '2026-09-01', reason: null };
const fact = (value: unknown) => ({ value, source: 'npm-registry', url: 'https://example.org/', asOf: '2026-03-01' });
const steady = {
  manifest: 'package.json',
  name: '@example/steady',
  purl: 'pkg:npm/%40example/steady',
  change: 'added',
  from: null,
  version: '1.2.3',
  direct: true,
  path: null,
  standing: 'sustained',
  findings: [{ rule: 'fading', severity: 'hint', message: 'x', accepted: null }],
  facts: { 'can-publish': fact(2), 'version-licence': fact('MIT') },
};
const read = (record: object) => readSignoff(JSON.stringify(record), FILE);

describe('a sign-off record', () => {
  test('is read as far as what is compared later', () => {
    expect(read({ schema: 1, approved, dependencies: [steady] })).toEqual({
      problem: undefined,
      signoff: {
        file: FILE,
        by: 'platform team',
        on: '2026-03-01',
        until: '2026-09-01',
        packages: [
          {
            manifest: 'package.json',
            purl: 'pkg:npm/%40example/steady',
            change: 'added',
            version: '1.2.3',
            standing: 'sustained',
            accounts: 2,
            licence: 'MIT',
            rules: ['fading'],
          },
        ],
      },
    });
  });

  test('says nothing of what was not known, or is gone', () => {
    const unknown = { ...steady, standing: 'unknown', version: null, facts: {}, findings: [] };
    const removed = { manifest: 'go.mod', purl: 'pkg:golang/example.org/mod', change: 'removed', version: 'v1.0.0' };
    const nameless = { ...steady, purl: null };
    expect(read({ schema: 1, approved, dependencies: [unknown, removed, nameless] }).signoff?.packages).toEqual([
      {
        manifest: 'package.json',
        purl: 'pkg:npm/%40example/steady',
        change: 'added',
        version: undefined,
        standing: undefined,
        accounts: undefined,
        licence: undefined,
        rules: [],
      },
      expect.objectContaining({
        purl: 'pkg:golang/example.org/mod',
        change: 'removed',
        version: 'v1.0.0',
        accounts: undefined,
        rules: [],
      }),
    ]);
  });

  test.each([
    ['{', /:1:2: expected \}$/],
    ['{}', /: no sign-off record: “schema” or “approved” is missing$/],
    ['{ "schema": 7 }', /: a sign-off record of schema 7, which this version of Mainstay does not know$/],
    ['{ "schema": 1, "approved": { "by": " ", "on": "2026-03-01", "until": "2026-09-01" } }', /:1:36: /],
    [
      '{\n  "schema": 1,\n  "approved": { "by": "x", "on": "soon", "until": "2026-09-01" }\n}',
      /:3:34: expected a day of the calendar/,
    ],
  ])('with a mistake is told of with its place: %s', (text, problem) => {
    const { problem: said, signoff } = readSignoff(text, FILE);
    expect(said).toMatch(problem);
    expect(said?.startsWith(FILE)).toBe(true);
    expect(signoff).toBeUndefined();
  });

  test('one package that cannot be read costs itself only', () => {
    const { signoff, problem } = read({
      schema: 1,
      approved,
      dependencies: [{ ...steady, version: 3 }, { ...steady, change: undefined }, steady],
    });
    expect(signoff?.packages).toHaveLength(1);
    expect(problem).toContain(FILE);
  });

  test('reading never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readSignoff(text, FILE)));
    const part = fc.jsonValue();
    fc.assert(
      fc.property(
        part,
        part,
        part,
        (schema, who, list) =>
          void read({ schema: fc.sample(fc.constantFrom(1, schema), 1)[0], approved: who, dependencies: list }),
      ),
    );
  });
});
