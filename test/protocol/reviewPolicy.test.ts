import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { repositoryWith } from './repository.ts';
import { byName, folderWith, mainstay, type Ran } from './runCli.ts';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());

const manifest = (dependencies: object) => JSON.stringify({ dependencies }, null, 2) + '\n';
const decision = {
  rule: 'deprecated',
  purl: 'pkg:npm/@example/deprecated',
  reason: 'replaced by the end of the year',
  owner: 'platform team',
  until: '2099-01-01',
};
const policy = (...decisions: readonly object[]) => JSON.stringify({ decisions }, null, 2);

/** A repository whose working tree adds a deprecated package, with the policy of its merge base and that of the change; null for none. */
function changed(base: string | null, head: string | null, dependencies: object = { '@example/deprecated': '^1.2.0' }): string {
  const repository = repositoryWith({
    'package.json': manifest({}),
    ...(base === null ? {} : { '.mainstay.json': base }),
  });
  repository.write({ 'package.json': manifest(dependencies) });
  if (head !== base) repository.write({ '.mainstay.json': head });
  return repository.folder;
}

const review = (folder: string, ...words: string[]): Promise<Ran> =>
  mainstay(['review', ...words], { upstreams: upstream.env, cwd: folder });
const finding = ({ stdout }: Ran) => byName(stdout).get('@example/deprecated')?.findings[0];
const policyOf = ({ stdout }: Ran) =>
  (JSON.parse(stdout) as { readonly policy: { readonly trusted: boolean; readonly proposed: readonly object[] } }).policy;

describe('decisions', () => {
  test('of the merge base accept, whatever the change does to them', async () => {
    for (const head of [policy(decision), policy(), null, policy({ ...decision, until: '2020-01-01' })]) {
      const ran = await review(changed(policy(decision), head), '--format', 'json');
      expect([ran.code, finding(ran)]).toMatchObject([0, { accepted: { owner: 'platform team' } }]);
    }
    const text = await review(changed(policy(decision), policy(decision)));
    expect(text.stdout).toMatch(
      /accepted {2}Version .*\[deprecated\]\n +accepted until 2099-01-01: replaced by .*\(platform team\)/,
    );
    expect(text.stdout).toMatch(/^No findings, 1 accepted: 1 added /m);
  });

  test('that the change itself brings are told and still count, until the change is trusted', async () => {
    const folder = changed(policy(), policy(decision, { ...decision, purl: 'pkg:npm/@example/other' }));
    const [json, text, trusted, trustedText, sarif] = await Promise.all([
      review(folder, '--format', 'json'),
      review(folder),
      review(folder, '--format', 'json', '--trust-head-policy'),
      review(folder, '--trust-head-policy'),
      review(folder, '--format', 'sarif'),
    ]);
    expect([json.code, text.code, trusted.code, trustedText.code, sarif.code]).toEqual([1, 1, 0, 0, 1]);
    expect(finding(json)).toMatchObject({ accepted: null, proposed: { owner: 'platform team', until: '2099-01-01' } });
    expect(finding(trusted)).toMatchObject({ accepted: { owner: 'platform team' }, proposed: { owner: 'platform team' } });
    const proposed = [
      { purl: 'pkg:npm/%40example/deprecated', findings: 1 },
      { purl: 'pkg:npm/%40example/other', findings: 0 },
    ];
    expect(policyOf(json)).toMatchObject({ trusted: false, proposed });
    expect(policyOf(trusted)).toMatchObject({ trusted: true, proposed });
    expect(text.stdout).toMatch(
      /^Accepted in this change \(still counted; --trust-head-policy trusts them\)\n {2}deprecated of \S+ until 2099-01-01: .* \(platform team\), 1 finding$/m,
    );
    expect(text.stdout).toMatch(/^1 warning: 1 added /m);
    expect(trustedText.stdout).toMatch(/^No findings, 1 accepted: 1 added /m);
    expect(JSON.parse(sarif.stdout)).toMatchObject({ runs: [{ results: [{ suppressions: [{ status: 'underReview' }] }] }] });
  });

  test('that have expired are not made to hold by the change that renews them', async () => {
    const old = { ...decision, until: '2020-01-01' };
    const ran = await review(changed(policy(old), policy(decision)), '--format', 'json');
    expect([ran.code, finding(ran)]).toMatchObject([
      1,
      { accepted: null, returned: 'accepted until 2020-01-01, which has passed', proposed: { until: '2099-01-01' } },
    ]);
  });

  test('of a revision are compared like those of the working tree', async () => {
    const repository = repositoryWith({ 'package.json': manifest({}) });
    repository.git('checkout', '-qb', 'change');
    repository.commit({ 'package.json': manifest({ '@example/deprecated': '^1.2.0' }), '.mainstay.json': policy(decision) });
    repository.git('checkout', '-q', 'main');
    const words = ['--head', 'change', '--base', 'main', '--format', 'json'];
    expect((await review(repository.folder, ...words)).code).toBe(1);
    expect((await review(repository.folder, ...words, '--trust-head-policy')).code).toBe(0);
  });
});

