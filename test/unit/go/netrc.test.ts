import fc from 'fast-check';
import { expect, test } from 'vitest';
import { netrcAuthorization, parseNetrc } from '../../../server/src/platform/netrc.ts';

const FILE = `# a comment reads as words nobody asks for
machine proxy.example.org login reader password s3cret
machine git.example.org
  login ada
  password lovelace
macdef init
machine macro.example.org login x password y

machine proxy.example.org login second password ignored
machine go.example.org/private login deep password er
default login anonymous password nothing
machine late.example.org login a password b
`;
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

test('entries in any layout, the first of two wins, macros and what follows default are left out', () => {
  expect([...parseNetrc(FILE.replace(/^#.*\n/, ''))]).toEqual([
    ['proxy.example.org', { login: 'reader', password: 's3cret' }],
    ['git.example.org', { login: 'ada', password: 'lovelace' }],
    ['go.example.org/private', { login: 'deep', password: 'er' }],
  ]);
});

test('credentials go to the host, or to the path, that they are written for; never over plain http', () => {
  const entries = parseNetrc(FILE.replace(/^#.*\n/, ''));
  expect(netrcAuthorization(entries, 'https://proxy.example.org/go')).toBe(basic('reader:s3cret'));
  expect(netrcAuthorization(entries, 'https://go.example.org/private/x/')).toBe(basic('deep:er'));
  expect(netrcAuthorization(entries, 'https://go.example.org/public')).toBeUndefined();
  expect(netrcAuthorization(entries, 'http://proxy.example.org/go')).toBeUndefined();
  expect(netrcAuthorization(entries, 'https://proxy.example.org.evil.example/go')).toBeUndefined();
});

test('any text is read without a throw', () => {
  const word = fc.constantFrom('machine', 'login', 'password', 'default', 'macdef', 'x', '\n', ' ', '\t');
  fc.assert(fc.property(fc.array(word), (words) => parseNetrc(words.join(' ')).size >= 0));
});
