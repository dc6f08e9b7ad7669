import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseGoProxyList } from '../../../server/src/platform/goProxyList.ts';

const proxy = (base: string, fallThrough = 'not-found', isPublicDefault = false) => ({
  kind: 'proxy',
  base,
  isPublicDefault,
  fallThrough,
});

test.each([
  ['https://a.example.org,direct', [proxy('https://a.example.org'), { kind: 'direct' }]],
  [
    'https://a.example.org/|b.example.org/go,off',
    [proxy('https://a.example.org', 'any-error'), proxy('https://b.example.org/go'), { kind: 'off' }],
  ],
  [' , https://a.example.org ,,|', [proxy('https://a.example.org')]],
  ['direct,https://never.example.org', [{ kind: 'direct' }]],
  ['off', [{ kind: 'off' }]],
  ['file:///srv/modules', [proxy('file:///srv/modules')]],
  ['', []],
])('%j', (text, elements) => {
  expect(parseGoProxyList(text)).toEqual({ elements, problems: [] });
});

test('the element of the toolchain is known as the public one', () => {
  const publicDefaults = new Set(['https://public.example.org']);
  expect(parseGoProxyList('https://public.example.org/,https://b.example.org', { publicDefaults }).elements).toEqual([
    proxy('https://public.example.org', 'not-found', true),
    proxy('https://b.example.org'),
  ]);
});

test('userinfo leaves the address; .netrc comes first; plain http gets none', () => {
  const list = parseGoProxyList('https://ada:p%40ss@a.example.org/go|https://b.example.org|http://ada:hunter2@c.example.org', {
    authorizationFor: (address) => (address === 'https://b.example.org' ? 'Basic fromNetrc' : undefined),
  });
  expect(list.elements).toEqual([
    { ...proxy('https://a.example.org/go', 'any-error'), authorization: `Basic ${Buffer.from('ada:p@ss').toString('base64')}` },
    { ...proxy('https://b.example.org', 'any-error'), authorization: 'Basic fromNetrc' },
    proxy('http://c.example.org'),
  ]);
  expect(list.problems).toEqual(['GOPROXY: credentials are not sent to http://c.example.org, which is plain http']);
});

test('a list that the go command refuses asks nobody, and says so without the password', () => {
  const list = parseGoProxyList('ftp://ada:hunter2@a.example.org,https://b.example.org');
  expect(list.elements).toEqual([{ kind: 'off' }]);
  expect(list.problems.join()).toContain('ftp://a.example.org');
  expect(list.problems.join()).not.toContain('hunter2');
  expect(parseGoProxyList(' , ').elements).toEqual([{ kind: 'off' }]);
});

test('never throws; no base holds userinfo or ends in a slash; nothing follows direct or off', () => {
  const part = fc.constantFrom(
    'https://',
    'u:p@',
    'a.example.org',
    ',',
    '|',
    'direct',
    'off',
    ' ',
    '/',
    ':',
    '%',
    'file:///x',
    '@',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const { elements } = parseGoProxyList(parts.join(''));
      const ends = elements.findIndex(({ kind }) => kind !== 'proxy');
      expect(ends < 0 || ends === elements.length - 1).toBe(true);
      for (const element of elements) if (element.kind === 'proxy') expect(element.base).not.toMatch(/^\w+:\/\/[^/]*@|[^/]\/$/);
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => parseGoProxyList(text).elements.length <= 21));
});
