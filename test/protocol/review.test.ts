import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { npmDefault } from '../../server/src/platform/npmConfig.ts';
import { recorded } from '../unit/lockfiles/reading.ts';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { repositoryAt, repositoryWith } from './repository.ts';
import { folderWith, mainstay, type Ran, type ReportedDependency } from './runCli.ts';

interface Side {
  readonly version: string | null;
  readonly requirement: string | null;
}
interface ReviewedDependency extends ReportedDependency {
  readonly change: string;
  readonly moved: boolean;
  readonly direct: boolean;
  readonly path: readonly string[] | null;
  readonly manifestBefore: string | null;
  readonly from: Side | null;
  readonly to: Side | null;
}

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());

const review = (folder: string, ...words: string[]): Promise<Ran> =>
  mainstay(['review', ...words], { upstreams: upstream.env, cwd: folder });
const manifest = (dependencies: object, more: object = {}) => JSON.stringify({ ...more, dependencies }, null, 2) + '\n';

/** What a run told, one line each: `manifest: change name from → to via path: findings`. */
async function told(folder: string, ...words: string[]): Promise<readonly string[]> {
  const { stdout, stderr } = await review(folder, '--format', 'json', ...words);
  if (stdout === '') throw new Error(stderr);
  const { dependencies } = JSON.parse(stdout) as { readonly dependencies: readonly ReviewedDependency[] };
  return dependencies.map(({ manifest: path, manifestBefore, change, name, from, to, direct, path: way, findings }) => {
    const sides = [from, to].flatMap((side) => (side === null ? [] : [side.version ?? side.requirement ?? '-']));
    const was = manifestBefore === null ? '' : ` (was ${manifestBefore})`;
    const via = direct ? '' : ` via ${way?.join(' › ') ?? '?'}`;
    const found = findings.map(({ rule, severity }) => `, ${severity} ${rule}`).join('');
    return `${path}${was}: ${change} ${name} ${sides.join(' → ')}${via}${found}`;
  });
}

