import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { gitIn, GitProblem } from '../../../server/src/platform/git.ts';
import { renames, textsOf, type FileChoice } from '../../../server/src/platform/gitFiles.ts';
import { revision } from '../../../server/src/platform/gitRevisions.ts';
import { commitSide, workingTreeSide } from '../../../server/src/platform/gitSides.ts';
import { repositoryAt, repositoryWith, type Repository } from '../../protocol/repository.ts';
import { folderWith } from '../../protocol/runCli.ts';

const choice: FileChoice = { endings: ['package.json'], wanted: (path) => path.endsWith('package.json') };
const MOST = 1_000;
const gitOf = ({ folder }: Repository) => gitIn(folder, process.env);

async function sides(repository: Repository) {
  const git = gitOf(repository);
  const head = await revision(git, 'HEAD');
  return { commit: await commitSide(git, head, choice, MOST), tree: await workingTreeSide(git, repository.folder, choice, MOST) };
}

describe('both sides of a comparison', () => {
  test.each(['sha1', 'sha256'])('what was not touched has one id in the commit and on disk (%s)', async (format) => {
    const repository = repositoryAt(folderWith({}));
    repository.git('init', '-q', `--object-format=${format}`);
    repository.commit({ 'package.json': '{}\n', 'a/b/package.json': '{"a":1}\n', 'other.json': '{}' });
    const { commit, tree } = await sides(repository);
    expect([...tree.files]).toEqual([...commit.files]);
    expect([...tree.files.keys()]).toEqual(['a/b/package.json', 'package.json']);
    repository.write({ 'package.json': '{ }\n', 'c/package.json': '[]' });
    const { tree: later } = await sides(repository);
    expect([...later.files.keys()]).toEqual(['a/b/package.json', 'c/package.json', 'package.json']);
    expect(later.files.get('package.json')).not.toBe(commit.files.get('package.json'));
    expect([...later.untracked]).toEqual(['c/package.json']);
    expect(await later.texts(['package.json'])).toEqual(new Map([['package.json', '{ }\n']]));
    expect(await commit.texts(['package.json', 'nowhere'])).toEqual(
      new Map([
        ['package.json', '{}\n'],
        ['nowhere', undefined],
      ]),
    );
  });

  test('what is too large, no text or empty', async () => {
    const repository = repositoryWith({
      'large/package.json': 'x'.repeat(MOST + 1),
      'empty/package.json': '',
      'fits/package.json': 'x'.repeat(MOST),
    });
    repository.git('config', 'core.autocrlf', 'false');
    execFileSync('sh', ['-c', 'mkdir bytes && printf "\\377\\376" > bytes/package.json'], { cwd: repository.folder });
    repository.commit({});
    const { commit, tree } = await sides(repository);
    const paths = [...commit.files.keys()];
    const expected = new Map([
      ['bytes/package.json', undefined],
      ['empty/package.json', ''],
      ['fits/package.json', 'x'.repeat(MOST)],
      ['large/package.json', undefined],
    ]);
    expect(await commit.texts(paths)).toEqual(expected);
    expect(await tree.texts(paths)).toEqual(expected);
  });

  test('what a sparse checkout leaves out is there as staged', async () => {
    const repository = repositoryWith({ 'in/package.json': '{}', 'out/package.json': '{"out":1}' });
    repository.git('sparse-checkout', 'set', 'in');
    const { commit, tree } = await sides(repository);
    expect([...tree.files]).toEqual([...commit.files]);
    expect((await tree.texts(['out/package.json'])).get('out/package.json')).toBe('{"out":1}');
  });

  test('files in conflict are there once', async () => {
    const repository = repositoryWith({ 'package.json': '{}\n' });
    repository.git('checkout', '-qb', 'other');
    repository.commit({ 'package.json': '{"a":1}\n' });
    repository.git('checkout', '-q', 'main');
    repository.commit({ 'package.json': '{"b":1}\n' });
    expect(() => repository.git('merge', '-q', 'other')).toThrow('merge');
    const { tree } = await sides(repository);
    expect((await tree.texts(['package.json'])).get('package.json')).toContain('<<<<<<<');
  });

  test('links and submodules are no files', async () => {
    const repository = repositoryWith({ 'readme.md': 'x' });
    const id = repository.git('rev-parse', 'HEAD').trim();
    const blob = execFileSync('git', ['hash-object', '-w', '--stdin'], {
      cwd: repository.folder,
      input: '/etc/passwd',
      encoding: 'utf8',
    }).trim();
    repository.git('update-index', '--add', '--cacheinfo', `160000,${id},sub/package.json`);
    repository.git('update-index', '--add', '--cacheinfo', `120000,${blob},link/package.json`);
    repository.git('commit', '-qm', 'odd');
    const { commit, tree } = await sides(repository);
    expect([commit.files.size, tree.files.size]).toEqual([0, 0]);
  });

  test('a tree made by hand with paths that lead out of it', async () => {
    const repository = repositoryWith({ 'package.json': '{}' });
    const object = (type: string, input: Buffer) =>
      execFileSync('git', ['hash-object', '-t', type, '-w', '--stdin', '--literally'], {
        cwd: repository.folder,
        input,
        encoding: 'utf8',
      }).trim();
    const entry = (mode: string, name: string, id: string) =>
      Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]);
    const inner = object('tree', entry('100644', 'package.json', object('blob', Buffer.from('{}'))));
    const tree = object('tree', Buffer.concat(['..', '.', 'a\\b', 'fine'].map((name) => entry('40000', name, inner))));
    const commit = repository.git('commit-tree', tree, '-m', 'hostile').trim();
    const git = gitOf(repository);
    expect([...(await commitSide(git, await revision(git, commit), choice, MOST)).files.keys()]).toEqual(['fine/package.json']);
  });
});

test('renames are followed between commits and to what is staged', async () => {
  const text = JSON.stringify(
    { name: 'x', description: 'long enough to be told as the same file', dependencies: { a: '1' } },
    null,
    2,
  );
  const repository = repositoryWith({ 'old/package.json': text, 'stays/package.json': '{}' });
  const git = gitOf(repository);
  const base = await revision(git, 'HEAD');
  repository.git('mv', 'old', 'new');
  repository.write({ 'new/package.json': text.replace('"a"', '"b"') });
  expect(await renames(git, base, undefined, choice)).toEqual(new Map([['new/package.json', 'old/package.json']]));
  repository.commit({});
  expect(await renames(git, base, await revision(git, 'HEAD'), choice)).toEqual(
    new Map([['new/package.json', 'old/package.json']]),
  );
});

test('a git that answers too much or stands still is given up, and an object that is missing is said', async () => {
  const repository = repositoryWith({ 'package.json': 'x'.repeat(5_000) });
  const git = gitOf(repository);
  await expect(git(['cat-file', 'blob', 'HEAD:package.json'], { maxBytes: 100 })).rejects.toThrow(
    new GitProblem('git answered more than can be read'),
  );
  await expect(textsOf(git, ['0'.repeat(39) + '1'], MOST)).rejects.toThrow('lacks the contents of a file');
  await expect(git(['no-such-command'])).rejects.toThrow(/^git: .*no-such-command.* is not a git command/);
});
