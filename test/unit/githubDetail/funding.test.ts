import { expect, test } from 'vitest';
import { fundingChannelsOf } from '../../../server/src/sources/githubDetail/fundingJson.ts';
import { repo } from '../github/asking.ts';

const KETTLE = repo('example-org/kettle');
const channels = (manifest: unknown, fullName = 'example-org/kettle') =>
  fundingChannelsOf(typeof manifest === 'string' ? manifest : JSON.stringify(manifest), KETTLE, fullName);
const funding = {
  channels: [
    { guid: 'a', type: 'payment-provider', address: 'https://example.org/pay' },
    { guid: 'b', type: 'bank', address: 'Account 123, Example Bank' },
    { guid: 'c', type: 'other', address: 'http://example.org/plain' },
    { guid: 'd', type: 'other', address: 'javascript:alert(1)' },
    'odd',
    { guid: 'e' },
    { guid: 'f', type: 'other', address: 'https://example.org/pay' },
  ],
};
const at = (url: string) => ({ repositoryUrl: { url } });

test('channels on the web are verified where the manifest names this repository', () => {
  const expected = [{ url: 'https://example.org/pay', type: 'other', verified: true }];
  expect(channels({ version: 'v1.0.0', projects: [at('https://github.com/Example-Org/kettle.git')], funding })).toEqual(expected);
  expect(channels({ version: 'v1.1.0', project: at('https://github.com/example-org/kettle/'), funding })).toEqual(expected);
});

test('under its new name too', () => {
  expect(channels({ projects: [at('https://github.com/example-next/pot')], funding }, 'example-next/pot')).toMatchObject([
    { verified: true },
  ]);
});

test("a copy of another project's manifest is not verified", () => {
  expect(channels({ projects: [at('https://github.com/example-org/other')], funding })).toMatchObject([{ verified: false }]);
  expect(channels({ projects: [at('https://example.org/github.com/example-org/kettle')], funding })).toMatchObject([
    { verified: false },
  ]);
  expect(channels({ funding })).toMatchObject([{ verified: false }]);
});

test('another address that can vouch for it is named only where the file lies on that very host, https', () => {
  const naming = (wellKnown: unknown) =>
    channels({ projects: [{ repositoryUrl: { url: 'https://kettle.example.org/code', wellKnown } }], funding });
  const file = 'https://kettle.example.org/.well-known/funding-manifest-urls';
  expect(naming(file)).toMatchObject([{ verified: false, wellKnown: file }]);
  for (const odd of [
    'https://other.example.org/.well-known/funding-manifest-urls',
    file.replace('https', 'http'),
    `${file}?of=me`,
    '/x',
    7,
  ])
    expect(naming(odd)).toEqual([{ url: 'https://example.org/pay', type: 'other', verified: false }]);
});

test('what is no manifest is told from one without channels', () => {
  expect(channels({ funding: {} })).toEqual([]);
  for (const text of ['{', '[]', '{"funding":3}', 'null']) expect(channels(text)).toBeUndefined();
});
