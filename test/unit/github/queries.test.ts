import { type GraphQLObjectType, parse, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql';
import { describe, expect, test } from 'vitest';
import {
  directoriesQuestion,
  factsQuestion,
  freshnessQuestion,
  windowsOf,
  windowsQuestion,
} from '../../../server/src/sources/github/queries.ts';
import { advisoriesQuestion } from '../../../server/src/sources/githubAdvisories/question.ts';
import type { Question } from '../../../server/src/sources/github/question.ts';
import { built, githubSchemas, introspection } from '../../upstream/services/github/schema.ts';
import { prepare } from '../../upstream/services/github/graphql.ts';
import { folder, NOW, repo } from './asking.ts';

const repositories = (count: number) => Array.from({ length: count }, (_, at) => repo(`example-org/r${at}`));
const directories = (count: number) => Array.from({ length: count }, (_, at) => folder('example-org/mono', `packages/p${at}`));

const packages = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ ecosystem: at % 2 === 0 ? 'NPM' : 'GO', name: `@example/p${at}` }) as const);

/** Every question there is, as large as it is asked, with what it may cost by GitHub's formula. */
const QUESTIONS: readonly (readonly [string, Question, { readonly points: number; readonly nodes: number }])[] = [
  ['facts', factsQuestion(repositories(20), NOW, true), { points: 22, nodes: 4700 }],
  ['facts without history', factsQuestion(repositories(1), NOW, false), { points: 1, nodes: 250 }],
  ['windows', windowsQuestion([...repositories(2), ...directories(2)], windowsOf(NOW)), { points: 49, nodes: 10_000 }],
  [
    'windows, read on',
    windowsQuestion([...repositories(1), ...directories(1)], windowsOf(NOW), [
      new Map([[2, 'c2']]),
      new Map([
        [2, 'c'],
        [11, 'd'],
      ]),
    ]),
    { points: 5, nodes: 1000 },
  ],
  ['directories', directoriesQuestion(directories(25), NOW), { points: 27, nodes: 5250 }],
  ['freshness', freshnessQuestion(['R_1'], repositories(100)), { points: 1, nodes: 0 }],
  ['advisories', advisoriesQuestion(packages(50)), { points: 1, nodes: 5000 }],
];

describe('every question', () => {
  test.each(QUESTIONS)('%s fits GitHub’s own schema, within its limits', (_, question, most) => {
    const { real } = githubSchemas();
    expect(validate(real, parse(question.text), undefined, { maxErrors: 5 })).toEqual([]);
    const prepared = prepare(question.text, question.variables, undefined);
    if ('refused' in prepared) throw new Error(JSON.stringify(prepared.refused));
    expect(prepared.cost.points).toBeLessThanOrEqual(most.points);
    expect(prepared.cost.nodes).toBeLessThanOrEqual(most.nodes);
  });

  test.each(QUESTIONS)('%s stops fitting as soon as GitHub takes any of its fields away', (_, question) => {
    const { real: schema } = built(introspection());
    const document = parse(question.text);
    const used = fieldsOf(schema, document);
    expect(used.length).toBeGreaterThan(5);
    const unnoticed = used.filter(([type, name]) => {
      const fields = (schema.getType(type) as GraphQLObjectType).getFields();
      const field = fields[name];
      if (field === undefined) throw new Error(`${type}.${name} is not there`);
      Reflect.deleteProperty(fields, name);
      const stillFits = validate(schema, document, undefined, { maxErrors: 1 }).length === 0;
      fields[name] = field;
      return stillFits;
    });
    expect(unnoticed).toEqual([]);
  });

  test.each(QUESTIONS)('%s carries names in its variables and its list of names only', (_, { text, names }) => {
    expect(text).not.toContain('example');
    expect(names[0]).toMatch(/^(?:example-org|@example)\//);
  });
});

test('the twelve windows are the year, without a gap and without a second told twice', () => {
  const windows = windowsOf(NOW);
  expect(windows).toHaveLength(12);
  expect(windows[0]?.from).toBe('2025-11-21T12:00:00.000Z');
  expect(windows.at(-1)?.until).toBe(NOW);
  expect(windows.slice(1).map(({ from }) => from)).toEqual(windows.slice(0, -1).map(({ until }) => until));
  const { variables } = windowsQuestion(repositories(1), windows);
  for (let at = 1; at < 12; at += 1) {
    const gap = Date.parse(String(variables[`f${at}`])) - Date.parse(String(variables[`u${at - 1}`]));
    expect(gap).toBe(1000);
  }
});

type Field = readonly [type: string, field: string];

function fieldsOf(schema: ReturnType<typeof githubSchemas>['real'], document: ReturnType<typeof parse>): readonly Field[] {
  const info = new TypeInfo(schema);
  const used = new Map<string, Field>();
  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ name: { value } }) {
        const type = info.getParentType()?.name;
        if (type !== undefined && value !== '__typename') used.set(`${type}.${value}`, [type, value]);
      },
    }),
  );
  return [...used.values()];
}
