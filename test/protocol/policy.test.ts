import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { byName, folderWith, mainstay } from './runCli.ts';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());

const MANIFEST = `{
  "dependencies": {
    "@example/deprecated": "^1.2.0",
    "@example/line-ended": "^1.1.1",
    "@example/steady": "^2.1.0"
  }
}
`;
const deprecated = {
  rule: 'deprecated',
  purl: 'pkg:npm/@example/deprecated',
  reason: 'replaced by the end of the year',
  owner: 'platform team',
  until: '2099-01-01',
};

/** A repository as git makes it, with a policy. */
function repository(policy: unknown, files: Readonly<Record<string, string>> = { 'package.json': MANIFEST }): string {
  const folder = folderWith({
    ...files,
    '.mainstay.json': typeof policy === 'string' ? policy : JSON.stringify(policy, null, 2),
  });
  execFileSync('git', ['init', '--quiet', folder]);
  return folder;
}

const run = (words: readonly string[], more: { readonly cwd?: string; readonly now?: string } = {}) =>
  mainstay(words, {
    upstreams: upstream.env,
    ...(more.cwd === undefined ? {} : { cwd: more.cwd }),
    env: more.now === undefined ? {} : { MAINSTAY_NOW: more.now },
  });

interface Report {
  readonly policy: readonly Readonly<Record<'used' | 'expired' | 'worse' | 'unused' | 'unknown', readonly { purl: string }[]>>[];
  readonly problems: readonly string[];
}
const policyIn = (stdout: string) => (JSON.parse(stdout) as Report).policy;

describe('a decision', () => {
  test('accepts a finding: it is told and counted apart, and fails no build', async () => {
    const folder = repository({ decisions: [{ ...deprecated, severity: 'warning', standing: 'ended' }] });
    const [text, json, without] = await Promise.all([
      run(['check', folder]),
      run(['check', folder, '--format', 'json']),
      run(['check', folder, '--no-policy']),
    ]);
    expect([text.code, json.code, without.code]).toEqual([0, 0, 1]);
    expect(text.stderr).toBe('');
    expect(text.stdout).toMatch(
      /accepted {2}Version 1.2.0 is.*\[deprecated\]\n +accepted until 2099-01-01: replaced by the end of the year \(platform team\)/,
    );
    expect(text.stdout).toMatch(/1 hint, 1 accepted in 3 dependencies/);
    expect(byName(json.stdout).get('@example/deprecated')?.findings).toMatchObject([
      { rule: 'deprecated', severity: 'warning', accepted: { owner: 'platform team', until: '2099-01-01' } },
    ]);
    expect(byName(json.stdout).get('@example/line-ended')?.findings).toMatchObject([{ accepted: null }]);
    expect(policyIn(json.stdout)).toMatchObject([{ used: [{ purl: 'pkg:npm/%40example/deprecated' }], unused: [] }]);
    expect(policyIn((await run(['check', folder, '--no-policy', '--format', 'json'])).stdout)).toEqual([]);
  });

  test('comes back the day after its last, said at its place', async () => {
    const folder = repository({ decisions: [{ ...deprecated, until: '2099-05-31' }] });
    const on = (now: string) => run(['check', '.', '--format', 'json'], { cwd: folder, now });
    const [last, after] = await Promise.all([on('2099-05-31T23:59:00.000Z'), on('2099-06-01T00:00:00.000Z')]);
    expect([last.code, after.code]).toEqual([0, 1]);
    expect(byName(after.stdout).get('@example/deprecated')?.findings).toMatchObject([
      { accepted: null, returned: 'accepted until 2099-05-31, which has passed' },
    ]);
    expect(policyIn(after.stdout)).toMatchObject([{ expired: [{ purl: 'pkg:npm/%40example/deprecated' }], used: [] }]);
    expect(after.stderr).toMatch(/\.mainstay\.json:3:5: expired: deprecated of pkg:npm\/%40example\/deprecated speaks again/);
  });

  test('comes back when it is worse than what was accepted', async () => {
    const folder = repository({ decisions: [{ ...deprecated, severity: 'hint' }] });
    const { code, stdout, stderr } = await run(['check', folder]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/warning {2}Version 1.2.0 is.*\n +accepted as hint, now warning/);
    expect(stderr).toMatch(/\.mainstay\.json:3:5: no longer holds: deprecated of \S+ was accepted as hint, now warning/);
  });

  test('that nothing needs is told of, once it is known that nothing does', async () => {
    const files = { 'package.json': MANIFEST, 'other/package.json': '{ "dependencies": { "@example/funded": "1.0.0" } }' };
    const idle = { ...deprecated, purl: 'pkg:npm/@example/steady' };
    const gone = { ...deprecated, purl: 'pkg:npm/@example/gone' };
    const folder = repository({ decisions: [deprecated, idle, gone] }, files);
    const [whole, part, other] = await Promise.all([
      run(['check', folder]),
      run(['check', join(folder, 'package.json')]),
      run(['check', join(folder, 'other')]),
    ]);
    expect(whole.stderr).toMatch(/:10:5: unused: deprecated of pkg:npm\/%40example\/steady: deprecated has nothing to say of it/);
    expect(whole.stderr).toMatch(
      /:17:5: unused: deprecated of pkg:npm\/%40example\/gone: no manifest of the repository names it/,
    );
    expect(part.stderr).toMatch(/:10:5: unused: /);
    expect(part.stderr).not.toContain('gone');
    expect(other.stderr).toBe('');
  });

  test('explain shows it on the card', async () => {
    const folder = repository({ decisions: [deprecated] });
    const { stdout, code } = await run(['explain', '@example/deprecated', folder]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/- Warning: .*; accepted until 2099-01-01: replaced by the end of the year \(platform team\)/);
  });
});

