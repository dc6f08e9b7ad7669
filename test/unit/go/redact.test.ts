import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redactUrl } from '../../../server/src/platform/redact.ts';

test.each([
  ['https://user:hunter2@proxy.example.org/go', 'https://proxy.example.org/go'],
  ['https://hunter2@proxy.example.org', 'https://proxy.example.org'],
  ['https://user:hun%40ter2@[::1]:8080/x', 'https://[::1]:8080/x'],
  ['https://user:hun@ter2@proxy.example.org/x', 'https://proxy.example.org/x'],
  ['https://user:hun/ter2@proxy.example.org/x', 'https://proxy.example.org/x'],
  ['//user:hunter2@proxy.example.org/', '//proxy.example.org/'],
  [
    'GET https://a.example.org/?page=2&access_token=hunter2&x=1 failed',
    'GET https://a.example.org/?page=2&access_token=***&x=1 failed',
  ],
  ['https://a.example.org/#id_token=hunter2', 'https://a.example.org/#id_token=***'],
  ['Authorization: Bearer hunter2', 'Authorization: ***'],
  ['sent Basic aHVudGVyMg== along', 'sent Basic *** along'],
  ['//npm.example.org/:_authToken=hunter2', '//npm.example.org/:_authToken=***'],
  ['npm_hunter2hunter2', 'npm_***'],
])('%s loses its credentials', (text, redacted) => {
  expect(redactUrl(text)).toBe(redacted);
});

test.each([
  'https://npm.example.org/@scope%2fname',
  'https://npm.example.org/@scope/name@1.0.0',
  'https://docs.example.org/example.org/mod@v1.2.3?tab=versions#section',
  'http://[::1]:4873/@scope/name',
  'Basic authentication is not offered',
])('%s stays as it is', (text) => {
  expect(redactUrl(text)).toBe(text);
});

test('no password survives, whatever stands around the address', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  fc.assert(
    fc.property(word, word, fc.stringMatching(/^[a-zA-Z0-9!$&*+,;=:@/.~_-]{0,12}$/), (before, user, noise) => {
      const text = `${before} https://${user}:Hunter2${noise}@proxy.example.org/x ${before}`;
      expect(redactUrl(text)).not.toContain('Hunter2');
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => typeof redactUrl(text) === 'string'));
});
