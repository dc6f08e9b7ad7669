import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { githubClient } from '../../../server/src/platform/githubClient.ts';
import { githubTokensIn } from '../../../server/src/platform/githubTokens.ts';

const tokens = (env: Readonly<Record<string, string | undefined>>, servers: readonly string[] = []) =>
  Object.fromEntries(githubTokensIn(env, servers).tokens);

describe('tokens of the environment, as gh takes them', () => {
  test.each([
    [{ GH_TOKEN: 'first-token', GITHUB_TOKEN: 'second-token' }, { 'github.com': 'first-token' }],
    [{ GITHUB_TOKEN: 'second-token' }, { 'github.com': 'second-token' }],
    [{ GH_TOKEN: '', GITHUB_TOKEN: 'second-token' }, { 'github.com': 'second-token' }],
    [{ GITHUB_TOKEN: ' second-token\n' }, { 'github.com': 'second-token' }],
    [{}, {}],
  ])('%o', (env, expected) => expect(tokens(env)).toEqual(expected));

  test('an enterprise token goes to the servers that were named, the one of github.com to none of them', () => {
    const env = {
      GH_TOKEN: 'public-token',
      GH_ENTERPRISE_TOKEN: 'first-enterprise',
      GITHUB_ENTERPRISE_TOKEN: 'second-enterprise',
    };
    const hosts = ['a.example.org', 'b.example.org'];
    expect(tokens(env, hosts)).toEqual({
      'github.com': 'public-token',
      'a.example.org': 'first-enterprise',
      'b.example.org': 'first-enterprise',
    });
    expect(tokens(env)).toEqual({ 'github.com': 'public-token' });
    expect(tokens({ GH_TOKEN: 'public-token' }, hosts)).toEqual({ 'github.com': 'public-token' });
  });

  test('what cannot be a token is said by its name, never by its value, and nothing stands in for it', () => {
    const { tokens: found, problems } = githubTokensIn({ GH_TOKEN: 'two words', GITHUB_TOKEN: 'second-token' }, []);
    expect([...found]).toEqual([]);
    expect(problems).toEqual(['GH_TOKEN holds something that is no token; it is not used']);
  });

  test('nothing that could end a header line ever becomes a token', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const [token] = Object.values(tokens({ GH_TOKEN: text }));
        return token === undefined || /^[\x21-\x7e]+$/.test(token);
      }),
    );
  });
});

describe('GitHub hosts', () => {
  const client = githubClient({
    upstream: undefined,
    tokens: new Map([
      ['github.com', 'public-token'],
      ['github.example.org', 'enterprise-token'],
      ['elsewhere.example.org', 'nobody-asked'],
    ]),
    servers: ['github.example.org', 'tenant.ghe.com'],
  });

  test.each([
    ['github.com', 'https://api.github.com', 'https://api.github.com/graphql', 'bearer public-token'],
    [
      'github.example.org',
      'https://github.example.org/api/v3',
      'https://github.example.org/api/graphql',
      'bearer enterprise-token',
    ],
    ['tenant.ghe.com', 'https://api.tenant.ghe.com', 'https://api.tenant.ghe.com/graphql', undefined],
  ])('%s is asked at its own addresses with its own token', (host, rest, graphql, authorization) =>
    expect(client.hostFor(host)).toEqual({ host, rest, graphql, ...(authorization === undefined ? {} : { authorization }) }),
  );

  test('a token makes no host a GitHub', () => expect(client.hostFor('elsewhere.example.org')).toBeUndefined());

  test('the local upstream stands in for github.com only', () => {
    const local = githubClient({ upstream: 'http://127.0.0.1:4000/github', tokens: new Map(), servers: ['github.example.org'] });
    expect(local.addresses).toEqual([
      'http://127.0.0.1:4000/github',
      'http://127.0.0.1:4000/github/graphql',
      'https://github.example.org/api/v3',
      'https://github.example.org/api/graphql',
    ]);
  });
});
