import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { hosting, runAction, type ActionOptions } from './runAction.ts';

const manifest = (dependencies: object) => JSON.stringify({ dependencies }, null, 2) + '\n';
const host = hosting({ 'package.json': manifest({}) });
let upstream: Upstream;
beforeAll(async () => {
  host.repository.commit({ 'package.json': manifest({ '@example/deprecated': '^1.2.0' }) });
  upstream = await startUpstream({ options: { pulls: host.forge } });
});
afterAll(() => upstream.close());

const run = (options: Omit<ActionOptions, 'upstream'>) => runAction(host, { upstream, checkout: 'none', ...options });

describe('what cannot be meant is one clear message', () => {
  test.each<[Omit<ActionOptions, 'upstream'>, string]>([
    [{ inputs: { 'fail-on': 'loud' } }, 'fail-on takes warning, information, hint, never; not “loud”'],
    [{ inputs: { comment: 'perhaps' } }, 'comment takes true or false; not “perhaps”'],
    [{ inputs: { sarif: 'both' } }, 'sarif takes file or upload; not “both”'],
    [{ inputs: { base: '--all' } }, 'base takes a branch, tag or commit; not “--all”'],
    [{ inputs: { head: 'a...b' } }, 'head takes a branch, tag or commit; not “a...b”'],
    [{ inputs: { policy: 'none.json' } }, 'none.json: no such file'],
    [
      { inputs: { policy: 'a.json', 'trust-head-policy': 'true' } },
      'trust-head-policy is about the policy of the repository: it goes with neither policy nor no-policy',
    ],
    [{ inputs: { 'working-directory': 'nowhere' } }, 'working-directory: there is no folder nowhere'],
    [{ inputs: { 'require-known': 'most' } }, 'require-known takes a percentage from 0 to 100; not “most”'],
    [{ event: 'workflow_dispatch' }, '“workflow_dispatch” is no event of a pull request: say with base what to compare with'],
    [{ token: 'two words' }, 'token holds something that is no token'],
    [{ env: { GITHUB_EVENT_PATH: '' } }, 'GITHUB_EVENT_PATH is not set: this runs in a workflow of GitHub Actions only'],
    [{ env: { GITHUB_API_URL: 'http://api.example.org' } }, 'GITHUB_API_URL is no https address'],
  ])('%j', async (options, message) => {
    const ran = await run(options);
    expect([ran.code, ran.annotations]).toEqual([2, [{ kind: 'error', message, properties: {} }]]);
    expect(
      ran.log
        .replace(/^::add-mask::.*\n/m, '')
        .trimEnd()
        .split('\n')
        .filter((line) => !line.startsWith('compared over REST')),
    ).toHaveLength(1);
  });
});

test('a workflow that is no pull request’s says what to compare with', async () => {
  const ran = await run({ event: 'workflow_dispatch', inputs: { base: 'main', head: 'change', 'fail-on': 'never' } });
  expect(ran).toMatchObject({ code: 0, outputs: { changes: '1', warning: '1' } });
  expect(host.hosted.comments).toEqual([]);
});

test('a gate of what is known says what it stumbled over, where the run says that it failed', async () => {
  const ran = await run({ inputs: { 'fail-on': 'never\nunknown>0', 'require-known': '100', private: '@example/*' } });
  expect(ran.code).toBe(1);
  const [error] = ran.annotations.filter(({ kind }) => kind === 'error');
  expect(error?.message).toMatch(
    /^the review does not pass: only [\d.]+ % of the facts are known; require-known asks for 100 %; 1 of 1 lines that come in are unknown; fail-on unknown>0 asks for no more than 0$/,
  );
});

test('a merge queue is reviewed as it is about to be merged, with nobody to comment to', async () => {
  const before = host.hosted.comments.length;
  const ran = await run({ event: 'merge_group', inputs: { sarif: 'upload' } });
  expect(ran).toMatchObject({ code: 1, outputs: { changes: '1', warning: '1' } });
  expect(host.hosted.comments).toHaveLength(before);
});

test('a GitHub of one’s own: its token is told to no other', async () => {
  const start = upstream.log.length;
  const ran = await run({ env: { GITHUB_SERVER_URL: 'https://ghe.example.org' } });
  expect(ran.outputs['comment-url']).toMatch(/issuecomment/);
  const questions = upstream.log.slice(start).filter(({ path }) => path === '/graphql');
  expect(questions).toHaveLength(1); // who the token belongs to; github.com stands at the same address here and is asked nothing with it
});

test('a runner without npm: said once, and the registry’s facts are unknown', async () => {
  const tools = mkdtempSync(join(tmpdir(), 'mainstay-tools-'));
  symlinkSync(execFileSync('which', ['git'], { encoding: 'utf8' }).trim(), join(tools, 'git'));
  writeFileSync(join(tools, 'node'), ''); // npm is looked for beside the node on the PATH
  const start = upstream.log.length;
  const ran = await run({ env: { PATH: tools } });
  expect(ran.summary.match(/no npm on this runner says/g)).toHaveLength(1);
  expect(ran.log.match(/no npm on this runner says/g)).toHaveLength(1);
  expect(ran.log).not.toMatch(/npm's setting registry/);
  const names = upstream.log.slice(start).flatMap((entry) => entry.names);
  expect(names.filter((name) => name.startsWith('@example/'))).toEqual([]);
});

test('action.yml names the inputs and outputs there are', async () => {
  const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const action = parse(text('action.yml')) as {
    readonly runs: object;
    readonly inputs: Readonly<Record<string, { readonly description: string }>>;
    readonly outputs: Readonly<Record<string, unknown>>;
  };
  expect(action.runs).toEqual({ using: 'node24', main: 'action/index.js' });
  const code = text('server/src/action/inputs.ts');
  expect(Object.keys(action.inputs).filter((name) => !code.includes(`'${name}'`))).toEqual([]);
  expect(
    [...code.matchAll(/(?:getInput|yesOrNo|oneOf)\('([\w-]+)'/g)]
      .map(([, name = '']) => name)
      .filter((name) => !(name in action.inputs)),
  ).toEqual([]);
  expect(Object.keys((await run({})).outputs).sort()).toEqual(Object.keys(action.outputs).sort());
});
