import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inFolder, parseRepositoryUrl } from '../../../server/src/formats/repositoryUrl.ts';

/** `host/owner/name#path`, or undefined. */
function read(text: string): string | undefined {
  const found = parseRepositoryUrl(text);
  if (found === undefined) return undefined;
  return `${found.host}/${found.owner}/${found.name}${found.path === undefined ? '' : `#${found.path}`}`;
}

describe('a repository address', () => {
  test.each([
    ['acme/widget', 'github.com/acme/widget'],
    ['github:acme/widget', 'github.com/acme/widget'],
    ['github:acme/widget#main', 'github.com/acme/widget'],
    ['gitlab:acme/widget', 'gitlab.com/acme/widget'],
    ['bitbucket:acme/widget', 'bitbucket.org/acme/widget'],
    ['git+https://github.com/acme/widget.git', 'github.com/acme/widget'],
    ['git+ssh://git@github.com/acme/widget.git#v1', 'github.com/acme/widget'],
    ['git+ssh://git@github.com:acme/widget.git', 'github.com/acme/widget'],
    ['ssh://git@ssh.github.com:443/acme/widget.git', 'github.com/acme/widget'],
    ['git://github.com/acme/widget.git', 'github.com/acme/widget'],
    ['git@github.com:acme/widget.git', 'github.com/acme/widget'],
    ['git@github.com/acme/widget', 'github.com/acme/widget'],
    ['git:git@github.com:acme/widget.git', 'github.com/acme/widget'],
    ['git:github.com/acme/widget.git', 'github.com/acme/widget'],
    ['https://user:secret@github.com/acme/widget', 'github.com/acme/widget'],
    ['http://www.github.com/Acme/Widget/', 'github.com/Acme/Widget'],
    ['HTTPS://GitHub.com/acme/widget.js', 'github.com/acme/widget.js'],
    ['https://github.com:acme/widget.git', 'github.com/acme/widget'],
    ['github.com/acme/widget', 'github.com/acme/widget'],
    ['www.github.com/acme/widget.git', 'github.com/acme/widget'],
    ['https://github.com/acme/widget#readme', 'github.com/acme/widget'],
    ['https://github.com/acme/widget/issues?q=1', 'github.com/acme/widget'],
    ['https://github.com/acme/widget/blob/main/packages/x/README.md', 'github.com/acme/widget'],
    ['https://api.github.com/repos/acme/widget', 'github.com/acme/widget'],
    ['https://raw.githubusercontent.com/acme/widget/main/README.md', 'github.com/acme/widget'],
    ['https://gitlab.com/group/sub/widget.git', 'gitlab.com/group/sub/widget'],
    ['git@gitlab.example.org:group/sub/widget.git', 'gitlab.example.org/group/sub/widget'],
    ['https://codeberg.org/acme/widget', 'codeberg.org/acme/widget'],
    ['https://git.sr.ht/~someone/widget', 'git.sr.ht/~someone/widget'],
    ['https://dev.azure.com/acme/project/_git/widget', 'dev.azure.com/acme/project/_git/widget'],
    ['git@ssh.dev.azure.com:v3/acme/project/widget', 'dev.azure.com/acme/project/_git/widget'],
    ['https://git.example.org/acme/widget', 'git.example.org/acme/widget'],
    ['ssh://git@git.example.org:2222/acme/widget.git', 'git.example.org/acme/widget'],
  ])('%s is %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ['https://github.com/acme/mono/tree/main/packages/widget', 'github.com/acme/mono#packages/widget'],
    ['git+https://github.com/acme/mono.git/tree/main/packages/widget', 'github.com/acme/mono#packages/widget'],
    ['github.com/acme/mono/tree/v1.2.3/a', 'github.com/acme/mono#a'],
    ['https://github.com/acme/mono/tree/main', 'github.com/acme/mono'],
    ['https://gitlab.com/group/sub/mono/-/tree/main/packages/widget', 'gitlab.com/group/sub/mono#packages/widget'],
    ['https://gitlab.com/group/mono/tree/main/a', 'gitlab.com/group/mono#a'],
    ['https://codeberg.org/acme/mono/src/branch/main/a/b', 'codeberg.org/acme/mono#a/b'],
    ['https://bitbucket.org/acme/mono/src/main/a', 'bitbucket.org/acme/mono#a'],
    ['https://git.sr.ht/~someone/mono/tree/main/item/a', 'git.sr.ht/~someone/mono#a'],
  ])('%s keeps its folder', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    '',
    'widget',
    'git',
    './widget',
    '../acme/widget',
    'file:../widget',
    'gist:11081aaa281',
    'https://gist.github.com/acme/11081aaa281',
    'https://github.com/acme',
    'https://github.com/sponsors/acme',
    'https://example.org/',
    'https://example.org/a/b/c/widget.tgz',
    'https://localhost/acme/widget',
    'https://127.0.0.1/acme/widget',
    'https://[::1]/acme/widget',
    'https://git.example.org:8443/acme/widget',
    'https://github.com/acme/wid get',
    'https://github.com/acme/%zz',
    'https://github.com/acme/%ff',
    'https://github.com/../..',
    'javascript:alert(1)',
    'hg+https://example.org/acme/widget',
    'https://github.com/acme/' + 'x'.repeat(2000),
  ])('%s names no repository', (text) => {
    expect(read(text)).toBeUndefined();
  });

  test('never throws, and what it finds is read again from its own page', () => {
    const part = fc.constantFrom(
      'git',
      'github',
      '.com',
      ':',
      '/',
      '//',
      '@',
      '#',
      '.git',
      'a',
      'b-c',
      '..',
      '%2f',
      '%',
      ' ',
      'tree',
      '-',
      '+ssh',
      'https',
      '~',
      '_git',
      'é',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(part, { maxLength: 14 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (input) => {
        const found = parseRepositoryUrl(input);
        if (found === undefined) return;
        expect(found.host).toMatch(/^[a-z0-9.-]+$/);
        expect(`${found.owner}/${found.name}`).toMatch(/^[\w.~+/-]+$/);
        const { host, owner, name } = found;
        expect(read(`https://${host}/${owner}/${name}.git`)).toBe(`${host}/${owner}/${name}`);
      }),
      { numRuns: 3000 },
    );
  });
});

test('a folder named beside the address wins, unless it climbs out', () => {
  const repository = { kind: 'repository', host: 'github.com', owner: 'acme', name: 'mono', path: 'old' } as const;

  expect(inFolder(repository, './packages/widget/').path).toBe('packages/widget');
  expect(inFolder(repository, 'packages\\widget').path).toBe('packages/widget');
  expect(inFolder(repository, '../elsewhere').path).toBe('old');
  expect(inFolder(repository, '/').path).toBe('old');
});
