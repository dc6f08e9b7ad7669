import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesGoPatterns } from '../../../server/src/platform/goPatterns.ts';
import recorded from './recorded/goPatterns.json' with { type: 'json' };

test.each([
  ['*.corp.example.org', 'git.corp.example.org/team/mod', true],
  ['*.corp.example.org', 'corp.example.org/team/mod', false],
  ['example.org/team', 'example.org/team/mod/v2', true],
  ['example.org/team/', 'example.org/team', true],
  ['example.org/team', 'example.org/teams', false],
  ['example.org/team/mod', 'example.org/team', false],
  ['other.example.org,,example.org/*', 'example.org/mod', true],
  ['none', 'example.org/mod', false],
  ['', 'example.org/mod', false],
])('%j against %s is %s', (patterns, path, expected) => {
  expect(matchesGoPatterns(patterns, path)).toBe(expected);
});

test('agrees with what Go itself answered', () => {
  const wrong = [
    ...recorded.matches.filter(([patterns = '', path = '']) => !matchesGoPatterns(patterns, path)),
    ...recorded.differs.filter(([patterns = '', path = '']) => matchesGoPatterns(patterns, path)),
  ];
  expect(wrong).toEqual([]);
  expect(recorded.matches.length + recorded.differs.length).toBeGreaterThan(500);
});

test('never throws, and a path always matches itself and its first elements', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (patterns, path) => typeof matchesGoPatterns(patterns, path) === 'boolean'));
  const element = fc.stringMatching(/^[a-z0-9.~_-]{1,8}$/);
  fc.assert(
    fc.property(fc.array(element, { minLength: 1, maxLength: 5 }), fc.nat(4), (elements, cut) => {
      const prefix = elements.slice(0, 1 + (cut % elements.length)).join('/');
      expect(matchesGoPatterns(prefix, elements.join('/'))).toBe(true);
      expect(matchesGoPatterns(prefix.replaceAll(/[a-z]/g, '?'), elements.join('/'))).toBe(true);
    }),
  );
});

test('a hostile pattern ends in time that grows with its length only', () => {
  expect(matchesGoPatterns(`${'*a'.repeat(2000)}b`, 'a'.repeat(4000))).toBe(false);
});