describe('a branch with all sorts of changes', () => {
  const repository = repositoryWith({
    'package.json': manifest({ '@example/steady': '^2.0.0', '@example/line-ended': '^1.0.0', '@example/funded': '1.0.0' }),
    'packages/old/package.json': manifest(
      { '@example/steady': '^2.0.0' },
      { name: '@example/member', description: 'x'.repeat(80) },
    ),
    'go.mod': 'module example.org/self\n\ngo 1.26\n\nrequire example.org/steady v1.0.0\n',
    'readme.md': 'hello\n',
  });
  repository.git('checkout', '-qb', 'change');
  repository.commit({
    'package.json': manifest({
      '@example/deprecated': '^1.0.0',
      '@example/steady': '^2.1.0',
      '@example/fresh': '*',
      '@example/funded': '1.0.0',
    }),
    'go.mod':
      'module example.org/self\n\ngo 1.26\n\nrequire (\n\texample.org/retracted v1.2.0\n\texample.org/steady v1.0.0 // indirect\n)\n',
  });
  repository.git('mv', 'packages/old', 'packages/new');
  repository.commit({
    'packages/new/package.json': manifest(
      { '@example/steady': '^2.0.0', '@example/no-repository': '*' },
      { name: '@example/member', description: 'x'.repeat(80) },
    ),
  });
  // The default branch goes on: what it adds is nobody's change here.
  repository.git('checkout', '-q', 'main');
  repository.commit({ 'package.json': manifest({ '@example/steady': '^2.0.0', '@example/licence-closed': '*' }) });
  repository.git('checkout', '-q', 'change');

  const expected = [
    'go.mod: added example.org/retracted v1.2.0, warning retracted',
    'go.mod: moved example.org/steady v1.0.0 → v1.0.0 via ?',
    'package.json: added @example/deprecated ^1.0.0, warning deprecated',
    'package.json: bumped @example/steady ^2.0.0 → ^2.1.0',
    'package.json: added @example/fresh *, information fresh-version',
    'package.json: removed @example/line-ended ^1.0.0',
    'packages/new/package.json (was packages/old/package.json): added @example/no-repository *, information no-source',
  ];

  test('only what the change adds, bumps, moves or removes since the merge base, judged as added', async () => {
    expect(await told(repository.folder)).toEqual(expected);
  });

  test('the same of a revision while another is checked out, and from a folder below', async () => {
    const elsewhere = repositoryAt(mkdtempSync(join(tmpdir(), 'mainstay-clone-')));
    elsewhere.git('clone', '-q', repository.folder, '.');
    expect(await told(elsewhere.folder, '--head', 'origin/change', '--base', 'origin/main')).toEqual(expected);
    elsewhere.git('remote', 'set-head', 'origin', 'main');
    // The default branch by its own name, and what is no name of git's as plain words.
    const titles = await review(elsewhere.folder, '--head', 'origin/change', '--format', 'markdown', '--offline');
    expect(titles.stdout).toMatch(/^From `origin\/main` \(merge base [0-9a-f]{10}\) to `origin\/change`, as of /m);
    const tree = await review(elsewhere.folder, '--format', 'markdown', '--offline');
    expect(tree.stdout).toMatch(/^From `origin\/main` \(merge base [0-9a-f]{10}\) to the working tree, as of /m);
    elsewhere.git('checkout', '-q', 'main');
    expect(await told(elsewhere.folder, '--base', 'origin/main')).toEqual([]);
    expect(await told(join(repository.folder, 'packages'))).toEqual(expected);
  });

  test('exit code, text and what is asked follow from it', async () => {
    const before = upstream.log.length;
    const { code, stdout, stderr } = await review(repository.folder);
    expect(code).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^packages\/new\/package\.json \(was packages\/old\/package\.json\)$/m);
    expect(stdout).toMatch(/^ {2}bumped {6}@example\/steady {2}\^2\.0\.0 → \^2\.1\.0 /m);
    expect(stdout).toMatch(/\[deprecated\]$/m);
    expect(stdout).toMatch(
      /^2 warnings, 2 information: 4 added, 1 removed, 1 bumped, 1 moved from main \(merge base [0-9a-f]{10}\) to the working tree/m,
    );
    const log = upstream.log.slice(before);
    expect(JSON.stringify(log)).not.toContain('licence-closed');
    // Of what is removed it is asked who can publish, in one bulk question, and nothing else.
    const ofRemoved = log.filter((one) => JSON.stringify(one).includes('line-ended'));
    expect(ofRemoved.map(({ service, path, names }) => [service, path, names])).toEqual([
      ['ecosystems', '/api/v1/packages/bulk_lookup', ['pkg:npm/%40example/line-ended']],
    ]);
    expect((await review(repository.folder, '--fail-on', 'never')).code).toBe(0);
    expect((await review(repository.folder, '--offline', '--no-cache')).code).toBe(0);
  });
});

test('the working tree as it is: not staged, not tracked, and gone', async () => {
  const repository = repositoryWith({
    'package.json': manifest({ '@example/steady': '^2.0.0' }),
    'gone/package.json': manifest({ '@example/funded': '*' }),
    '.gitignore': 'ignored\n',
  });
  expect(await told(repository.folder)).toEqual([]);
  repository.write({
    'package.json': manifest({ '@example/steady': '^2.0.0', '@example/funded': '*' }),
    'new/package.json': manifest({ '@example/steady': '^2.0.0' }),
    'ignored/package.json': manifest({ '@example/deprecated': '*' }),
    'new/node_modules/x/package.json': manifest({ '@example/deprecated': '*' }),
    'gone/package.json': null,
  });
  expect(await told(repository.folder)).toEqual([
    'gone/package.json: removed @example/funded *',
    'new/package.json: added @example/steady ^2.0.0',
    'package.json: added @example/funded *',
  ]);
});

