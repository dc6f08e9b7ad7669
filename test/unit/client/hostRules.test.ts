import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { whyNotAllowed } from '../../../client/src/hostRules.ts';

const hosts = [
  'registry.example.org',
  'mirror.example.org:8443',
  '127.0.0.1:4873',
  '[::1]:4873',
  'localhost:4873',
  'plain.example.org',
];
const listed = { hosts, anyHttps: false };
const any = { hosts, anyHttps: true };

describe('which addresses may be asked', () => {
  test.each([
    'https://registry.example.org/left',
    'https://registry.example.org:443/left',
    'https://REGISTRY.example.org/left',
    'https://mirror.example.org:8443/',
    'http://127.0.0.1:4873/left',
    'http://[::1]:4873/left',
    'http://localhost:4873/left',
  ])('%s is on the list', (address) => {
    expect(whyNotAllowed(address, listed)).toBeUndefined();
  });

  test.each([
    ['https://elsewhere.example.org/left', 'is none of the hosts'],
    ['https://registry.example.org:8443/', 'is none of the hosts'],
    ['https://registry.example.org.evil.example/', 'is none of the hosts'],
    ['https://mirror.example.org/', 'is none of the hosts'],
    ['http://127.0.0.1:9/', 'is none of the hosts'],
    ['http://plain.example.org/', 'only https'],
    ['http://127.0.0.1.example.org/', 'only https'],
    ['file:///etc/hosts', 'only https'],
    ['https://me:word@registry.example.org/', 'user name'],
    ['left', 'no address'],
  ])('%s is not asked: %s', (address, words) => {
    expect(whyNotAllowed(address, listed)).toContain(words);
    expect(whyNotAllowed(address, listed)).not.toContain('word@');
  });

  test('any public-looking https name may be asked where the server says so', () => {
    expect(whyNotAllowed('https://go.example.org/x?go-get=1', any)).toBeUndefined();
    for (const address of [
      'https://10.0.0.1/',
      'https://[fd00::1]/',
      'https://intranet/',
      'https://a.localhost/',
      'https://a.example.org:8080/',
      'https://0x7f000001/',
    ])
      expect(whyNotAllowed(address, any)).toBeDefined();
  });

  test('no spelling around a listed host leads to another', () => {
    const part = fc.string({ unit: fc.constantFrom(...Array.from('ab.:/@#?\\%[]0 ')), maxLength: 6 });
    fc.assert(
      fc.property(
        fc.constantFrom('http://', 'https://', '//'),
        part,
        fc.constantFrom(...hosts),
        part,
        (scheme, before, host, after) => {
          const address = `${scheme}${before}${host}${after}`;
          const refused = whyNotAllowed(address, listed) !== undefined;
          expect(refused || hosts.includes(new URL(address).host)).toBe(true);
        },
      ),
    );
  });
});
