import { existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { npmDefault } from '../../server/src/platform/npmConfig.ts';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { repositoryWith, type Repository } from './repository.ts';
import { folderWith, mainstay, type Ran } from './runCli.ts';
import { breaches } from './schemas.ts';

/** Where lockfiles say that packages are from: the public default, whose host only npm's own definitions hold. */
const PUBLIC = String(npmDefault('registry'));
const FOLDER = '.mainstay/signoffs';
const NOW = '2026-11-29T12:00:00.000Z';
const TODAY = '2026-11-29';
let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream({ now: NOW });
});
afterAll(() => upstream.close());

const manifest = (dependencies: object) => JSON.stringify({ dependencies }, null, 2) + '\n';
const BEFORE = { '@example/steady': '^2.0.0', '@example/line-ended': '^1.0.0' };
const AFTER = { ...BEFORE, '@example/handover': '1.1.1', '@example/funded': '^1.0.0' };

/** A run at a moment; of the others, at that of the world. */
const at = (now: string, { folder }: Pick<Repository, 'folder'>, words: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  mainstay(words, { upstreams: upstream.env, cwd: folder, env: { ...env, MAINSTAY_NOW: now } });
const run = (where: Pick<Repository, 'folder'>, ...words: string[]): Promise<Ran> => at(NOW, where, words);

/** A repository whose working tree adds a package with a new publisher and one with nothing to say. */
function changed(more: Readonly<Record<string, string>> = {}, dependencies: object = AFTER): Repository {
  const repository = repositoryWith({ 'package.json': manifest(BEFORE), ...more });
  repository.write({ 'package.json': manifest(dependencies) });
  return repository;
}

interface Report {
  readonly trust: { readonly accounts: object | null; readonly added: object | null };
  readonly unknown: object;
  readonly signoffs: readonly object[];
  readonly problems: readonly string[];
  readonly dependencies: readonly { readonly name: string; readonly approval: { readonly since: object } | null }[];
}
const reportOf = ({ stdout }: Ran) => JSON.parse(stdout) as Report;

function recordIn({ folder }: Repository): { readonly name: string; readonly text: string } {
  const [name = '', ...more] = readdirSync(join(folder, FOLDER));
  expect(more).toEqual([]);
  return { name, text: readFileSync(join(folder, FOLDER, name), 'utf8') };
}

describe('trust delta', () => {
  test('who can publish into the build, on both sides, in text, Markdown and JSON', async () => {
    const repository = changed();
    const [text, markdown, json] = await Promise.all([
      run(repository, 'review'),
      run(repository, 'review', '--format', 'markdown'),
      run(repository, 'review', '--format', 'json'),
    ]);
    const line = '+1 account can publish into your build (3 → 4)';
    const told = 'Accounts: ecosyste.ms (CC BY-SA 4.0), npm; as of 2026-11-29.';
    expect(text.stdout).toContain(`\n${line}\n${told}\n`);
    expect(markdown.stdout).toContain(`\n**${line}**<br>${told}\n`);
    expect(breaches('review-1.schema.json', JSON.parse(json.stdout))).toEqual([]);
    expect(reportOf(json).trust).toEqual({
      accounts: {
        before: 3,
        after: 4,
        came: 1,
        went: 0,
        unseen: { count: 0, known: 1 },
        packages: { known: 4, all: 4 },
        added: { known: 2, all: 2 },
        removed: { known: 0, all: 0 },
        sources: [
          { source: 'ecosystems-accounts', packages: 2, asOf: TODAY },
          { source: 'npm-registry', packages: 2, asOf: TODAY },
        ],
      },
      added: { all: 2, onePerson: 0, unknown: 2 },
    });
  });

  test('one person’s package is counted among the new ones', async () => {
    const repository = changed({}, { ...BEFORE, '@example/one-person': '*' });
    const { stdout } = await at(NOW, repository, ['review'], { GH_TOKEN: 'an-invented-token' });
    expect(stdout).toMatch(/; 1 of 1 new package is one-person$/m);
  });

  test('what a manifest had that is gone is asked about for another that has it too', async () => {
    const repository = repositoryWith({ 'a/package.json': manifest(BEFORE), 'b/package.json': manifest(BEFORE) });
    repository.write({ 'a/package.json': null, 'b/package.json': manifest(AFTER) });
    expect((await run(repository, 'review')).stdout).toContain('\n+1 account can publish into your build (3 → 4)\n');
  });

  test('of what is not known nothing is counted; offline and of bumps there is no line', async () => {
    const partly = await run(changed({}, { ...AFTER, '@example/nowhere': '*' }), 'review');
    expect(partly.stdout).toContain(
      '\nAs far as is known, +1 account can publish into your build (3 → 4; known of 4 of 5 packages, 2 of 3 new ones)',
    );
    const without = await run(changed(), 'review', '--without', 'ecosyste.ms');
    expect(without.stdout).toContain('2 accounts can publish the 2 new packages; who can publish the other 2 is not known');
    const offline = await run(changed(), 'review', '--offline', '--format', 'json');
    expect(reportOf(offline).trust.accounts).toBeNull();
    const bumped = await run(changed({}, { ...BEFORE, '@example/steady': '^2.1.0' }), 'review');
    expect(bumped.stdout).not.toContain('can publish into your build');
  });

  test('private names and members are asked of nobody, and no account is written down', async () => {
    const repository = changed(
      { 'member/package.json': '{ "name": "@example/fresh", "private": true }' },
      { ...AFTER, '@example/fresh': '*', '@example/mended': '*' },
    );
    const cache = mkdtempSync(join(tmpdir(), 'mainstay-cache-'));
    const start = upstream.log.length;
    const words = ['review', '--format', 'json', '--private', '@example/mended,@example/steady'];
    const ran = await at(NOW, repository, words, { MAINSTAY_CACHE_DIR: cache });
    const names = upstream.log.slice(start).flatMap((one) => one.names);
    expect(names.some((name) => /fresh|mended|steady/.test(name))).toBe(false);
    expect(names.some((name) => name.includes('line-ended'))).toBe(true);
    expect(reportOf(ran).trust.accounts).toMatchObject({ packages: { known: 3, all: 5 }, added: { known: 2, all: 3 } });
    const stored = readdirSync(cache, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => readFileSync(join(one.parentPath, one.name), 'utf8'))
      .join('\n');
    expect(stored).toContain('can-publish');
    expect(stored).not.toContain('publish-accounts');
  });
});

describe('trust delta of a workspace with one lockfile', () => {
  const root = (dependencies: object) => manifest(dependencies).replace('{', '{ "private": true, "workspaces": ["packages/*"],');
  const lock = (dependencies: object, member: object, versions: Readonly<Record<string, string>>) => {
    const installed = Object.entries(versions).map(([name, version]) => {
      const resolved = `${PUBLIC}${name}-${version}.tgz`;
      return [`node_modules/${name}`, { version, resolved, integrity: `sha512-${'a'.repeat(86)}==` }] as const;
    });
    const packages = {
      '': { workspaces: ['packages/*'], dependencies },
      'packages/inner': { dependencies: member },
      ...Object.fromEntries(installed),
    };
    return JSON.stringify({ lockfileVersion: 3, packages }, null, 2) + '\n';
  };
  const HELD = { '@example/steady': '2.0.0', '@example/line-ended': '1.0.0' };
  const before = {
    'package.json': root(BEFORE),
    'packages/inner/package.json': manifest({}),
    'package-lock.json': lock(BEFORE, {}, HELD),
  };
  const added = { '@example/handover': '1.1.1' };

  test('what a member adds is compared with what the root has, unchanged as its manifest is', async () => {
    const repository = repositoryWith(before);
    repository.write({
      'packages/inner/package.json': manifest(added),
      'package-lock.json': lock(BEFORE, added, { ...HELD, ...added }),
    });
    const member = await run(repository, 'review');
    const line = '+1 account can publish into your build (3 → 4)\n';
    expect(member.stdout).toContain(`\n${line}`);
    repository.write({
      'package.json': root({ ...BEFORE, ...added }),
      'packages/inner/package.json': manifest({}),
      'package-lock.json': lock({ ...BEFORE, ...added }, {}, { ...HELD, ...added }),
    });
    expect((await run(repository, 'review')).stdout).toContain(`\n${line}`);
  });

  test('one under another .npmrc speaks for nobody else: what stays is not known, and the number says so', async () => {
    const repository = repositoryWith({ ...before, 'packages/inner/.npmrc': 'save-exact=true\n' });
    repository.write({
      'packages/inner/package.json': manifest(added),
      'package-lock.json': lock(BEFORE, added, { ...HELD, ...added }),
    });
    const { stdout } = await run(repository, 'review');
    expect(stdout).toContain('2 accounts can publish the 1 new package; who can publish the other 2 is not known\n');
  });
});

describe('trust delta of what was the workspace’s own', () => {
  const member = (name: string, more: object = {}) => JSON.stringify({ name, version: '1.0.0', ...more });
  const root = (dependencies: object, more: object = {}) =>
    JSON.stringify({ name: 'root', private: true, workspaces: ['packages/*'], dependencies, ...more });

  test('a member that goes with the change is asked of nobody, nor one that has left the workspace', async () => {
    const repository = repositoryWith({
      'package.json': root({ 'inner-core': '^1.0.0', 'inner-two': '^1.0.0', ...BEFORE }),
      'packages/core/package.json': member('inner-core', { private: true }),
      'packages/two/package.json': member('inner-two'),
    });
    repository.write({
      'package.json': root(AFTER, { workspaces: [] }),
      'packages/core/package.json': null,
    });
    const start = upstream.log.length;
    const ran = await run(repository, 'review', '--ledger');
    expect(ran.stdout).toContain('+1 account can publish into your build (3 → 4)');
    expect(ran.stdout + ran.stderr).not.toMatch(/ecosystems.*inner/);
    expect(upstream.log.slice(start).flatMap(({ names }) => names)).not.toContainEqual(expect.stringContaining('inner'));
  });

  test('nor one that a line of either side takes from a path', async () => {
    const lines = (dependencies: object) =>
      JSON.stringify({
        dependencies,
        devDependencies: { 'inner-linked': 'file:../linked' },
        peerDependencies: { 'inner-linked': '^1.0.0' },
      });
    const repository = repositoryWith({ 'package.json': lines(BEFORE) });
    const before = join(repository.folder, 'before');
    repository.write({ 'package.json': manifest(AFTER), 'before/package.json': lines(BEFORE) });
    const start = upstream.log.length;
    await run(repository, 'review');
    await run(repository, 'review', '--manifest', join(before, 'package.json'), 'package.json');
    repository.commit({ 'before/package.json': null });
    repository.write({ 'package.json': lines({ ...AFTER, '@example/fresh': '*' }) });
    await run(repository, 'review');
    const names = upstream.log.slice(start).flatMap((one) => one.names);
    expect(names).toContainEqual(expect.stringContaining('fresh'));
    expect(names).not.toContainEqual(expect.stringContaining('inner'));
  });
});

describe('approve', () => {
  test('writes one file as docs/schema says, the same for the same, with no name but the approver’s', async () => {
    const repository = changed();
    const words = ['approve', '--owner', 'platform team', '--for', '90d', '--reason', 'needed for the importer'];
    const first = await run(repository, ...words);
    expect(first.code).toBe(0);
    const { name, text } = recordIn(repository);
    expect(name).toMatch(new RegExp(`^${TODAY}-[0-9a-f]{8}\\.json$`));
    expect(first.stdout).toMatch(/^Signed off by platform team until 2027-02-27: 2 added; 1 warning\.\n/);
    expect(first.stdout).toContain(`\n${FOLDER}/${name}\n`);
    const record = JSON.parse(text) as { readonly dependencies: readonly object[] };
    expect(breaches('signoff-1.schema.json', record)).toEqual([]);
    expect(record).toMatchObject({
      approved: { by: 'platform team', on: TODAY, until: '2027-02-27', reason: 'needed for the importer' },
      trust: { accounts: { came: 1 } },
      unknown: { lines: 2, direct: 2, of: 2 },
    });
    expect(record.dependencies).toMatchObject([
      {
        purl: 'pkg:npm/%40example/handover',
        change: 'added',
        from: null,
        fromRequirement: null,
        version: '1.1.1',
        requirement: '1.1.1',
        standing: 'unknown',
        findings: [{ rule: 'new-publisher' }],
        facts: { 'can-publish': { value: 2, source: 'npm-registry', asOf: TODAY } },
        unknown: { activity: 'unsupported' },
      },
      { purl: 'pkg:npm/%40example/funded', findings: [] },
    ]);
    expect(text).not.toMatch(/\b(ada|ben|cleo|dora)\b/);
    const again = await run(repository, ...words);
    expect(again.stdout).toMatch(/^Signed off already by platform team /);
    expect(recordIn(repository).text).toBe(text);
  });

  test('what was asked for before is kept where no lockfile tells the version', async () => {
    const repository = changed({}, { ...BEFORE, '@example/steady': '^2.1.0' });
    await run(repository, 'approve', '--owner', 'x');
    const record = JSON.parse(recordIn(repository).text) as object;
    expect(breaches('signoff-1.schema.json', record)).toEqual([]);
    const bumped = { change: 'bumped', from: null, fromRequirement: '^2.0.0', version: '2.1.0', requirement: '^2.1.0' };
    expect(record).toMatchObject({ dependencies: [bumped] });
  });

  test('a removal is told in one sentence; where nothing can be written it says what to do', async () => {
    const repository = repositoryWith({ 'package.json': manifest(AFTER) });
    repository.write({ 'package.json': manifest(BEFORE) });
    const { stdout } = await run(repository, 'approve', '--owner', 'x');
    expect(stdout).toMatch(/^Signed off by x until \d{4}-\d\d-\d\d: 2 removed; no findings\.\n/);
    const refused = await run(repository, 'approve', '--owner', 'x', '--output', 'nowhere/record.json');
    expect([refused.code, refused.stderr]).toEqual([
      2,
      'mainstay: nowhere/record.json: cannot be written: its folder does not exist; make it first, or name another place\n',
    ]);
  });

  test('in a folder below the top, the path that is printed is one that git add takes there', async () => {
    const repository = changed({ 'app/web/readme.md': 'hello' });
    const folder = join(repository.folder, 'app', 'web');
    const { stdout } = await run({ folder }, 'approve', '--owner', 'x');
    const path = stdout.trimEnd().split('\n').at(-1) ?? '';
    expect(path).toBe(`../../${FOLDER}/${recordIn(repository).name}`);
    repository.git('-C', folder, 'add', path);
    expect(repository.git('diff', '--cached', '--name-only')).toContain(FOLDER);
  });

  test('holds no longer by --until than by --for', async () => {
    const repository = changed();
    const late = (day: string) => run(repository, 'approve', '--owner', 'x', '--until', day);
    const refused = await late('9999-12-31');
    expect([refused.code, refused.stderr]).toEqual([
      2,
      'mainstay: --until takes a day within 3660 days, 2036-12-06 at the latest; not “9999-12-31”\n',
    ]);
    expect((await late('2036-12-07')).code).toBe(2);
    expect((await late('2036-12-06')).code).toBe(0);
  });

  test('by the name git knows; without one it must be given, and nothing is invented', async () => {
    const repository = changed();
    const refused = await run(repository, 'approve');
    expect([refused.code, refused.stderr]).toEqual([2, 'mainstay: approve needs --owner NAME: git knows no user.name here\n']);
    expect(existsSync(join(repository.folder, '.mainstay'))).toBe(false);
    repository.git('config', 'user.name', 'release desk');
    expect((await run(repository, 'approve')).stdout).toMatch(/^Signed off by release desk until /);
  });

  test('where there is nothing to approve, or not all could be read, nothing is written', async () => {
    const repository = repositoryWith({ 'package.json': manifest(BEFORE) });
    expect(await run(repository, 'approve', '--owner', 'x')).toMatchObject({
      code: 0,
      stdout: 'No dependency changes: nothing to approve.\n',
    });
    expect(await run(repository, 'approve', '--owner', 'x', '--output', '-')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'mainstay: no dependency changes: nothing to approve\n',
    });
    repository.write({ 'package.json': manifest(AFTER), 'package-lock.json': 'no lockfile' });
    const partly = await run(repository, 'approve', '--owner', 'x');
    expect(partly.code).toBe(2);
    expect(partly.stderr).toContain('nothing is signed off: part of the change could not be read');
    expect(existsSync(join(repository.folder, '.mainstay'))).toBe(false);
  });

  test('writes nowhere a repository’s link leads, and over no file', async () => {
    const repository = changed();
    const elsewhere = mkdtempSync(join(tmpdir(), 'mainstay-elsewhere-'));
    symlinkSync(elsewhere, join(repository.folder, '.mainstay'));
    const linked = await run(repository, 'approve', '--owner', 'x');
    expect([linked.code, readdirSync(elsewhere)]).toEqual([2, []]);
    const output = join(elsewhere, 'record.json');
    expect((await run(repository, 'approve', '--owner', 'x', '--output', output)).code).toBe(0);
    expect(breaches('signoff-1.schema.json', JSON.parse(readFileSync(output, 'utf8')))).toEqual([]);
    const printed = await run(repository, 'approve', '--owner', 'x', '--output', '-');
    expect(breaches('signoff-1.schema.json', JSON.parse(printed.stdout))).toEqual([]);
    expect(existsSync(join(repository.folder, '-'))).toBe(false);
    writeFileSync(output, 'mine');
    const refused = await run(repository, 'approve', '--owner', 'x', '--output', output);
    expect([refused.code, readFileSync(output, 'utf8')]).toEqual([2, 'mine']);
    expect(refused.stderr).toContain('there is a file already');
  });

  test('compares two files without git, where the place is given', async () => {
    const folder = folderWith({ 'a/package.json': manifest(BEFORE), 'b/package.json': manifest(AFTER) });
    const words = ['approve', '--manifest', 'a/package.json', 'b/package.json', '--owner', 'x'];
    const nowhere = await run({ folder }, ...words);
    expect([nowhere.code, nowhere.stderr]).toEqual([
      2,
      'mainstay: approve needs --output FILE where there is no repository to write to\n',
    ]);
    expect((await run({ folder }, ...words, '--output', 'record.json')).code).toBe(0);
    const record = JSON.parse(readFileSync(join(folder, 'record.json'), 'utf8')) as object;
    expect(breaches('signoff-1.schema.json', record)).toEqual([]);
    expect(record).toMatchObject({
      compared: { mergeBase: null, headCommit: null },
      trust: { accounts: { before: 3, after: 4 } },
    });
  });
});