test('what git knows in folders that begin with a dot', async () => {
  const paths = ['.github/actions/x/package.json', 'docs/.vitepress/package.json', '.tools/go.mod'];
  const repository = repositoryWith({ '.gitignore': '.cache\n', 'readme.md': 'hello' });
  const mod = 'module example.org/tools\n\nrequire example.org/steady v1.0.0\n';
  repository.write(
    Object.fromEntries([
      ...paths.map((path) => [path, path.endsWith('go.mod') ? mod : manifest({ '@example/deprecated': '^1.2.0' })]),
      ['.cache/package.json', manifest({ '@example/funded': '*' })],
      ['.github/node_modules/x/package.json', manifest({ '@example/funded': '*' })],
    ]) as Record<string, string>,
  );
  const expected = [
    '.github/actions/x/package.json: added @example/deprecated ^1.2.0, warning deprecated',
    '.tools/go.mod: added example.org/steady v1.0.0',
    'docs/.vitepress/package.json: added @example/deprecated ^1.2.0, warning deprecated',
  ];
  expect(await told(repository.folder)).toEqual(expected);
  repository.commit({});
  expect(await told(repository.folder, '--base', 'HEAD~1', '--head', 'HEAD')).toEqual(expected);
});

describe('lockfiles', () => {
  const app = (web: string) =>
    manifest(
      { '@example/web': web, tiny: 'npm:@example/small@^1.0.0', '@example/lib': 'workspace:*' },
      {
        name: '@example/app',
        private: true,
        workspaces: ['packages/*'],
        devDependencies: { '@example/test': '^2.0.0', 'plain-example': '*' },
      },
    );
  const lib = manifest({ '@example/path': '^2.0.0', '@example/small': '^2.0.0' }, { name: '@example/lib' });

  test.each([
    ['npm3', 'package-lock.json'],
    ['pnpm10', 'pnpm-lock.yaml'],
    ['yarn1', 'yarn.lock'],
    ['berry4', 'yarn.lock'],
  ] as const)('%s: a bump and what it brings in, by which way', async (writer, lock) => {
    const repository = repositoryWith({
      'package.json': app('1.0.0'),
      'packages/lib/package.json': lib,
      [lock]: recorded(writer, 'before'),
    });
    repository.git('checkout', '-qb', 'change');
    repository.commit({ 'package.json': app('^1.1.0'), [lock]: recorded(writer, 'after') });
    expect(await told(repository.folder, '--offline')).toEqual([
      'package.json: bumped @example/web 1.0.0 → 1.1.0',
      'package.json: added @example/colour 1.0.0 via @example/web',
      'package.json: added @example/palette 3.1.0 via @example/web › @example/colour',
    ]);
  });

  test('a lockfile that changes alone concerns every member that lives by it', async () => {
    const repository = repositoryWith({
      'package.json': app('^1.0.0'),
      'packages/lib/package.json': lib,
      'package-lock.json': recorded('npm3', 'before'),
    });
    repository.write({
      'package-lock.json': recorded('npm3', 'after').replace('"version": "2.0.1"', '"version": "2.0.3"'),
    });
    expect(await told(repository.folder, '--offline')).toEqual([
      'package.json: bumped @example/web 1.0.0 → 1.1.0',
      'package.json: added @example/colour 1.0.0 via @example/web',
      'package.json: added @example/palette 3.1.0 via @example/web › @example/colour',
      'packages/lib/package.json: bumped @example/path 2.0.1 → 2.0.3',
    ]);
  });

  test('of two managers side by side: the one that packageManager names speaks; where none is named, which is read is said', async () => {
    const of = (packageManager: string | undefined, web: string) =>
      app(web).replace('{', packageManager === undefined ? '{' : `{ "packageManager": "${packageManager}",`);
    const changed = (manager: string | undefined) => {
      const repository = repositoryWith({
        'package.json': of(manager, '^1.0.0'),
        'packages/lib/package.json': lib,
        'package-lock.json': recorded('npm3', 'before'),
        'pnpm-lock.yaml': recorded('pnpm10', 'before'),
      });
      repository.write({ 'pnpm-lock.yaml': recorded('pnpm10', 'after') });
      return repository.folder;
    };
    const named = changed('pnpm@10.1.0+sha512.0a1b');
    expect(await told(named, '--offline')).toEqual([
      'package.json: bumped @example/web 1.0.0 → 1.1.0',
      'package.json: added @example/colour 1.0.0 via @example/web',
      'package.json: added @example/palette 3.1.0 via @example/web › @example/colour',
    ]);
    expect((await review(named, '--offline')).stderr).toBe('');
    expect((await review(changed('npm@11.0.0'), '--offline')).stderr).toBe('');
    const unnamed = await review(changed(undefined), '--offline');
    expect([unnamed.code, unnamed.stderr]).toEqual([
      0,
      'mainstay: package-lock.json is read, and not pnpm-lock.yaml beside it: no "packageManager" in package.json says which counts\n',
    ]);
  });

  test('one that cannot be read is said, and is no pass', async () => {
    const repository = repositoryWith({ 'package.json': app('1.0.0'), 'package-lock.json': recorded('npm3', 'before') });
    repository.write({ 'package-lock.json': '{ "lockfileVersion": 3, "packages": {' });
    const { code, stderr } = await review(repository.folder, '--offline');
    expect([code, stderr]).toEqual([
      2,
      'mainstay: package-lock.json: could not be read as a lockfile; what it changes is not known\n',
    ]);
  });
});

