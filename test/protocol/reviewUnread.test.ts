import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recorded } from '../unit/lockfiles/reading.ts';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { repositoryWith, type Repository } from './repository.ts';
import { folderWith, mainstay } from './runCli.ts';
import { breaches } from './schemas.ts';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());

const manifest = (dependencies: object, more: object = {}) => JSON.stringify({ ...more, dependencies }, null, 2) + '\n';
const STEADY = { '@example/steady': '^2.0.0' };
const DEPRECATED = { '@example/deprecated': '^1.2.0' };
/** Two, so that the trust delta would have something to tell. */
const THREE = { ...STEADY, ...DEPRECATED, '@example/funded': '1.0.0' };

/** What a review says, and how it ends: a person is told what a program is. */
async function told(folder: string, ...words: string[]) {
  const [text, json] = await Promise.all([run(folder, 'text', ...words), run(folder, 'json', ...words)]);
  const report = JSON.parse(json.stdout) as {
    readonly complete: boolean;
    readonly dependencies: readonly { readonly change: string; readonly name: string }[];
    readonly problems: readonly string[];
    readonly trust: { readonly accounts: object | null };
  };
  expect(breaches('review-1.schema.json', report)).toEqual([]);
  expect([json.code, report.complete]).toEqual([text.code, text.code !== 2]);
  for (const problem of report.problems) expect(text.stdout).toContain(problem);
  return {
    code: text.code,
    last: text.stdout
      .trimEnd()
      .split('\n')
      .at(-1)
      ?.replace(/ from .*$/, ''),
    changes: report.dependencies.map(({ change, name }) => `${change} ${name}`),
    problems: report.problems,
    accounts: report.trust.accounts,
  };
}

function run(folder: string, format: string, ...words: string[]) {
  return mainstay(['review', '--format', format, ...words], { upstreams: upstream.env, cwd: folder });
}

/** The comment's title, once SARIF says as much. */
async function titleOf(folder: string) {
  const [markdown, sarif] = await Promise.all([run(folder, 'markdown'), run(folder, 'sarif')]);
  const { runs } = JSON.parse(sarif.stdout) as {
    readonly runs: readonly { readonly invocations: readonly { readonly executionSuccessful: boolean }[] }[];
  };
  expect([sarif.code, runs[0]?.invocations[0]?.executionSuccessful]).toEqual([markdown.code, markdown.code !== 2]);
  return /^### (.*)$/m.exec(markdown.stdout)?.[1];
}

/** What is said where nothing could be compared, for this reason. */
const nothingOf = (...problems: readonly (string | RegExp)[]) => ({
  code: 2,
  last: 'Not all could be compared',
  changes: [],
  problems: problems.map((one) => expect.stringMatching(one) as unknown),
  accounts: null,
});

function link(repository: Repository, path: string, target: string): void {
  rmSync(join(repository.folder, path), { recursive: true, force: true });
  symlinkSync(target, join(repository.folder, path));
}

