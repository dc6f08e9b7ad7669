import { describe, expect, test } from 'vitest';
import { detailQuestion, type Known } from '../../../server/src/sources/githubDetail/question.ts';
import { prepare } from '../../upstream/services/github/graphql.ts';
import { built, introspection } from '../../upstream/services/github/schema.ts';
import { NOW, repo } from '../github/asking.ts';

const EVERYTHING: Known = {
  busiestId: 'U_1',
  documents: {
    licence: 'LICENSE',
    readme: 'README.md',
    maintainers: 'MAINTAINERS.md',
    owners: 'OWNERS',
    codeowners: '.github/CODEOWNERS',
    'security-insights': 'SECURITY-INSIGHTS.yml',
    'funding-json': 'funding.json',
  },
  tag: 'v1.2.0',
};
const NOTHING: Known = { busiestId: null, documents: {}, tag: null };
const CASES: readonly (readonly [string, Known])[] = [
  ['everything is known', EVERYTHING],
  ['nothing is known', NOTHING],
  ['the busiest has no account', { ...EVERYTHING, busiestId: null }],
  ['there is no tag', { ...EVERYTHING, tag: null }],
  ['no documents are there', { ...EVERYTHING, documents: {} }],
  ['only a README is there', { ...NOTHING, documents: { readme: 'README.md' } }],
];

/** What GitHub's formula makes of a question; the refusals of its schema otherwise. */
function costOf(known: Known, light: boolean) {
  const { text, variables } = detailQuestion(repo('example-org/any'), known, NOW, light);
  const prepared = prepare(text, variables, undefined);
  return 'refused' in prepared ? prepared.refused : prepared.cost;
}

describe("GitHub's own schema takes the question", () => {
  test.each(CASES)('where %s, whole and light', (_, known) => {
    for (const light of [false, true]) expect(costOf(known, light)).toMatchObject({ refusals: [] });
  });

  test('at one point and 1,845 nodes at most, 385 where the history is left out', () => {
    expect(costOf(EVERYTHING, false)).toMatchObject({ points: 1, nodes: 1845 });
    expect(costOf(EVERYTHING, true)).toMatchObject({ points: 1, nodes: 385 });
    expect(costOf(NOTHING, false)).toMatchObject({ points: 1 });
  });

  test('and a schema without one of its fields does not', () => {
    const whole = introspection();
    const without = (type: string, field: string) => ({
      __schema: {
        ...whole.__schema,
        types: whole.__schema.types.map((one) =>
          one.kind === 'OBJECT' && one.name === type ? { ...one, fields: one.fields.filter(({ name }) => name !== field) } : one,
        ),
      },
    });
    const { text, variables } = detailQuestion(repo('example-org/any'), EVERYTHING, NOW);

    for (const [type, field] of [
      ['Ref', 'compare'],
      ['Commit', 'blame'],
      ['Commit', 'file'],
    ] as const)
      expect(prepare(text, variables, undefined, built(without(type, field)))).toHaveProperty('refused');
  });
});

test('names, paths, tags and ids travel as variables only', () => {
  const { text, variables, names } = detailQuestion(repo('quo"ted/na me'), { ...EVERYTHING, tag: 'v1"} evil {' }, NOW);

  expect(text).not.toMatch(/quo|na me|evil|MAINTAINERS|U_1|LICENSE/);
  expect(variables).toMatchObject({ owner: 'quo"ted', name: 'na me', tag: 'refs/tags/v1"} evil {', busiest: 'U_1' });
  expect(names).toEqual(['quo"ted/na me']);
});

test('the three years are 36 windows that neither touch nor leave a second out', () => {
  const { variables } = detailQuestion(repo('example-org/any'), NOTHING, '2026-11-21T12:00:00.999Z');
  const at = (name: string) => Date.parse(String(variables[name]));

  expect(variables['f0']).toBe('2023-11-22T12:00:00Z');
  for (let month = 1; month < 36; month += 1) expect(at(`f${month}`) - at(`u${month - 1}`)).toBe(1000);
  expect(variables['u35']).toBe('2026-11-21T11:59:59Z');
});
