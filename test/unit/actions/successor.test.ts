import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { successorOf } from '../../../server/src/measures/successor.ts';
import { purlOf } from '../../../server/src/model/purl.ts';
import { dependencyOn, viewOver } from '../assess/supposed.ts';

const npm = dependencyOn('old');
const goOf = (path: string) =>
  dependencyOn(path, { ecosystem: 'golang', target: { kind: 'registry', purl: purlOf('golang', path), range: 'v1.0.0' } });
const ofNotice = (notice: string) => successorOf(npm, viewOver({ deprecation: notice }))?.name;
const ofGoNotice = (notice: string) => successorOf(goOf('example.org/old'), viewOver({ deprecation: notice }))?.name;

describe('the name that an npm notice leads to', () => {
  test.each([
    ['No longer kept; use @example/steady instead', '@example/steady'],
    ['Please use @example/steady', '@example/steady'],
    ['this package has been renamed to `steady`', 'steady'],
    ['Package moved to "steady"', 'steady'],
    ['Deprecated in favor of date-example.', 'date-example'],
    ['use date-example instead', 'date-example'],
    ['Use the new package @example/steady, see https://example.org', '@example/steady'],
    ['replaced by [@example/steady](https://example.org/steady)', '@example/steady'],
    ['use @example/steady. Again: use @example/steady instead!', '@example/steady'],
  ])('%s', (notice, name) => expect(ofNotice(notice)).toBe(name));

  test.each([
    'use it instead',
    'use native fetch instead',
    'Use the built-in APIs',
    'use well-maintained packages',
    'please use version 2',
    'use 2.0.2 or later',
    'use 2.0.2',
    'upgrade to v3.0.0',
    'Moved to GitHub',
    'use @example/one or use @example/two',
    'see @example/steady',
    'use old instead',
    'use node.js instead',
    'use https://example.org/steady',
    'no longer kept',
    '',
  ])('none in: %s', (notice) => expect(ofNotice(notice)).toBeUndefined());
});

describe('the path that a Go notice leads to', () => {
  test.each([
    ['use example.org/steady instead.', 'example.org/steady'],
    ['Use example.org/old/v2.', 'example.org/old/v2'],
    ['moved to https://github.com/example/New', 'github.com/example/New'],
    ['This module is superseded by the module `example.org/steady`', 'example.org/steady'],
  ])('%s', (notice, path) => expect(ofGoNotice(notice)).toBe(path));

  test.each(['use the standard library', 'use slices instead', 'see example.org/steady', 'use v1.2.3', 'use go1.21'])(
    'none in: %s',
    (notice) => expect(ofGoNotice(notice)).toBeUndefined(),
  );
});

describe('who says it', () => {
  const notice = 'use @example/steady instead';
  test('the version’s own notice before the newest one’s', () => {
    const facts = viewOver({ 'version-deprecated': 'use @example/closer', deprecation: notice });
    expect(successorOf(npm, facts)).toEqual({ name: '@example/closer', saidBy: 'notice' });
  });

  test('the maintainers’ word, where it says that the project is over', () => {
    const word = (status: string) => viewOver({ 'own-word': { status, words: notice, file: 'README.md', since: null } });
    expect(successorOf(npm, word('moved'))).toEqual({ name: '@example/steady', saidBy: 'own-word' });
    expect(successorOf(npm, word('active'))).toBeUndefined();
  });

  test('a GitHub module’s new repository name, with what is below it', () => {
    const renamed = viewOver({ 'repository-identity': { fullName: 'example-org/new', renamed: true } });
    expect(successorOf(goOf('github.com/example/old/sub/v2'), renamed)).toEqual({
      name: 'github.com/example-org/new/sub/v2',
      saidBy: 'renamed',
    });
    expect(successorOf(goOf('example.org/old'), renamed)).toBeUndefined();
    expect(successorOf(npm, renamed)).toBeUndefined(); // an npm name does not follow from a repository's
  });

  test('nobody, where nothing is known or the dependency is no package of a registry', () => {
    expect(successorOf(npm, viewOver({}))).toBeUndefined();
    expect(successorOf(npm, viewOver({ deprecation: { unknown: 'offline' } }))).toBeUndefined();
    const forge = dependencyOn('old', { target: { kind: 'url' } });
    expect(successorOf(forge, viewOver({ deprecation: notice }))).toBeUndefined();
  });
});

test('whatever a notice says, a name is one that the notice holds and the registry could have', () => {
  const words = fc.oneof(fc.constantFrom('use ', 'moved to ', '@example/x', 'a-b', '`', '"', ' instead', '. '), fc.string());
  fc.assert(
    fc.property(
      fc.array(words, { maxLength: 12 }).map((all) => all.join('')),
      (text) => {
        const name = ofNotice(text);
        if (name === undefined) return;
        expect(text).toContain(name);
        expect(name).toMatch(/^(?:@[a-z0-9][\w.~-]*\/)?[a-z0-9][\w.-]*$/);
      },
    ),
    { numRuns: 2000 },
  );
});