describe('what changed since an approval', () => {
  /** A repository that was approved on a day and merged, and whose working tree then is another. */
  async function approved(next: object, edit: (text: string) => string = (text) => text): Promise<Repository> {
    const repository = changed();
    await run(repository, 'approve', '--owner', 'platform team', '--until', '2026-12-31');
    const { name, text } = recordIn(repository);
    repository.commit({ [`${FOLDER}/${name}`]: edit(text) });
    repository.write({ 'package.json': manifest(next) });
    return repository;
  }
  const bumped = { ...AFTER, '@example/handover': '1.1.2' };

  test('version, accounts, standing and licence are told of a record at the merge base', async () => {
    const then = (text: string) =>
      text
        .replace('"can-publish": { "value": 2', '"can-publish": { "value": 1')
        .replace('"version-licence": { "value": "MIT"', '"version-licence": { "value": "ISC"')
        .replace(/"findings": \[\n[^]*?\n {6}\]/, '"findings": []');
    const repository = await approved(bumped, then);
    const [text, markdown, json] = await Promise.all([
      run(repository, 'review'),
      run(repository, 'review', '--format', 'markdown'),
      run(repository, 'review', '--format', 'json'),
    ]);
    const words =
      'approved 2026-11-29 by platform team until 2026-12-31 at 1.1.1; since: 1.1.1 → 1.1.2; accounts that can publish 1 → 2; licence ISC → MIT; new-publisher found';
    expect(text.stdout).toContain(`\n              ${words}\n`);
    expect(markdown.stdout).toContain('<br>approved 2026-11-29 by platform team until 2026-12-31 at 1.1.1; since: ');
    expect(breaches('review-1.schema.json', JSON.parse(json.stdout))).toEqual([]);
    expect(reportOf(json).dependencies[0]?.approval).toMatchObject({
      by: 'platform team',
      expired: false,
      since: {
        version: { from: '1.1.1', to: '1.1.2' },
        accounts: { from: 1, to: 2 },
        standing: null,
        licence: { from: 'ISC', to: 'MIT' },
        rules: ['new-publisher'],
      },
    });
    // A record documents: what is found still counts.
    expect(text.code).toBe(1);
  });

  test('the same version with other contents is not what was approved', async () => {
    const lock = (hash: string) => {
      const integrity = `sha512-${hash.repeat(86)}==`;
      const packages = {
        '': { dependencies: AFTER },
        'node_modules/@example/handover': { version: '1.1.1', resolved: `${PUBLIC}handover-1.1.1.tgz`, integrity },
      };
      return JSON.stringify({ lockfileVersion: 3, packages }, null, 2) + '\n';
    };
    const repository = await approved(AFTER);
    repository.commit({ 'package-lock.json': lock('a') });
    repository.write({ 'package-lock.json': lock('b') });
    const [text, json] = await Promise.all([run(repository, 'review'), run(repository, 'review', '--format', 'json')]);
    expect(text.stdout).toContain('the same version with other contents');
    expect(text.stdout).toContain('approved 2026-11-29 by platform team until 2026-12-31 at 1.1.1; since: repointed\n');
    expect(breaches('review-1.schema.json', JSON.parse(json.stdout))).toEqual([]);
    expect(reportOf(json).dependencies[0]?.approval).toMatchObject({ since: { repointed: true } });
  });

  test('a removal that was signed off approves no addition later', async () => {
    const repository = repositoryWith({ 'package.json': manifest(AFTER) });
    repository.write({ 'package.json': manifest(BEFORE) });
    await run(repository, 'approve', '--owner', 'platform team');
    const { text } = recordIn(repository);
    expect(text).toContain('"change": "removed"');
    repository.commit({});
    repository.write({ 'package.json': manifest(AFTER) });
    const { stdout } = await run(repository, 'review');
    expect(stdout).toContain('added       @example/funded');
    expect(stdout).not.toContain('approved');
  });

  test('one that has expired says so', async () => {
    const repository = await approved(bumped);
    const { stdout } = await at('2027-01-01', repository, ['review']);
    expect(stdout).toContain('approved 2026-11-29 by platform team at 1.1.1, expired 2026-12-31; since: 1.1.1 → 1.1.2\n');
  });

  test('a change does not approve itself: its records are listed, and count where it is trusted', async () => {
    const repository = changed();
    await run(repository, 'approve', '--owner', 'platform team', '--until', '2026-12-31');
    const { name } = recordIn(repository);
    const [plain, trusted, json] = await Promise.all([
      run(repository, 'review'),
      run(repository, 'review', '--trust-head-policy'),
      run(repository, 'review', '--format', 'json'),
    ]);
    expect(plain.stdout).toContain(
      `\nApproved in this change (not counted; --trust-head-policy trusts it)\n  ${FOLDER}/${name}: 2 packages, by platform team until 2026-12-31\n`,
    );
    expect(plain.stdout).not.toContain('approved 2026-11-29');
    expect(trusted.stdout).toContain('approved 2026-11-29 by platform team until 2026-12-31 at 1.1.1; no change known since\n');
    expect(reportOf(json)).toMatchObject({ signoffs: [{ by: 'platform team', packages: 2 }] });
    expect(reportOf(json).dependencies.map(({ approval }) => approval)).toEqual([null, null]);
    // Taken out or altered by the change, the merge base's still counts.
    repository.commit({});
    repository.write({ 'package.json': manifest(bumped), [`${FOLDER}/${name}`]: null });
    expect((await run(repository, 'review')).stdout).toContain('; since: 1.1.1 → 1.1.2\n');
  });

  test('a record that cannot be read is one message with its place, and stops nothing', async () => {
    const repository = await approved(bumped);
    repository.commit({
      'package.json': manifest(AFTER),
      [`${FOLDER}/a.json`]: '{\n  "schema": 1,\n  "approved": { "by": "x", "on": "2026-11-01" },\n  "dependencies": []\n}\n',
      [`${FOLDER}/b.json`]: '{ "schema": 2 }',
      [`${FOLDER}/c.json`]: 'nothing',
      [`${FOLDER}/deeper/d.json`]: 'not one of them',
    });
    repository.write({ 'package.json': manifest(bumped) });
    const ran = await run(repository, 'review');
    expect(ran.stderr.trimEnd().split('\n')).toEqual([
      `mainstay: ${FOLDER}/a.json:3:15: “approved” needs “until” (the day to look again)`,
      `mainstay: ${FOLDER}/b.json: a sign-off record of schema 2, which this version of Mainstay does not know`,
      expect.stringMatching(/^mainstay: \.mainstay\/signoffs\/c\.json:1:1: /) as string,
    ]);
    expect(ran.stdout).toContain('; since: 1.1.1 → 1.1.2\n');
    expect(ran.code).toBe(1);
  });
});