describe('a link', () => {
  const linked = () => {
    const repository = repositoryWith({ 'package.json': manifest(STEADY), 'deps.txt': manifest(DEPRECATED) });
    link(repository, 'package.json', 'deps.txt');
    return repository;
  };

  test('in the place of a manifest is not followed and not passed, on disk, in a commit, and once it is merged', async () => {
    const repository = linked();
    const expected = nothingOf(/^package\.json: a link, not followed; its changes are not known$/);
    expect(await told(repository.folder)).toEqual(expected);
    expect(await titleOf(repository.folder)).toBe('Not all could be compared');
    repository.commit({});
    expect(await told(repository.folder, '--base', 'HEAD~1', '--head', 'HEAD')).toEqual(expected);
    // The same link on both sides: what it leads to is another.
    repository.commit({ 'deps.txt': manifest({}) });
    expect(await told(repository.folder, '--base', 'HEAD~1', '--head', 'HEAD')).toEqual(expected);
    rmSync(join(repository.folder, 'package.json'));
    repository.commit({ 'package.json': manifest(THREE) });
    const back = nothingOf(/^package\.json of the merge base: a link, not followed; what is new is not known$/);
    expect(await told(repository.folder, '--base', 'HEAD~1', '--head', 'HEAD')).toEqual(back);
    repository.git('checkout', '-q', 'HEAD~1');
    rmSync(join(repository.folder, 'package.json'));
    repository.write({ 'package.json': manifest(THREE) });
    expect(await told(repository.folder, '--base', 'HEAD')).toEqual(back);
  });

  test('in the place of its folder, on disk and in a commit', async () => {
    const repository = repositoryWith({
      'packages/a/package.json': manifest(STEADY),
      'vendor/a/package.json': manifest(DEPRECATED),
    });
    link(repository, 'packages/a', '../vendor/a');
    const expected = nothingOf(/^packages\/a\/package\.json: behind a link, not followed; its changes are not known$/);
    expect(await told(repository.folder)).toEqual(expected);
    repository.commit({});
    expect(await told(repository.folder, '--base', 'HEAD~1', '--head', 'HEAD')).toEqual(expected);
  });

  test('in the place of a lockfile: lines are compared, what it installs is not', async () => {
    const repository = repositoryWith({ 'package.json': manifest(STEADY), 'package-lock.json': recorded('npm3', 'before') });
    repository.write({ 'other.txt': recorded('npm3', 'after') });
    link(repository, 'package-lock.json', 'other.txt');
    const expected = nothingOf(/^package-lock\.json: a link, not followed; what it changes is not known$/);
    expect(await told(repository.folder)).toEqual(expected);
    repository.commit({});
    expect(await told(repository.folder, '--base', 'HEAD~1', '--head', 'HEAD')).toEqual(expected);
    repository.write({ 'package.json': manifest({ ...STEADY, '@example/funded': '1.0.0' }) });
    expect(await told(repository.folder)).toMatchObject({
      code: 2,
      last: expect.stringMatching(/^Not all could be compared\. No findings: 1 added$/) as unknown,
      changes: ['added @example/funded'],
    });
    expect(await titleOf(repository.folder)).toBe('Not all could be compared · Dependencies: 1 added · No findings');
  });

  test('in the place of an .npmrc does not say whom to ask, and keeps every name here', async () => {
    const repository = repositoryWith({ 'package.json': manifest({}) });
    repository.commit({ 'package.json': manifest(STEADY), 'evil.txt': `registry=${upstream.base}/elsewhere/\n` });
    link(repository, '.npmrc', 'evil.txt');
    repository.commit({});
    const start = upstream.log.length;
    for (const words of [[], ['--head', 'HEAD']])
      await mainstay(['review', '--base', 'HEAD~2', '--no-cache', ...words], { upstreams: upstream.env, cwd: repository.folder });
    expect(upstream.log.slice(start).map(({ path }) => path)).toEqual([]);
  });
});

describe('what cannot be read is not compared', () => {
  const changed = (before: string, after: string, more: Readonly<Record<string, string>> = {}) => {
    const repository = repositoryWith({ 'package.json': before, ...more });
    repository.write({ 'package.json': after });
    return repository.folder;
  };
  const conflict = `{\n  "dependencies": {\n<<<<<<< ours\n    "@example/steady": "^2.1.0"\n=======\n    "@example/steady": "^1.0.0"\n>>>>>>> theirs\n  }\n}\n`;

  test.each([
    ['no JSON', 'not json', /^package\.json:1:1: .+; its changes are not known$/],
    ['nothing', '', /^package\.json:1:1: the file is empty; its changes are not known$/],
    ['conflict markers', conflict, /^package\.json:3:1: .+; its changes are not known$/],
    ['a half-typed line', '{ "dependencies": { "@example/steady": "^2.0.0", "x": ', /^package\.json:1:\d+: /],
    ['no list of names', '{ "dependencies": ["@example/deprecated"] }', /^package\.json:1:19: expected \{ and names; /],
  ])('%s in a manifest after, and before', async (_title, text, why) => {
    expect(await told(changed(manifest(THREE), text))).toEqual(nothingOf(why));
    const before = new RegExp(
      why.source.replace('json:', 'json of the merge base:').replace('its changes are', 'what is new is'),
    );
    expect(await told(changed(text, manifest(THREE)))).toEqual(nothingOf(before));
  });

  test('another encoding', async () => {
    const folder = changed(manifest(THREE), '');
    writeFileSync(join(folder, 'package.json'), Buffer.from(`\ufeff${manifest(DEPRECATED)}`, 'utf16le'));
    expect(await told(folder)).toEqual(nothingOf(/^package\.json: too large or no UTF-8 text; /));
  });

  test.each([
    ['go.mod', 'module example.org/self\n', 'module example.org/self\n\nrequire (\n<<<<<<< ours\n'],
    ['pnpm-workspace.yaml', 'packages: [a]\n', 'catalog:\n  a: "1\n b: [\n'],
  ])('%s', async (path, before, after) => {
    const repository = repositoryWith({ [path]: before });
    repository.write({ [path]: after });
    const expected = nothingOf(new RegExp(`^${path.replace('.', '\\.')}:\\d+:\\d+: .+; its changes are not known$`));
    expect(await told(repository.folder)).toEqual(expected);
  });

  test('what a lockfile changes is not told without one of its manifests, and other projects are', async () => {
    const repository = repositoryWith({
      'package.json': manifest(STEADY, { workspaces: ['a'] }),
      'package-lock.json': recorded('npm3', 'before'),
      'other/go.mod': 'module example.org/self\n',
    });
    repository.write({
      'package.json': 'not json',
      'package-lock.json': recorded('npm3', 'after'),
      'other/go.mod': 'module example.org/self\n\nrequire example.org/retracted v1.2.0\n',
    });
    expect(await told(repository.folder)).toMatchObject({
      code: 2,
      last: 'Not all could be compared. 1 warning: 1 added',
      changes: ['added example.org/retracted'],
      problems: [
        expect.stringMatching(/^package\.json:1:1: /) as unknown,
        'package-lock.json: what it changes is not known without these manifests',
      ],
    });
  });

  test('a lockfile of the merge base', async () => {
    const repository = repositoryWith({ 'package.json': manifest(STEADY), 'package-lock.json': '{' });
    repository.write({ 'package-lock.json': recorded('npm3', 'after') });
    const why = /^package-lock\.json of the merge base: could not be read as a lockfile; what it changes is not known$/;
    expect(await told(repository.folder)).toEqual(nothingOf(why));
  });

  test('two files: one that is not there, or no manifest', async () => {
    const folder = folderWith({ 'before.package.json': manifest(THREE), 'broken.package.json': 'not json' });
    const [before, broken] = ['before.package.json', 'broken.package.json'];
    expect(await told(folder, '--manifest', before, 'nowhere.package.json')).toEqual(
      nothingOf(/^nowhere\.package\.json: no such file/),
    );
    expect(await told(folder, '--manifest', before, broken)).toEqual(nothingOf(/^broken\.package\.json:1:1: /));
    expect(await told(folder, '--manifest', broken, before)).toEqual(
      nothingOf(/^broken\.package\.json:1:1: .*; what is new is not known$/),
    );
  });

  test('a name that stands twice is a note: npm reads the last', async () => {
    const twice = '{ "dependencies": { "@example/steady": "^1.0.0", "@example/steady": "^2.0.0" } }';
    const ran = await mainstay(['review', '--offline'], { cwd: changed(twice, twice.replace('2.0', '2.1')) });
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringMatching(/^No findings: 1 bumped/m)]);
    expect(ran.stderr).toContain('the same name stands again below; npm reads the last one');
  });
});

