import { expect, test } from 'vitest';
import { buildClientSchema, isInterfaceType, isObjectType, Kind, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { costOf } from '../../upstream/services/github/cost.ts';
import { prepare } from '../../upstream/services/github/graphql.ts';
import { built, githubSchemas, introspection } from '../../upstream/services/github/schema.ts';
import { anUpstream, NOW } from './asking.ts';
import { designed, errorsOf, query } from './githubAsking.ts';

const upstream = anUpstream();
const since = '2025-11-21T12:00:00Z';
const VARIABLES = {
  batch: { since, o0: 'example-org', n0: 'team', o1: 'example-org', n1: 'monorepo', p1: 'packages/part' },
  governance: { o0: 'example-org', n0: 'listed', e0a: 'HEAD:MAINTAINERS.md', e0b: 'HEAD:.github/CODEOWNERS' },
  sampled: {
    o: 'example-org',
    n: 'busy',
    t0: since,
    t1: '2026-02-21T12:00:00Z',
    t2: '2026-05-21T12:00:00Z',
    t3: '2026-08-21T12:00:00Z',
    t4: NOW,
    a0: ['hand-0@example.org'],
    a1: ['hand-1@example.org'],
  },
};

test.each([
  [
    'batch',
    {
      r0: {
        nameWithOwner: 'example-org/team',
        owner: { __typename: 'Organization', isVerified: true },
        releases: { totalCount: 3 },
        latestRelease: { tagName: 'v1.2.0', publishedAt: '2026-11-01T12:00:00Z' },
        defaultBranchRef: { target: { history: { totalCount: 53 } } },
      },
      r1: { defaultBranchRef: { target: { history: { totalCount: 133 }, pathHistory: { totalCount: 28 } } } },
    },
  ],
  ['governance', { r0: { a: { text: expect.stringContaining('@example-ida') as string }, b: { isBinary: false } } }],
  ['sampled', { repository: { defaultBranchRef: { target: { c0: { totalCount: 33 }, c1: { totalCount: 30 } } } } }],
] as const)('every field of the %s query is answered for an invented repository', async (name, told) => {
  const answer = await query(upstream(), designed(name), VARIABLES[name]);

  expect(answer.status).toBe(200);
  expect(errorsOf(answer)).toEqual([]);
  expect(answer.at('data')).toMatchObject(told);
});

test('repositories are looked up again by node id, a hundred at a time', async () => {
  const known = await query(
    upstream(),
    '{ a: repository(owner: "example-org", name: "archived") { id } b: repository(owner: "example-org", name: "renamed") { id } }',
  );
  const ids = [known.at('data', 'a', 'id'), known.at('data', 'b', 'id')];

  const answer = await query(upstream(), designed('freshness'), { ids: [...ids, 'R_nobody'] });

  expect(answer.at('data', 'nodes', 0)).toMatchObject({ nameWithOwner: 'example-org/archived', isArchived: true });
  expect(answer.at('data', 'nodes', 1)).toMatchObject({ nameWithOwner: 'example-next/new-name', isArchived: false });
  expect(answer.at('data', 'nodes', 2)).toBeNull();
  expect(errorsOf(answer)).toMatchObject([{ type: 'NOT_FOUND', path: ['nodes', 2] }]);
  expect(answer.at('data', 'rateLimit', 'cost')).toBe(1);
});

test('of a real repository only what is recorded is said; the rest is null with an error on its own path', async () => {
  const { startUpstream } = await import('../../upstream/server.ts');
  const then = await startUpstream({ now: '2026-08-22T00:00:00.000Z' });
  const variables = { since: '2025-08-22T00:00:00Z', o0: 'etcd-io', n0: 'etcd', o1: 'etcd-io', n1: 'etcd', p1: 'server' };
  const answer = await query(then, designed('batch'), variables);
  await then.close();

  expect(answer.at('data', 'r0', 'defaultBranchRef', 'target', 'history', 'totalCount')).toBe(1529);
  expect(answer.at('data', 'r0', 'licenseInfo', 'spdxId')).toBe('Apache-2.0');
  expect(answer.at('data', 'r0', 'isArchived')).toBeNull();
  expect(new Set(errorsOf(answer).map(({ type }) => type))).toEqual(new Set(['NOT_RECORDED']));
  const unknown = errorsOf(answer).flatMap(({ path }) => (path?.[0] === 'r0' ? [path[1]] : []));
  expect([...new Set(unknown)].sort()).toEqual([
    'archivedAt',
    'createdAt',
    'fundingLinks',
    'isArchived',
    'isDisabled',
    'isFork',
    'isLocked',
    'isMirror',
    'latestRelease',
    'lockReason',
    'owner',
    'parent',
    'releases',
    'root',
  ]);
});

test('a query of a field that GitHub does not have is refused, and so is one whose field is taken out of the schema', () => {
  expect(prepare('{ repository(owner: "a", name: "b") { invented } }', {}, undefined)).toMatchObject({
    refused: [{ message: 'Cannot query field "invented" on type "Repository".' }],
  });

  const of = introspection();
  const types = of.__schema.types.map((type) =>
    type.kind === 'OBJECT' && type.name === 'Repository'
      ? { ...type, fields: type.fields.filter(({ name }) => name !== 'isArchived') }
      : type,
  );
  const without = built({ __schema: { ...of.__schema, types } });

  expect(prepare(designed('batch'), VARIABLES.batch, undefined)).not.toHaveProperty('refused');
  expect(prepare(designed('batch'), VARIABLES.batch, undefined, without)).toMatchObject({
    refused: [{ message: expect.stringContaining('Cannot query field "isArchived"') as string }],
  });
});

test('taking out any one field that the queries use makes validation fail', () => {
  const schema = buildClientSchema(introspection(), { assumeValid: true });
  const queries = (['batch', 'freshness', 'governance', 'sampled'] as const).map(designed);
  const used = new Map<string, readonly [type: string, field: string]>();
  for (const text of queries) {
    const info = new TypeInfo(schema);
    visit(
      parse(text),
      visitWithTypeInfo(info, {
        Field: ({ name }) => {
          const parent = info.getParentType();
          if (parent != null && !name.value.startsWith('__')) used.set(`${parent.name}.${name.value}`, [parent.name, name.value]);
        },
      }),
    );
  }
  const missed = [...used.values()].filter(([typeName, field]) => {
    const type = schema.getType(typeName);
    if (!isObjectType(type) && !isInterfaceType(type)) return true;
    const fields = type.getFields();
    const { [field]: taken } = fields;
    Reflect.deleteProperty(fields, field);
    const refused = queries.some((text) => 'refused' in prepare(text, {}, undefined, { real: schema, relaxed: schema }));
    if (taken !== undefined) fields[field] = taken;
    return !refused;
  });

  expect(used.size).toBeGreaterThan(70);
  expect(missed).toEqual([]);
});

// Both examples, with their numbers, are GitHub's own ("Rate limits and query limits for the GraphQL API").
test.each([
  [
    'query { viewer { login repositories(first: 100) { edges { node { id issues(first: 50) { edges { node { id labels(first: 60) { edges { node { id name } } } } } } } } } } }',
    { points: 51, nodes: 305_100 },
  ],
  [
    `query { viewer {
      repositories(first: 50) { edges { repository: node { name
        pullRequests(first: 20) { edges { pullRequest: node { title comments(first: 10) { edges { comment: node { bodyHTML } } } } } }
        issues(first: 20) { totalCount edges { issue: node { title bodyHTML comments(first: 10) { edges { comment: node { bodyHTML } } } } } }
      } } }
      followers(first: 10) { edges { follower: node { login } } }
    } }`,
    { points: 21, nodes: 22_060 },
  ],
])('a query costs what GitHub says it costs', (text, expected) => {
  const document = parse(text);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');

  expect(costOf(githubSchemas().real, document, operation, {})).toEqual({ ...expected, refusals: [] });
});

test('twenty repositories cost one point, a hundred two; fragments and variables count', async () => {
  const of = (count: number) => {
    const parts = Array.from({ length: count }, (_, at) => `r${at}: repository(owner: "example-org", name: "team") { ...Core }`);
    return `query ($size: Int!) { rateLimit { cost nodeCount } ${parts.join(' ')} }
      fragment Core on Repository { releases(first: 10) { nodes { tagName } } defaultBranchRef { target { ... on Commit { history(first: $size) { nodes { oid } } } } } }`;
  };
  const cost = async (count: number) => (await query(upstream(), of(count), { size: 100 })).at('data', 'rateLimit');

  expect([await cost(20), await cost(50), await cost(100)]).toEqual([
    { cost: 1, nodeCount: 2200 },
    { cost: 1, nodeCount: 5500 },
    { cost: 2, nodeCount: 11_000 },
  ]);
});

test.each([
  ['{ repository(owner: "example-org", name: "team") { releases { nodes { tagName } } } }', 'MISSING_PAGINATION_BOUNDARIES'],
  ['{ repository(owner: "example-org", name: "team") { releases(first: 101) { nodes { tagName } } } }', 'EXCESSIVE_PAGINATION'],
  [
    '{ repository(owner: "example-org", name: "team") { issues(first: 100) { nodes { comments(first: 100) { nodes { reactions(first: 100) { nodes { id } } } } } } } }',
    'MAX_NODE_LIMIT_EXCEEDED',
  ],
])('GitHub refuses %s', async (text, type) => {
  const answer = await query(upstream(), text);

  expect([answer.status, answer.at('data')]).toEqual([200, undefined]);
  expect(errorsOf(answer)).toMatchObject([{ type }]);
});

test('a count alone needs no bounds', async () => {
  const answer = await query(
    upstream(),
    '{ repository(owner: "example-org", name: "overloaded") { issues(states: OPEN) { totalCount } pullRequests(states: OPEN) { totalCount } } }',
  );

  expect(answer.at('data', 'repository')).toEqual({ issues: { totalCount: 130 }, pullRequests: { totalCount: 20 } });
});
