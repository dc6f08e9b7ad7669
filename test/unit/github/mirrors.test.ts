import { describe, expect, test } from 'vitest';
import { parseRepositoryUrl } from '../../../server/src/formats/repositoryUrl.ts';
import { repositoryOfImportPath } from '../../../server/src/sources/importPaths.ts';
import { github } from '../../../server/src/sources/github.ts';
import { repo } from './asking.ts';

const nothing = { get: () => ({ state: 'unknown', why: 'pending' }) as const };

describe('what lives on Gerrit is read from its official mirror', () => {
  test.each([
    'https://go.googlesource.com/tools',
    'https://go.googlesource.com/tools.git',
    'https://go.googlesource.com/tools/+/refs/heads/master/gopls',
  ])('%s', (address) => {
    const found = parseRepositoryUrl(address);
    expect(found).toEqual(repo('golang/tools'));
    expect(found && github.covers(found, nothing)).toBe(true);
  });

  test('golang.org/x modules alike', () => {
    expect(repositoryOfImportPath('golang.org/x/tools', [])?.repository).toEqual(repo('golang/tools'));
    expect(repositoryOfImportPath('golang.org/x/tools/gopls', [])?.repository).toEqual({
      ...repo('golang/tools'),
      path: 'gopls',
    });
  });

  test('a host’s front page names no repository', () => {
    expect(parseRepositoryUrl('https://go.googlesource.com/')).toBeUndefined();
  });

  test('other Gerrit hosts are left as they are, and unsupported', () => {
    const found = parseRepositoryUrl('https://example.googlesource.com/example/left');
    expect(found).toMatchObject({ host: 'example.googlesource.com', owner: 'example', name: 'left' });
    expect(found && github.covers(found, nothing)).toBe(false);
  });
});