describe('a catalog of pnpm', () => {
  const workspace = (range: string, more = '') => `packages: [a]\ncatalog:\n  '@example/deprecated': ${range}\n${more}`;
  const uses = manifest({ '@example/deprecated': 'catalog:' });

  test('a new dependency is told once, at its line, with what the catalog says; so is one that goes', async () => {
    const repository = repositoryWith({
      'package.json': '{}',
      'a/package.json': manifest({}),
      'pnpm-workspace.yaml': 'packages: [a]\n',
    });
    repository.commit({ 'a/package.json': uses, 'pnpm-workspace.yaml': workspace('^1.2.0') });
    expect(await told(repository.folder, '--base', 'HEAD~1')).toEqual([
      'a/package.json: added @example/deprecated ^1.2.0, warning deprecated',
    ]);
    expect((await review(repository.folder, '--base', 'HEAD~1')).stdout).toMatch(/added {7}@example\/deprecated {2}\^1\.2\.0 /);
    repository.write({ 'a/package.json': manifest({}), 'pnpm-workspace.yaml': 'packages: [a]\n' });
    expect(await told(repository.folder, '--base', 'HEAD')).toEqual(['a/package.json: removed @example/deprecated catalog:']);
  });

  test('what changes in the catalog alone, or in another one, is told there', async () => {
    const repository = repositoryWith({ 'package.json': uses, 'pnpm-workspace.yaml': workspace('^1.1.0') });
    repository.write({ 'pnpm-workspace.yaml': workspace('^1.2.0') });
    expect(await told(repository.folder)).toEqual([
      'pnpm-workspace.yaml: bumped @example/deprecated ^1.1.0 → ^1.2.0, warning deprecated',
    ]);
    repository.write({
      'pnpm-workspace.yaml': workspace(
        '^1.1.0',
        "catalogs:\n  old:\n    '@example/steady': ^1.0.0\n  new:\n    '@example/steady': ^2.0.0\n",
      ),
      'package.json': manifest({ '@example/deprecated': 'catalog:', '@example/steady': 'catalog:new' }),
    });
    expect(await told(repository.folder)).toEqual([
      'package.json: added @example/steady ^2.0.0',
      'pnpm-workspace.yaml: added @example/steady ^1.0.0',
    ]);
  });
});

describe('Go', () => {
  const mod = (path: string, ...requires: string[]) =>
    `module ${path}\n\ngo 1.26\n\nrequire (\n${requires.map((one) => `\t${one}\n`).join('')})\n`;

  test('the way that brings a module in is read from the module cache; where it is not there, how to ask for it', async () => {
    const repository = repositoryWith({ 'go.mod': mod('example.org/self', 'example.org/steady v1.0.0') });
    repository.write({
      'go.mod': mod(
        'example.org/self',
        'example.org/steady v1.0.0',
        'example.org/near v1.0.0 // indirect',
        'example.org/far v1.0.0 // indirect',
      ),
    });
    const cache = folderWith({
      'cache/download/example.org/steady/@v/v1.0.0.mod': mod('example.org/steady', 'example.org/near v0.9.0'),
    });
    const ran = await mainstay(['review', '--offline'], {
      upstreams: upstream.env,
      cwd: repository.folder,
      env: { GOMODCACHE: cache, GOFLAGS: '-modcacherw' },
    });
    expect(ran.stdout).toContain('comes in by example.org/steady');
    expect(ran.stdout).toContain('path unknown: go mod why -m example.org/far');
  });
});

