import { expect, test } from 'vitest';
import { anUpstream, ask } from './asking.ts';
const upstream = anUpstream({ now: '2026-08-22T00:00:00.000Z' });
const BATCH = `query RepoFacts($since: GitTimestamp!, $o0: String!, $n0: String!) {
  rateLimit { cost nodeCount limit remaining resetAt }
  r0: repository(owner: $o0, name: $n0, followRenames: true) {
    ...RepoCore
    defaultBranchRef { name target { __typename ... on Commit { ...Activity } } }
  }
}
fragment RepoCore on Repository {
  id databaseId nameWithOwner url
  isArchived archivedAt isDisabled isLocked lockReason isFork isMirror isEmpty
  createdAt pushedAt
  parent { nameWithOwner }
  owner { __typename login ... on Organization { name isVerified websiteUrl hasSponsorsListing } ... on User { name hasSponsorsListing } }
  licenseInfo { spdxId key pseudoLicense }
  fundingLinks { platform url }
  isSecurityPolicyEnabled
  latestRelease { tagName publishedAt }
  releases(first: 10, orderBy: { field: CREATED_AT, direction: DESC }) { totalCount nodes { tagName publishedAt createdAt isPrerelease isDraft author { login } } }
  root: object(expression: "HEAD:") { __typename ... on Tree { entries { name type size } } }
  dotGithub: object(expression: "HEAD:.github") { __typename ... on Tree { entries { name type size } } }
}
fragment Activity on Commit { oid committedDate history(first: 100, since: $since) { ...HistoryPage } }
fragment HistoryPage on CommitHistoryConnection {
  totalCount pageInfo { hasNextPage endCursor }
  nodes { oid committedDate messageHeadline committedViaWeb author { name email user { login databaseId } } }
}`;
test('GitHub answers the batch query for a recorded repository', async () => {
  const answer = await ask(upstream(), 'github', '/graphql', {
    method: 'POST',
    headers: { authorization: 'bearer x' },
    body: JSON.stringify({ query: BATCH, variables: { since: '2025-08-22T00:00:00Z', o0: 'etcd-io', n0: 'etcd' } }),
  });
  expect(answer.at('data', 'r0', 'defaultBranchRef', 'target', 'history', 'totalCount')).toBe(1529);
  expect(answer.at('data', 'rateLimit', 'cost')).toBe(1);
});
