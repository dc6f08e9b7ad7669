import { describe, expect, test } from 'vitest';
import { hostsWanted, tokensWanted, whyNoToken, type TokenSources, type Wanted } from '../../../client/src/githubTokens.ts';
import { withoutSecrets } from '../../../client/src/traceSecrets.ts';

const wanted = (more: Partial<Wanted> = {}): Wanted => ({ asked: true, servers: [], enterpriseUri: undefined, ...more });

/** What the user gave and granted, with a note of what was looked for. */
function given(kept: Readonly<Record<string, string>>, sessions: Readonly<Record<string, string>>) {
  const looked: string[] = [];
  const sources: TokenSources = {
    kept(host) {
      looked.push(`kept ${host}`);
      return Promise.resolve(kept[host]);
    },
    session(provider) {
      looked.push(`session ${provider}`);
      return Promise.resolve(sessions[provider]);
    },
  };
  return { sources, looked };
}

const tokens = async (
  want: Wanted,
  kept: Readonly<Record<string, string>> = {},
  sessions: Readonly<Record<string, string>> = {},
) => Object.fromEntries(await tokensWanted(want, given(kept, sessions).sources));

describe('whose token goes where', () => {
  test('the session that was granted; a token of one’s own before it', async () => {
    expect(await tokens(wanted(), {}, { github: 'session' })).toEqual({ 'github.com': 'session' });
    expect(await tokens(wanted(), { 'github.com': 'own' }, { github: 'session' })).toEqual({ 'github.com': 'own' });
    expect(await tokens(wanted())).toEqual({});
  });

  test('where GitHub is not asked nobody is looked for', async () => {
    const { sources, looked } = given({ 'github.com': 'own' }, { github: 'session' });
    expect(await tokensWanted(wanted({ asked: false }), sources)).toEqual(new Map());
    expect(looked).toEqual([]);
  });

  test('a session of the enterprise provider belongs to its own server, and only where the user named that server', async () => {
    const sessions = { github: 'public', 'github-enterprise': 'enterprise' };
    const enterpriseUri = 'https://GHE.example.org/';
    expect(await tokens(wanted({ enterpriseUri }), {}, sessions)).toEqual({ 'github.com': 'public' });
    expect(await tokens(wanted({ enterpriseUri, servers: ['ghe.example.org', 'b.example.org'] }), {}, sessions)).toEqual({
      'github.com': 'public',
      'ghe.example.org': 'enterprise',
    });
    expect(
      await tokens(wanted({ enterpriseUri: 'https://evil.example.org', servers: ['ghe.example.org'] }), {}, sessions),
    ).toEqual({
      'github.com': 'public',
    });
  });

  test('a server without a provider takes a token of one’s own', async () => {
    const want = wanted({ servers: ['a.example.org', 'A.example.org'] });
    expect(await tokens(want, { 'a.example.org': 'own' })).toEqual({ 'a.example.org': 'own' });
    expect(hostsWanted(want).map(({ host, provider }) => [host, provider])).toEqual([
      ['github.com', 'github'],
      ['a.example.org', undefined],
    ]);
  });

  test.each([
    ['ghp_0123456789', undefined],
    ['  ghp_0123456789\n', undefined],
    ['short', 'A token has at least 8 characters.'],
    ['', 'A token has at least 8 characters.'],
    ['x'.repeat(1001), 'A token has at most 1000 characters.'],
    ['two words here', 'A token has no spaces and only letters, digits and signs of ASCII.'],
    ['line\r\nX-Other: header', 'A token has no spaces and only letters, digits and signs of ASCII.'],
  ])('“%s” as typed', (text, why) => expect(whyNoToken(text)).toBe(why));
});

describe('the trace', () => {
  const message = (params: unknown) => `Sending request 'mainstay/http - (3)'.\nParams: ${JSON.stringify(params, null, 4)}`;

  test('holds no header that lets somebody in, however it is written', () => {
    const text = message({
      headers: { accept: '*/*', authorization: 'bearer s3cret', 'Proxy-Authorization': 'Basic s3c\\"ret', Cookie: 's3cret' },
    });
    expect(withoutSecrets(text, [])).not.toMatch(/s3c/);
    expect(withoutSecrets(text, [])).toContain('"accept": "*/*"');
    expect(withoutSecrets(JSON.stringify({ authorization: 's3cret' }), [])).toBe('{"authorization":"***"}');
  });

  test('holds no token that is told', () => {
    const text = message({ tokens: { 'github.com': 's3cret', 'ghe.example.org': 's3cret' } });
    expect(withoutSecrets(text, [])).toBe(message({ tokens: '***' }));
  });

  test('holds no known token even where a server sends it back', () => {
    expect(withoutSecrets(message({ text: 'you sent s3cret' }), ['s3cret', ''])).toContain('you sent ***');
  });

  test('is otherwise as it was', () => {
    const text = message({ url: 'https://example.org/', headers: { accept: 'application/json' }, author: 'tokens of love' });
    expect(withoutSecrets(text, [])).toBe(text);
  });
});