test('the proxy tells the way through modules that are added, and is asked for the go.mod of no other', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const text = 'module example.org/added\n\nrequire example.org/brought v1.0.0\n';
    if (request.url === '/example.org/added/@v/v1.0.0.mod') response.end(text);
    else response.writeHead(404).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  try {
    const before = 'module example.org/self\n\nrequire example.org/steady v1.0.0\n';
    const repository = repositoryWith({ 'go.mod': before });
    repository.write({ 'go.mod': `${before}require example.org/added v1.0.0\nrequire example.org/brought v1.0.0 // indirect\n` });
    const upstreams = { ...upstream.env, goproxy: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    const { stdout } = await mainstay(['review'], { upstreams, cwd: repository.folder });
    expect(stdout).toMatch(/added {7}example\.org\/brought .*\n {14}comes in by example\.org\/added$/m);
    expect(asked.filter((url) => url.includes('steady'))).toEqual([]);
  } finally {
    server.close();
  }
});

test('what points elsewhere says so once, in words', async () => {
  const repository = repositoryWith({ 'package.json': manifest({ '@example/steady': '^2.0.0', '@example/funded': '^1.0.0' }) });
  repository.write({ 'package.json': manifest({ '@example/steady': 'file:../steady', '@example/funded': 'github:example/x' }) });
  const { stdout } = await review(repository.folder, '--offline', '--no-cache');
  expect(stdout.split('\n').slice(1, 5)).toEqual([
    '  repointed   @example/steady  ^2.0.0 (registry) → a path',
    '              was @example/steady, is now a path',
    '  repointed   @example/funded  ^1.0.0 (registry) → git',
    '              was @example/funded, is now github.com/example/x',
  ]);
});

test('of what a finished run did not ask it says so, not that it will', async () => {
  const package1 = {
    version: '1.0.0',
    resolved: `${String(npmDefault('registry'))}archive.tgz`,
    integrity: `sha512-${'a'.repeat(86)}==`,
  };
  const lock = (more: object) =>
    JSON.stringify({ lockfileVersion: 3, packages: { '': { dependencies: { '@example/steady': '^2.0.0' } }, ...more } });
  const steady = { ...package1, version: '2.1.0' };
  const repository = repositoryWith({
    'package.json': manifest({ '@example/steady': '^2.0.0' }),
    'package-lock.json': lock({ 'node_modules/@example/steady': steady }),
  });
  repository.write({
    'package-lock.json': lock({
      'node_modules/@example/steady': { ...steady, dependencies: { '@example/finished': '*' } },
      'node_modules/@example/finished': package1,
    }),
  });
  const { stdout } = await review(repository.folder, '--format', 'markdown');
  expect(stdout).toContain('not asked in this run');
  expect(stdout).not.toContain('not asked yet');
});