describe('a policy', () => {
  test('chooses preset, rules and thresholds; the command line’s preset outranks it', async () => {
    const codes = async (policy: object, ...words: string[]) =>
      (await run(['check', repository(policy), '--fail-on', 'hint', ...words])).code;
    const muted = { rules: { deprecated: 'off', 'line-ended': 'off' } };
    expect(
      await Promise.all([
        codes(muted),
        codes({ preset: 'quiet', rules: { deprecated: 'off' } }),
        codes({ preset: 'quiet', rules: { deprecated: 'off' } }, '--preset', 'recommended'),
        codes({ rules: { deprecated: 'off' }, thresholds: { 'line-ended.days': 3650 } }),
        codes({ rules: { deprecated: 'off' } }),
      ]),
    ).toEqual([0, 0, 1, 0, 1]);
  });

  test('with mistakes is used without them, each told at its place, and nothing stops', async () => {
    const folder = repository(`{
  "rules": { "depricated": "off", "line-ended": "loud" }, // of two rules none
  "decisions": [
    { "rule": "deprecated", "purl": "pkg:npm/@example/deprecated@1.2.0", "reason": "x", "owner": "y", "until": "2099-01-01" }
  ]
}
`);
    const { code, stdout, stderr } = await run(['check', '.', '--format', 'json'], { cwd: folder });
    expect(code).toBe(1);
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toEqual([
      'mainstay: .mainstay.json:2:14: “depricated” is no rule; did you mean “deprecated”?',
      'mainstay: .mainstay.json:2:49: not “loud”; expected off, hint, information or warning',
      'mainstay: .mainstay.json:4:37: a decision holds for every version: write “pkg:npm/@example/deprecated”',
    ]);
    expect((JSON.parse(stdout) as Report).problems).toHaveLength(3);
    expect(byName(stdout).get('@example/line-ended')?.findings).toMatchObject([{ severity: 'hint' }]);
  });

  test('keeps names back, beside those that the command line does; one that cannot be read keeps all back', async () => {
    const asked = async (policy: unknown, ...words: string[]) => {
      const start = upstream.log.length;
      const ran = await run(['check', repository(policy), '--fail-on', 'never', ...words]);
      return {
        names: new Set(upstream.log.slice(start).flatMap(({ names }) => names.filter((name) => name.startsWith('@')))),
        ...ran,
      };
    };
    const both = await asked({ privatePatterns: ['@example/dep*'] }, '--private', '@example/line*');
    expect([...both.names]).toEqual(['@example/steady']);
    const unreadable = await asked('x'.repeat(1024 * 1024 + 1));
    expect([...unreadable.names]).toEqual([]);
    expect(unreadable.stderr).toMatch(
      /\.mainstay\.json: larger than 1024 KiB, not read; it may call names private, so none is sent\n/,
    );
    expect(unreadable.code).toBe(0);
  });

  test('is that of the repository around the manifest, not of one above it', async () => {
    const outer = repository({ rules: { deprecated: 'off' } }, { 'package.json': MANIFEST, 'inner/package.json': MANIFEST });
    const inside = () => run(['check', 'inner'], { cwd: outer });
    expect((await inside()).code).toBe(0);
    execFileSync('git', ['init', '--quiet', join(outer, 'inner')]);
    expect((await inside()).code).toBe(1);
    // Without a checkout the nearest one counts.
    const plain = folderWith({ 'deep/down/package.json': MANIFEST, '.mainstay.json': '{ "rules": { "deprecated": "off" } }' });
    mkdirSync(join(plain, 'deep/empty'));
    expect((await run(['check', join(plain, 'deep')])).code).toBe(0);
  });

  test('may be another file, which must be there', async () => {
    const folder = repository({});
    const elsewhere = folderWith({ 'shared.json': '{ "rules": { "deprecated": "off" } }' });
    expect((await run(['check', folder, '--policy', join(elsewhere, 'shared.json')])).code).toBe(0);
    const missing = await run(['check', folder, '--policy', join(elsewhere, 'none.json')]);
    expect(missing).toMatchObject({ code: 2, stdout: '' });
    expect(missing.stderr).toMatch(/none\.json: no such file\n$/);
    const both = await run(['check', folder, '--policy', 'x', '--no-policy']);
    expect(both).toMatchObject({ code: 2, stderr: 'mainstay: --policy and --no-policy exclude each other\n' });
  });
});