describe('a policy', () => {
  const off = '{ "rules": { "deprecated": "off" } }';

  test('that the change alters does not judge the change', async () => {
    const altered = await review(changed(null, off));
    expect(altered.code).toBe(1);
    expect(altered.stderr).toBe(
      'mainstay: .mainstay.json: the change alters how dependencies are judged; they are judged as at the merge base (--trust-head-policy goes by the change)\n',
    );
    expect((await review(changed(null, off), '--trust-head-policy')).code).toBe(0);
    expect((await review(changed(off, null))).code).toBe(0);
    expect((await review(changed(off, null), '--trust-head-policy')).code).toBe(1);
  });

  test('may be another file, or none', async () => {
    const shared = join(folderWith({ 'shared.json': off }), 'shared.json');
    const folder = changed(policy(decision), policy(decision));
    expect((await review(folder, '--no-policy')).code).toBe(1);
    expect(await review(changed(null, policy(decision)), '--policy', shared)).toMatchObject({ code: 0, stderr: '' });
    expect(await review(folder, '--policy', `${shared}.none`)).toMatchObject({ code: 2, stdout: '' });
    expect((await review(folder, '--policy', shared, '--trust-head-policy')).code).toBe(2);
  });

  test('is told of its mistakes, at their places, as the change has it', async () => {
    const ran = await review(changed('{ "presett": "quiet" }', '{\n  "rules": { "depricated": "off" }\n}'));
    expect(ran.stderr.trimEnd().split('\n')).toEqual([
      'mainstay: .mainstay.json:2:14: “depricated” is no rule; did you mean “deprecated”?',
      expect.stringMatching(/^mainstay: \.mainstay\.json of the merge base:1:3: /),
    ]);
    const same = '{ "presett": "quiet" }';
    expect((await review(changed(same, same))).stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('of either side keeps names back; one that cannot be read keeps all back and is no pass', async () => {
    const asked = async (base: string | null, head: string | null) => {
      const start = upstream.log.length;
      const both = { '@example/deprecated': '^1.2.0', '@example/steady': '^2.1.0' };
      const ran = await review(changed(base, head, both), '--fail-on', 'never');
      return {
        ...ran,
        names: new Set(upstream.log.slice(start).flatMap(({ names }) => names.filter((name) => name.startsWith('@')))),
      };
    };
    const hides = '{ "privatePatterns": ["@example/dep*"] }';
    expect([...(await asked(hides, null)).names]).toEqual(['@example/steady']);
    const added = await asked(null, hides);
    expect([...added.names]).toEqual(['@example/steady']);
    expect(added.stderr).toBe(
      'mainstay: .mainstay.json: names that only the change calls private were not asked about: @example/dep*\n',
    );
    const large = await asked(null, 'x'.repeat(1024 * 1024 + 1));
    expect([large.code, large.names.size]).toEqual([2, 0]);
    expect(large.stderr).toContain(
      '.mainstay.json: too large or no UTF-8 text, not read; it may call names private, so none is sent',
    );
  });

  test('that is a link is not followed, on either side: names stay here, and it is no pass', async () => {
    const repository = repositoryWith({ 'package.json': manifest({}), 'shared.json': off });
    symlinkSync('shared.json', join(repository.folder, '.mainstay.json'));
    repository.write({ 'package.json': manifest({ '@example/deprecated': '^1.2.0' }) });
    const start = upstream.log.length;
    const ofChange = await review(repository.folder);
    repository.commit({ 'package.json': manifest({}) });
    repository.write({ 'package.json': manifest({ '@example/deprecated': '^1.2.0' }), '.mainstay.json': null });
    const ofBase = await review(repository.folder);
    expect([ofChange.code, ofBase.code]).toEqual([2, 2]);
    expect(ofBase.stderr).toContain('.mainstay.json: a link, not followed (--policy names a file); ');
    expect(upstream.log.slice(start).flatMap(({ names }) => names)).toEqual([]);
    expect((await review(repository.folder, '--policy', join(repository.folder, 'shared.json'))).code).toBe(0);
  });
});
