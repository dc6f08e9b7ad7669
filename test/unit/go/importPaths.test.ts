import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importPaths, repositoryOfImportPath, type ImportPrefixes } from '../../../server/src/sources/importPaths.ts';
import { ask, moduleOf } from './world.ts';

const PREFIXES: ImportPrefixes = [
  ['go.example.org/{1}', 'github.com/example/{1}', true],
  ['go.example.org/api', 'github.com/example-apis/go', true],
  ['go.example.org/api/{1}', 'github.com/example-apis/{1}-go', true],
  ['maybe.example.org/{1}', 'github.com/maybe/{1}', false],
];

test.each([
  ['github.com/Example/Tool', 'github.com/Example/Tool', undefined],
  ['github.com/example/tool/v3', 'github.com/example/tool', undefined],
  ['github.com/example/tool/sub/folder/v2', 'github.com/example/tool', 'sub/folder'],
  ['bitbucket.org/example/tool/x', 'bitbucket.org/example/tool', 'x'],
  ['codeberg.org/example/tool', 'codeberg.org/example/tool', undefined],
  ['gitlab.com/example/tool/v2', 'gitlab.com/example/tool', undefined],
  ['git.example.org/team/tool.git/sub', 'git.example.org/team/tool', 'sub'],
  ['golang.org/x/tools/gopls', 'github.com/golang/tools', 'gopls'],
  ['gopkg.in/tool.v3', 'github.com/go-tool/tool', undefined],
  ['gopkg.in/example/tool.v1', 'github.com/example/tool', undefined],
  ['gopkg.in/example/tool.v1/sub', 'github.com/example/tool', 'sub'],
  ['go.example.org/tool', 'github.com/example/tool', undefined],
  ['go.example.org/tool/cmd/x/v4', 'github.com/example/tool', 'cmd/x'],
  ['go.example.org/api', 'github.com/example-apis/go', undefined],
  ['go.example.org/api/v2', 'github.com/example-apis/go', undefined],
  ['go.example.org/api/log', 'github.com/example-apis/log-go', undefined],
  ['go.example.org/apis', 'github.com/example/apis', undefined],
])('%s is developed at %s, folder %s', async (path, repository, folder) => {
  const { values, observations, requests } = await ask(importPaths(PREFIXES), moduleOf(path));
  const [host = '', owner = '', name = ''] = repository.split('/');
  expect(values['repository']).toEqual({
    repository: { kind: 'repository', host, owner, name, ...(folder === undefined ? {} : { path: folder }) },
    how: 'import-path',
  });
  expect(observations).toMatchObject([{ url: `https://${repository}` }]);
  expect(requests).toEqual([]);
});

test.each([
  'example.org/tool', // only its own host knows
  'github.com/example', // no repository yet
  'gitlab.com/group/subgroup/tool', // where the repository ends, only GitLab knows
  'maybe.example.org/tool', // a prefix nobody checked
  'go.example.org', // shorter than its prefix
  'gopkg.in/tool', // no such path
  'golang.org/x',
])('%s does not tell', (path) => {
  expect(repositoryOfImportPath(path, PREFIXES)).toBeUndefined();
});

test('every path is read without a throw, and a folder never begins or ends with a slash or holds the major version', () => {
  const segment = fc.constantFrom(
    'github.com',
    'go.example.org',
    'api',
    'golang.org',
    'x',
    'gopkg.in',
    'a.v2',
    'v2',
    'v3',
    'b.git',
    'tool',
    '..',
    '',
  );
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 7 }), (segments) => {
      const path = repositoryOfImportPath(segments.join('/'), PREFIXES)?.repository.path;
      expect(path ?? 'none').toMatch(/^[^/].*[^/]$|^[^/]$/);
    }),
  );
  fc.assert(fc.property(fc.string(), (path) => void repositoryOfImportPath(path, PREFIXES)));
});