describe('who is asked', () => {
  test("members that a revision adds are nobody else's business, wherever it is checked out", async () => {
    const root = (dependencies: object) =>
      manifest(dependencies, { name: '@example/root', private: true, workspaces: ['packages/*'] });
    const repository = repositoryWith({ 'package.json': root({}) });
    repository.git('checkout', '-qb', 'change');
    repository.commit({
      'package.json': root({ '@example/our-own': '*', '@example/steady': '^2.0.0' }),
      'packages/own/package.json': manifest({}, { name: '@example/our-own' }),
    });
    repository.git('checkout', '-q', 'main');
    const { stderr, stdout } = await review(repository.folder, '--head', 'change', '--ledger');
    expect(stdout).toContain('@example/our-own');
    expect(stderr).toContain('@example/steady');
    expect(stderr).not.toContain('our-own');
  });

  test('an .npmrc that the change brings does not say whom to ask', async () => {
    const hits: string[] = [];
    const server = createServer((request, response) => {
      hits.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`);
      response.writeHead(404).end();
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    try {
      const repository = repositoryWith({ 'package.json': manifest({}) });
      const npmrc = `registry=http://127.0.0.1:${port}/\n//127.0.0.1:${port}/:_authToken=\${SECRET_OF_CI}\n`;
      repository.commit({ '.npmrc': npmrc, 'package.json': manifest({ '@example/steady': '^2.0.0' }) });
      const run = (...words: string[]) =>
        mainstay(words, { upstreams: upstream.env, cwd: repository.folder, env: { SECRET_OF_CI: 'secret' } });
      const { stderr, stdout } = await run('review', '--base', 'HEAD~1');
      expect(hits).toEqual([]);
      expect(stderr).toBe('mainstay: npm is asked as the .npmrc of the merge base says: the change has another\n');
      // Where the default registry is another one, so may every name be: none is told to the one that was.
      expect(stdout).toMatch(/@example\/steady.*private name, not asked/);
      await run('check', '.');
      expect(hits.join('\n')).toContain('secret'); // what is guarded against is real
    } finally {
      server.close();
    }
  });
});

test('a scope that the change makes private is told to nobody', async () => {
  const repository = repositoryWith({ 'package.json': manifest({}) });
  repository.commit({
    '.npmrc': '@example:registry=https://npm.example.org/\n',
    'package.json': manifest({ '@example/steady': '^2.0.0' }),
  });
  const before = upstream.log.length;
  const { stdout } = await mainstay(['review', '--base', 'HEAD~1', '--no-cache'], {
    upstreams: upstream.env,
    cwd: repository.folder,
  });
  expect(upstream.log.slice(before)).toEqual([]);
  expect(stdout).toMatch(/@example\/steady.*private name, not asked/);
});

describe('a repository of a stranger', () => {
  const names = [
    'a b/package.json',
    '-rf/package.json',
    '$(touch pwned)/package.json',
    '"quoted"/package.json',
    'line\nbreak/package.json',
    '\u001b[31mred/package.json',
    'übung/package.json',
    ':(top)x/package.json',
  ];

  test('names of all kinds are names', async () => {
    const repository = repositoryWith({ 'readme.md': 'hello' });
    repository.commit(Object.fromEntries(names.map((name) => [name, manifest({ '@example/steady': '^2.0.0' })])));
    const ours = [...names].sort().map((name) => `${name}: added @example/steady ^2.0.0`);
    expect(await told(repository.folder, '--base', 'HEAD~1', '--offline')).toEqual(ours);
    expect(await told(repository.folder, '--base', 'HEAD~1', '--head', 'HEAD', '--offline')).toEqual(ours);
    const { stdout } = await review(repository.folder, '--base', 'HEAD~1', '--offline');
    expect(stdout).not.toContain('\u001b');
    expect(repository.git('status', '--porcelain')).toBe('');
  });

  test('nothing that its configuration or attributes name is run', async () => {
    const trace = join(mkdtempSync(join(tmpdir(), 'mainstay-trace-')), 'ran');
    const repository = repositoryWith({
      'package.json': manifest({ '@example/steady': '^2.0.0' }),
      '.gitattributes': '*.json filter=x diff=x\n',
    });
    const run = `sh -c 'echo "$0" >> ${trace}; cat'`;
    for (const [key, value] of [
      ['core.fsmonitor', run],
      ['core.hooksPath', 'hooks'],
      ['core.pager', run],
      ['diff.external', run],
      ['diff.x.textconv', run],
      ['diff.x.command', run],
      ['filter.x.clean', run],
      ['filter.x.smudge', run],
      ['filter.x.process', ''],
      ['alias.ls-files', `!${run}`],
      ['protocol.ext.allow', 'always'],
    ] as const)
      repository.git('config', key, value);
    repository.write({ 'package.json': manifest({ '@example/steady': '^2.1.0' }) });
    expect(await told(repository.folder, '--base', 'HEAD', '--offline')).toEqual([
      'package.json: bumped @example/steady ^2.0.0 → ^2.1.0',
    ]);
    expect(await told(repository.folder, '--base', 'HEAD', '--head', 'HEAD', '--offline')).toEqual([]);
    expect(existsSync(trace)).toBe(false);
    repository.git('diff', '--stat');
    expect(existsSync(trace)).toBe(true); // what is guarded against is real
  });

  test('a manifest that is a link, or behind one, is not followed', async () => {
    const outside = folderWith({ 'package.json': manifest({ '@example/deprecated': '*' }) });
    const repository = repositoryWith({ 'readme.md': 'hello' });
    symlinkSync(join(outside, 'package.json'), join(repository.folder, 'package.json'));
    symlinkSync(outside, join(repository.folder, 'linked'));
    expect(await told(repository.folder)).toEqual([]);
    repository.commit({});
    expect(await told(repository.folder, '--base', 'HEAD~1')).toEqual([]);
    expect(await told(repository.folder, '--base', 'HEAD~1', '--head', 'HEAD')).toEqual([]);
  });
});

describe('what stands in the way is one line, and exit code 2', () => {
  const repository = repositoryWith({ 'package.json': manifest({}) });
  for (let commit = 0; commit < 3; commit += 1) repository.commit({ 'readme.md': `${commit}` });
  repository.git('checkout', '-qb', 'change', 'HEAD~2');
  repository.commit({ 'package.json': manifest({ '@example/steady': '^2.0.0' }) });
  repository.git('checkout', '-q', '--orphan', 'apart');
  repository.commit({ 'other.md': 'x' });
  repository.git('checkout', '-q', 'main');

  const clone = (...words: string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'mainstay-shallow-'));
    const shallow = repositoryAt(folder);
    shallow.git('clone', '-q', ...words, `file://${repository.folder}`, '.');
    return shallow;
  };
  const complaint = async (folder: string, words: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const { code, stdout, stderr } = await mainstay(['review', ...words], { cwd: folder, env });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    return stderr.trimEnd();
  };

  test.each<readonly [words: string[], line: RegExp]>([
    [['--base', 'nowhere'], /unknown revision “nowhere”$/],
    [['--head', 'nowhere'], /unknown revision “nowhere”$/],
    [['--base', 'HEAD:package.json'], /unknown revision/],
    [['--base=--upload-pack=touch pwned'], /is no name of a revision$/],
    [['--base=-h'], /is no name of a revision$/],
    [['--base', 'a\nb'], /“a\?b” is no name of a revision$/],
    [['--base', 'x'.repeat(300)], /is no name of a revision$/],
    [['--base', ''], /is no name of a revision$/],
    [['--base', 'apart'], /apart and HEAD have no common commit$/],
  ])('%j', async (words, line) => expect(await complaint(repository.folder, words)).toMatch(line));

  test('no repository, no git, no commit, no default branch', async () => {
    expect(await complaint(folderWith({ 'package.json': '{}' }), [])).toMatch(/not a git repository$/);
    expect(await complaint(repository.folder, [], { PATH: '/nonexistent' })).toBe(
      'mainstay: git is not installed, or not on the PATH',
    );
    const empty = repositoryAt(mkdtempSync(join(tmpdir(), 'mainstay-empty-')));
    empty.git('init', '-q', '-b', 'trunk');
    expect(await complaint(empty.folder, [])).toMatch(/no default branch to compare with: .* name one with --base$/);
    empty.git('init', '-q', '--bare', 'bare');
    expect(await complaint(join(empty.folder, 'bare'), [])).toMatch(/a repository without a checkout$/);
  });

  test('a clone that was not fetched whole says how to fetch the rest', async () => {
    const single = clone('--depth', '1', '-b', 'change');
    expect(await complaint(single.folder, ['--base', 'origin/main'])).toMatch(
      /unknown revision “origin\/main”: it is shallow; .*git fetch --unshallow.*fetch-depth: 0/,
    );
    const both = clone('--depth', '1', '--no-single-branch', '-b', 'change');
    expect(await complaint(both.folder, ['--base', 'origin/main'])).toMatch(
      /have no common commit in this clone: it is shallow; .*git fetch --unshallow/,
    );
    both.git('fetch', '-q', '--unshallow');
    expect(await told(both.folder, '--base', 'origin/main', '--offline')).toEqual(['package.json: added @example/steady ^2.0.0']);
  });

  test('a partial clone that lacks a file fetches nothing and says so', async () => {
    repository.git('config', 'uploadpack.allowFilter', 'true');
    const partial = clone('--filter=blob:none', '--no-checkout', '-b', 'change');
    expect(await complaint(partial.folder, ['--base', 'origin/main', '--head', 'HEAD'])).toMatch(/this clone is a partial one/);
  });
});

