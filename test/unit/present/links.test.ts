import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linksOf } from '../../../server/src/present/links.ts';
import { governance, healthy, supposedCase } from './cards.ts';

test('fund, foundation, governance, repository: in this order, hosts shown, each page once', () => {
  expect(linksOf(supposedCase(healthy))).toEqual([
    { kind: 'fund', title: 'Fund on opencollective.example.org', url: 'https://opencollective.example.org/x' },
    { kind: 'foundation', title: 'Support Example Foundation on example.org', url: 'https://example.org/join' },
    { kind: 'governance', title: 'Governance of Example Foundation on example.org', url: 'https://example.org/stages' },
    { kind: 'repository', title: 'Repository on github.com', url: 'https://github.com/example/x' },
  ]);
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