describe('--fail-on unknown>n', () => {
  test('counts lines that come in and are unknown, beside the severity', async () => {
    const repository = changed();
    const failing = (...words: string[]) => run(repository, 'review', ...words.flatMap((word) => ['--fail-on', word]));
    const [two, one, both] = await Promise.all([failing('never', 'unknown>2'), failing('never,unknown>1'), failing('unknown>2')]);
    expect([two.code, one.code, both.code]).toEqual([0, 1, 1]);
    expect(two.stderr).toBe('');
    expect(one.stderr).toBe('mainstay: 2 of 2 lines that come in are unknown; --fail-on unknown>1 asks for no more than 1\n');
    expect(one.stdout).toContain('\nStanding unknown: 2 of 2 that come in. Why: not read from git.example.org.\n');
  });

  test('so a change that hides its own names does not pass unseen', async () => {
    const repository = repositoryWith({ 'package.json': manifest({}) });
    repository.write({
      'package.json': manifest({ '@example/deprecated': '^1.2.0', own: 'file:../own' }),
      '.mainstay.json': '{ "privatePatterns": ["@example/*"] }',
    });
    expect((await run(repository, 'review')).code).toBe(0);
    const gated = await run(repository, 'review', '--fail-on', 'warning,unknown>0', '--format', 'json');
    expect(gated.code).toBe(1);
    expect(reportOf(gated).unknown).toEqual({ lines: 1, direct: 1, of: 2 });
  });
});

