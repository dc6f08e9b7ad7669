import { expect, test } from 'vitest';
import { worldAt } from '../../upstream/world/index.ts';
import { anUpstream, NOW } from './asking.ts';
import { errorsOf, query } from './githubAsking.ts';

const upstream = anUpstream();
const world = worldAt(NOW);
const repository = (name: string, selection: string) =>
  query(upstream(), `{ repository(owner: "example-org", name: "${name}") { ${selection} } }`);

const EVERYTHING = `fragment Everything on Repository { nameWithOwner isArchived archivedAt isDisabled isLocked lockReason isFork isMirror isEmpty createdAt pushedAt updatedAt
      parent { nameWithOwner } owner { __typename login } licenseInfo { spdxId } fundingLinks { platform url } isSecurityPolicyEnabled latestRelease { tagName }
      releases(first: 3) { nodes { tagName author { login } } } refs(refPrefix: "refs/tags/", first: 3, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) { totalCount nodes { name target { oid } compare(headRef: "HEAD") { aheadBy commits(first: 2) { nodes { oid } } } } }
      issues(first: 2, orderBy: { field: CREATED_AT, direction: DESC }) { totalCount nodes { createdAt closedAt author { login } comments(first: 2) { nodes { author { login } authorAssociation createdAt } } timelineItems(first: 2, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { actor { login } createdAt } } } } }
      pullRequests(first: 2, states: MERGED) { nodes { mergedAt mergedBy { login } reviews(first: 1) { nodes { author { login } state } } } }
      object(expression: "HEAD:") { ... on Tree { entries { name oid type } } }
      defaultBranchRef { name target { ... on Commit { history(first: 2) { totalCount nodes { parents { totalCount } author { user { id } } committer { user { login } } } } } } } }`;

test('every invented package on GitHub leads to an invented repository, but for the one whose repository is gone', () => {
  const projects = [...world.npm.values()].flatMap(({ project, observed }) =>
    observed === undefined && project !== undefined ? [project.replace('github.com/', '')] : [],
  );

  expect(projects.length).toBeGreaterThan(20);
  expect(projects.filter((name) => world.repositories?.has(name) !== true)).toEqual(['example-org/gone']);
});

test('every invented repository answers every question about itself, at any moment', async () => {
  const names = [...(world.repositories ?? [])].filter(([, make]) => make().observed === undefined).map(([name]) => name);
  const all = names.map(
    (name, at) =>
      `r${at}: repository(owner: "${name.split('/')[0] ?? ''}", name: "${name.split('/')[1] ?? ''}") { ...Everything }`,
  );
  const answer = await query(upstream(), `{ ${all.join(' ')} } ${EVERYTHING}`);

  expect(names.length).toBeGreaterThan(24);
  expect(errorsOf(answer)).toEqual([]);
});

test('the finished one has unreleased work in documents and tests only; the unreleased one in what ships', async () => {
  const differing = async (name: string, tag: string) => {
    const tree = 'entries { name type oid object { ... on Tree { entries { name oid } } } }';
    const answer = await repository(
      name,
      `head: object(expression: "HEAD:") { ... on Tree { ${tree} } } tag: object(expression: "${tag}:") { ... on Tree { ${tree} } }`,
    );
    const entries = (side: string) =>
      (answer.at('data', 'repository', side, 'entries') ?? []) as readonly { name: string; oid: string }[];
    const old = new Map(entries('tag').map(({ name: file, oid }) => [file, oid]));
    return entries('head').flatMap(({ name: file, oid }) => (old.get(file) === oid ? [] : [file]));
  };

  expect(await differing('finished', 'v4.0.2')).toEqual(['.github', 'README.md', 'docs', 'test']);
  expect(await differing('unreleased', 'v1.9.0')).toEqual(['docs', 'src']);
});

test('what a tag lacks is counted and told oldest first', async () => {
  const answer = await repository(
    'unreleased',
    'ref(qualifiedName: "refs/tags/v1.9.0") { compare(headRef: "main") { status aheadBy behindBy commits(first: 1) { totalCount nodes { authoredDate } } } }',
  );

  expect(answer.at('data', 'repository', 'ref', 'compare')).toEqual({
    status: 'AHEAD',
    aheadBy: 37,
    behindBy: 0,
    commits: { totalCount: 37, nodes: [{ authoredDate: '2025-03-31T11:59:00Z' }] },
  });
});

test('one human’s commits are found by account and by address', async () => {
  const known = await repository(
    'many-hats',
    'defaultBranchRef { target { ... on Commit { history(first: 100) { nodes { author { email user { id login } } } } } } }',
  );
  const nodes = known.at('data', 'repository', 'defaultBranchRef', 'target', 'history', 'nodes') as readonly {
    author: { email: string; user: { id: string; login: string } | null };
  }[];
  const gus = nodes.find(({ author }) => author.user?.login === 'example-gus')?.author.user?.id;
  const answer = await query(
    upstream(),
    `query ($id: ID!) { repository(owner: "example-org", name: "many-hats") { defaultBranchRef { target { ... on Commit { id: history(author: { id: $id }) { totalCount } mail: history(author: { emails: ["gus@example.org"] }) { totalCount } } } } } }`,
    { id: gus },
  );

  expect(answer.at('data', 'repository', 'defaultBranchRef', 'target')).toEqual({
    id: { totalCount: 21 },
    mail: { totalCount: 17 },
  });
  expect(nodes.some(({ author }) => author.user === null && author.email.endsWith('[bot]@users.noreply.github.com'))).toBe(true);
});

test('an empty repository has no branch, an archived one the day, a fork its parent', async () => {
  const empty = await repository(
    'empty',
    'isEmpty defaultBranchRef { name } object(expression: "HEAD:") { oid } licenseInfo { spdxId }',
  );
  const archived = await repository('archived', 'isArchived archivedAt');
  const forked = await repository('forked', 'isFork parent { nameWithOwner } createdAt');

  expect(empty.at('data', 'repository')).toEqual({ isEmpty: true, defaultBranchRef: null, object: null, licenseInfo: null });
  expect(archived.at('data', 'repository')).toEqual({ isArchived: true, archivedAt: '2026-03-26T12:00:00Z' });
  expect(forked.at('data', 'repository')).toEqual({
    isFork: true,
    parent: { nameWithOwner: 'example-org/team' },
    createdAt: '2026-05-05T12:00:00Z',
  });
});