describe('what a lockfile pins no longer is to note', () => {
  const lines = manifest({ '@example/web': '1.0.0' });
  const onlyPinned = (note: string) => ({
    code: 0,
    last: 'Only what is pinned changes',
    changes: [],
    problems: [note],
    accounts: null,
  });

  test('all, where it is gone', async () => {
    const repository = repositoryWith({ 'package.json': lines, 'package-lock.json': recorded('npm3', 'before') });
    repository.write({ 'package-lock.json': null });
    expect(await told(repository.folder, '--offline')).toEqual(
      onlyPinned('package-lock.json removed: versions are no longer pinned'),
    );
    expect(await titleOf(repository.folder)).toBe('Only what is pinned changes');
    // With its project it is nobody's loss.
    repository.write({ 'package.json': null });
    expect((await told(repository.folder, '--offline')).problems).toEqual([]);
  });

  test('the contents of those whose hash is gone', async () => {
    const lock = recorded('npm3', 'before');
    const repository = repositoryWith({ 'package.json': lines, 'package-lock.json': lock });
    const [one = ''] = /\s*"integrity": "[^"]*",?(?=\s*"|\s*\})/.exec(lock) ?? [];
    expect(one).not.toBe('');
    repository.write({ 'package-lock.json': lock.replace(one, '') });
    const some = await told(repository.folder, '--offline');
    expect(some).toEqual(onlyPinned(some.problems[0] ?? ''));
    expect(some.problems).toEqual([expect.stringMatching(/^package-lock\.json: the integrity of \S+ is no longer recorded$/)]);
    repository.write({ 'package-lock.json': lock.replace(/\s*"integrity": "[^"]*",?/g, '').replace(/,(\s*\})/g, '$1') });
    expect((await told(repository.folder, '--offline')).problems).toEqual([
      expect.stringMatching(/^package-lock\.json: the integrity of \S+, \S+, \S+ and \d+ more is no longer recorded$/),
    ]);
  });
});

test('a link to a folder that was never there is nobody’s manifest', async () => {
  const repository = repositoryWith({ 'package.json': manifest(STEADY) });
  mkdirSync(join(repository.folder, 'docs'));
  link(repository, 'docs/shared', '../media');
  execFileSync('git', ['add', '-A'], { cwd: repository.folder });
  expect(await told(repository.folder)).toMatchObject({ code: 0, last: 'No dependency changes' });
});