test('why standings are unknown is said in one line, the reason of most first', async () => {
  const finished = { '@example/finished': '*', '@example/one-person': '*' };
  const without = await run(changed({}, { ...BEFORE, ...finished }), 'review');
  expect(without.stdout).toContain('\nStanding unknown: 2 of 2 that come in. Why: needs a GitHub token.\n');
  const mixed = changed({}, { ...AFTER, '@example/finished': '*', '@example/no-repository': '*', '@example/nowhere': '*' });
  const said = 'not read from git.example.org (2), names no source repository (1), needs a GitHub token (1), other reasons (1)';
  expect((await run(mixed, 'review')).stdout).toContain(`\nStanding unknown: 5 of 5 that come in. Why: ${said}.\n`);
  expect((await run(mixed, 'review', '--offline', '--no-cache')).stdout).toContain(' Why: offline, nobody asked.\n');
});

test('nobody is sent to code actions where there are none', async () => {
  const repository = changed({}, { ...BEFORE, '@example/one-person': '*' });
  const ways = [
    ['review'],
    ['review', '--format', 'markdown'],
    ['review', '--format', 'sarif'],
    ['check', '.'],
    ['check', '.', '--format', 'html'],
  ];
  for (const words of [...ways, ['explain', '@example/one-person', '.']]) {
    const { stdout } = await at(NOW, repository, words, { GH_TOKEN: 'an-invented-token' });
    expect(stdout).toMatch(/Funding is asked for\\?\./);
    expect(stdout).not.toContain('see actions');
  }
});

