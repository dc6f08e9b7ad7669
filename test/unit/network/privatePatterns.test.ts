import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { privateNames } from '../../../server/src/engine/privatePatterns.ts';

describe('private patterns', () => {
  test.each([
    ['@acme/*', '@acme/left', true],
    ['@acme', '@acme/left', true],
    ['@acme/*', '@acmeco/left', false],
    ['@acme-*/*', '@acme-labs/left', true],
    ['internal-*', 'internal-tool', true],
    ['internal-*', 'my-internal-tool', false],
    ['corp.example.org/*', 'corp.example.org/a/b/v2', true],
    ['corp.example.org/*', 'corp.example.org', false],
    ['*.corp.example.org', 'git.corp.example.org/a', true],
    ['*/acme', 'example.org/acme/x', true],
    ['EXAMPLE.org/', 'example.org/x', true],
    ['l?ft', 'left', true],
    ['', 'left', false],
    ['/', 'left', false],
  ])('%s on %s: %s', (pattern, name, expected) => expect(privateNames([pattern])(name)).toBe(expected));

  test('a pattern agrees with the regular expression it stands for', () => {
    const word = fc.stringMatching(/^[ab*?]{0,8}$/);
    fc.assert(
      fc.property(word, fc.stringMatching(/^[ab]{1,10}$/), (glob, text) => {
        const expected = glob !== '' && new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
        expect(privateNames([glob])(text)).toBe(expected);
      }),
    );
  });

  test('many stars stay cheap', () => {
    expect(privateNames([`${'a*'.repeat(90)}b`])('a'.repeat(5000))).toBe(false);
  });
});