describe('a shallow clone', () => {
  /** main: A, B with a line of its own, and C, where the change left it; a merge on main hides C from a clone of few commits. */
  const repository = repositoryWith({ 'package.json': manifest({}) });
  repository.git('checkout', '-qb', 'side');
  for (let commit = 0; commit < 3; commit += 1) repository.commit({ 'side.md': `${commit}` });
  repository.git('checkout', '-q', 'main');
  repository.commit({ 'package.json': manifest({ '@example/funded': '1.0.0' }) });
  repository.git('checkout', '-qb', 'change');
  for (let commit = 0; commit < 2; commit += 1) repository.commit({ 'change.md': `${commit}` });
  repository.commit({ 'package.json': manifest({ '@example/funded': '1.0.0', '@example/steady': '^2.0.0' }) });
  repository.git('checkout', '-q', 'main');
  for (let commit = 0; commit < 4; commit += 1) repository.commit({ 'main.md': `${commit}` });
  repository.git('merge', '-q', '--no-ff', '-m', 'side', 'side');
  const clone = (depth: string) => {
    const shallow = repositoryAt(mkdtempSync(join(tmpdir(), 'mainstay-shallow-')));
    shallow.git('clone', '-q', '--depth', depth, '--no-single-branch', '-b', 'change', `file://${repository.folder}`, '.');
    return shallow;
  };

  test('that may show too old a merge base says so, and how to mend it', async () => {
    const shallow = clone('5');
    const { stdout, stderr } = await review(shallow.folder, '--base', 'origin/main', '--offline');
    expect(stdout).toContain('added       @example/funded');
    expect(stderr).toBe(
      'mainstay: this clone is shallow: the merge base may be too old, so that what is in origin/main already is told as a change; fetch the rest with “git fetch --unshallow”\n',
    );
    shallow.git('fetch', '-q', '--unshallow');
    const whole = await review(shallow.folder, '--base', 'origin/main', '--offline');
    expect([whole.stdout.includes('funded'), whole.stderr]).toEqual([false, '']);
  });

  test('that shows all since the merge base says nothing', async () => {
    const shallow = clone('5');
    shallow.git('checkout', '-qb', 'mine', 'origin/main~1');
    shallow.commit({ 'package.json': manifest({ '@example/funded': '1.0.0', '@example/steady': '^2.0.0' }) });
    const { stdout, stderr } = await review(shallow.folder, '--base', 'origin/main', '--offline');
    expect([stdout.includes('added       @example/steady'), stdout.includes('funded'), stderr]).toEqual([true, false, '']);
  });
});

describe('two files, without git', () => {
  test('the same judgement', async () => {
    const folder = folderWith({
      'before.package.json': manifest({ '@example/steady': '^2.0.0' }),
      'after.package.json': manifest({ '@example/steady': '^2.0.0', '@example/deprecated': '*' }),
      'go.mod': 'module x\n',
    });
    const { code, stdout } = await review(folder, '--manifest', 'before.package.json', 'after.package.json', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      base: 'before.package.json',
      mergeBase: null,
      dependencies: [{ name: '@example/deprecated', change: 'added', from: null, findings: [{ rule: 'deprecated' }] }],
    });
    const mixed = await review(folder, '--manifest', 'before.package.json', 'go.mod');
    expect([mixed.code, mixed.stderr]).toEqual([2, 'mainstay: before.package.json and go.mod are manifests of two kinds\n']);
    const none = await review(folder, '--manifest', 'nowhere.package.json', 'after.package.json');
    expect([none.code, none.stderr]).toEqual([2, 'mainstay: nowhere.package.json: no such file\n']);
  });
});