describe('--require-known', () => {
  const asked = (repository: Repository, ...words: string[]) => run(repository, 'review', '--require-known', '100', ...words);

  test('what nobody reads of a forge is not known, and so the two lines about it agree', async () => {
    const repository = changed({}, { ...BEFORE, '@example/funded': '^1.0.0' });
    const [text, markdown] = await Promise.all([asked(repository), asked(repository, '--format', 'markdown')]);
    expect(text.code).toBe(1);
    expect(text.stderr).toMatch(/^mainstay: only \d\d\.\d % of the facts are known; --require-known asks for 100 %$/m);
    expect(markdown.stdout).toContain('\nStanding unknown: 1 of 1 that come in.\n');
    expect(markdown.stdout).toMatch(/^(\d+) of the (?!\1 )\d+ facts looked for are known \(\d\d %\), of 1 dependency\.$/m);
    expect(markdown.stdout).toContain('\nSomething is unknown of: 1 (not read from git.example.org). ');
  });

  test('the workspace’s own is asked of nobody and counts for nothing', async () => {
    const repository = changed({}, { ...BEFORE, own: 'file:../own' });
    const [text, markdown] = await Promise.all([asked(repository), asked(repository, '--format', 'markdown')]);
    expect([text.code, text.stderr]).toEqual([0, '']);
    expect(markdown.stdout).not.toMatch(/not asked|facts looked for/);
  });
});
