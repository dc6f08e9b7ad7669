import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linksOf } from '../../../server/src/present/links.ts';
import { governance, healthy, lookedAt, supposedCase, wellKept } from './cards.ts';

test('fund, foundation, governance, repository: in this order, hosts shown, each page once', () => {
  expect(linksOf(supposedCase(healthy))).toEqual([
    { kind: 'fund', title: 'Fund on opencollective.example.org', url: 'https://opencollective.example.org/x' },
    { kind: 'foundation', title: 'Support Example Foundation on example.org', url: 'https://example.org/join' },
    { kind: 'governance', title: 'Governance of Example Foundation on example.org', url: 'https://example.org/stages' },
    { kind: 'repository', title: 'Repository on github.com', url: 'https://github.com/example/x' },
  ]);
});

test('a vouched funding.json comes first, the repository adds its channels and its documents', () => {
  const manifest = [
    { url: 'https://nobody.example.org/x', type: 'bank', verified: false },
    { url: 'https://fund.example.org/x', type: 'other', verified: true },
  ];
  const facts = { ...healthy, ...wellKept, ...lookedAt, 'funding-manifest': manifest };
  const channels = [...wellKept['forge-funding'], { platform: 'open_collective', url: 'https://opencollective.example.org/x' }];
  expect(linksOf(supposedCase({ ...facts, 'forge-funding': channels })).map(({ kind, title }) => [kind, title])).toEqual([
    ['fund', 'Fund on fund.example.org'],
    ['fund', 'Fund on opencollective.example.org'],
    ['fund', 'Fund on github.com'],
    ['unverified', 'Fund (unverified funding.json) on nobody.example.org'],
    ['foundation', 'Support Example Foundation on example.org'],
    ['contribute', 'Contribute on github.com'],
    ['issues', 'Good first issues on github.com'],
    ['governance', 'Governance of Example Foundation on example.org'],
    ['document', 'Governance on github.com'],
    ['document', 'Security policy on github.com'],
    ['repository', 'Repository on github.com'],
  ]);
});

test('documents lead into the repository they were found in, whatever their paths', () => {
  const documents = { contributing: 'docs/a b/?#\ud800.md' };
  expect(linksOf(supposedCase({ repository: healthy.repository, documents })).map(({ url }) => url)).toEqual([
    'https://github.com/example/x/blob/HEAD/docs/a%20b/%3F%23%EF%BF%BD.md',
    'https://github.com/example/x',
  ]);
  expect(linksOf(supposedCase({ documents }))).toEqual([]);
});

test('nobody is asked to contribute to what is read-only', () => {
  const facts = { ...healthy, ...wellKept, archival: { archived: true, disabled: false, at: null } };
  const kinds = linksOf(supposedCase(facts)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'contribute' || kind === 'issues')).toEqual([]);
});

test('newcomers are led to open issues only where the forge was seen to have some', () => {
  const pages = (openWork: object | undefined, host = 'github.com') =>
    linksOf(
      supposedCase({
        repository: { repository: { ...healthy.repository.repository, host }, how: 'declared' },
        ...(openWork ? { 'open-work': openWork } : {}),
      }),
    ).flatMap(({ kind, url }) => (kind === 'issues' ? [url] : []));
  expect(pages({ issues: 3, changes: 0 })).toEqual(['https://github.com/example/x/contribute']);
  expect(pages({ issues: 0, changes: 7 })).toEqual([]);
  expect(pages(undefined)).toEqual([]);
  expect(pages({ issues: 3, changes: 0 }, 'git.example.org')).toEqual([]);
});

test('a repository that was renamed is found by its name of today too, and one it was fetched from where a finding says so', () => {
  const moved = (facts: object) =>
    linksOf(supposedCase({ repository: healthy.repository, ...facts })).flatMap(({ kind, title, url }) =>
      kind === 'moved' ? [[title, url]] : [],
    );
  const named = (fullName: string, renamed: boolean) => ({
    'repository-identity': { fullName, renamed, forkOf: null, mirror: false, createdAt: null, olderThanAYear: null },
  });
  expect(moved(named('example-next/y', true))).toEqual([
    ['Repository as example-next/y on github.com', 'https://github.com/example-next/y'],
  ]);
  expect(moved(named('example/x', false))).toEqual([]);
  expect(moved(named('example/../../evil', true))).toEqual([]);
  const apart = {
    repository: { ...healthy.repository, how: 'import-path' },
    'origin-repository': { kind: 'repository', host: 'gitlab.com', owner: 'example', name: 'fork' },
  };
  expect(moved(apart)).toEqual([['Repository it was fetched from on gitlab.com', 'https://gitlab.com/example/fork']]);
});

test('funding is offered in eight places at most', () => {
  const many = Array.from({ length: 20 }, (_, at) => ({ platform: 'custom', url: `https://fund${at}.example.org` }));
  expect(linksOf(supposedCase({ 'forge-funding': many }))).toHaveLength(8);
});

test('two channels on one host are told apart by their paths', () => {
  const funding = ['https://example.org/sponsors/a', 'https://www.example.org/sponsors/b'];
  expect(linksOf(supposedCase({ funding })).map(({ title }) => title)).toEqual([
    'Fund on example.org/sponsors/a',
    'Fund on example.org/sponsors/b',
  ]);
});

test('a foundation that the project left is not to be supported for it', () => {
  expect(linksOf(supposedCase({ foundation: { ...governance, ended: 'left', stage: null } }))).toEqual([]);
});

test('https only and a bounded title, whatever an owner wrote', () => {
  const address = fc.oneof(
    fc.webUrl(),
    fc.webUrl({ withQueryParameters: true }),
    fc.string(),
    fc.constantFrom('javascript:x', 'command:x', 'https://a:b@example.org'),
  );
  fc.assert(
    fc.property(fc.array(address, { maxLength: 10 }), (funding) => {
      const links = linksOf(supposedCase({ funding }));
      expect(links.filter(({ url }) => !url.startsWith('https://') || url.includes('@example.org'))).toEqual([]);
      expect(links.filter(({ title }) => title.length > 80 || !title.includes(' on '))).toEqual([]);
      expect(new Set(links.map(({ url }) => url)).size).toBe(links.length);
    }),
  );
});
