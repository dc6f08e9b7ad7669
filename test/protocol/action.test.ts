import { afterEach, describe, expect, test } from 'vitest';
import { startUpstream, type LogEntry, type Upstream } from '../upstream/server.ts';
import { STORY_BASE, tellStory } from './pullRequestStory.ts';
import { hosting, runAction, TOKENS, type ActionRun, type Hosting } from './runAction.ts';

const manifest = (dependencies: object, more: object = {}) => JSON.stringify({ ...more, dependencies }, null, 2) + '\n';

let upstream: Upstream | undefined;
afterEach(async () => {
  await upstream?.close();
  upstream = undefined;
});

async function serving(host: Hosting): Promise<Upstream> {
  return (upstream = await startUpstream({ options: { pulls: host.forge } }));
}

/** A pull request that changes one manifest's dependencies. */
function changing(before: object, after: object): Hosting {
  const host = hosting({ 'package.json': manifest(before) });
  host.repository.commit({ 'package.json': manifest(after) });
  return host;
}

const forgeLog = ({ log }: Upstream) => log.filter(({ service }) => service === 'github');
const line = ({ method, path, status }: LogEntry) => `${method} ${path.replace('/repos/example-team/shop', '')} ${status}`;
const notices = ({ annotations }: ActionRun) => annotations.filter(({ kind }) => kind === 'notice');
const DEPRECATED = { '@example/deprecated': '^1.2.0' };

describe('a pull request', () => {
  test('is told in every place a workflow has', async () => {
    const host = changing({ '@example/steady': '^2.0.0' }, { '@example/steady': '^2.0.0', ...DEPRECATED });
    const ran = await runAction(host, { upstream: await serving(host), token: TOKENS.scanning, inputs: { sarif: 'upload' } });
    expect(ran.code).toBe(1);
    expect(ran.annotations).toEqual([
      {
        kind: 'warning',
        message: expect.stringMatching(/^@example\/deprecated: Version 1\.2\.0 is deprecated by its owner/) as unknown,
        properties: { title: 'Mainstay: deprecated', file: 'package.json', line: '4', endLine: '4', col: '5', endColumn: '35' },
      },
      { kind: 'error', message: 'the review does not pass: 1 warning', properties: {} },
    ]);
    expect(ran.outputs).toMatchObject({
      changes: '1',
      findings: '1',
      'has-findings': 'true',
      warning: '1',
      hint: '0',
      accepted: '0',
    });
    const [comment] = host.hosted.comments;
    expect(comment).toMatchObject({ pull: 7, login: 'github-actions[bot]', body: ran.summary });
    expect(ran.summary).toMatch(/^### Dependencies: 1 added · 1 warning$/m);
    expect(ran.outputs['comment-url']).toBe('https://github.com/example-team/shop/pull/7#issuecomment-1000');
    const head = host.repository.git('rev-parse', 'change').trim();
    expect(host.hosted.sarifs).toMatchObject([
      {
        commit: head,
        ref: 'refs/pull/7/head',
        log: { runs: [{ results: [{ ruleId: 'deprecated', locations: [{ physicalLocation: { region: { startLine: 4 } } }] }] }] },
      },
    ]);
  });

  test('that changes no dependency gets no comment, and a summary', async () => {
    const host = changing(DEPRECATED, DEPRECATED);
    const ran = await runAction(host, { upstream: await serving(host) });
    expect([ran.code, host.hosted.comments, ran.annotations]).toEqual([0, [], []]);
    expect(ran.summary).toMatch(/^### No dependency changes$/m);
    expect(ran.outputs).toMatchObject({ changes: '0', 'has-findings': 'false', 'comment-url': '' });
  });

  test('from a fork: a summary, one notice for all that its token may not, and findings alone decide', async () => {
    const host = changing({}, DEPRECATED);
    const server = await serving(host);
    const fork = { upstream: server, token: TOKENS.fork, isFork: true, checkout: 'shallow' as const };
    const ran = await runAction(host, { ...fork, inputs: { sarif: 'upload' } });
    expect([ran.code, host.hosted.comments, host.hosted.sarifs]).toEqual([1, [], []]);
    expect(notices(ran).map(({ message }) => message)).toEqual([
      'the comment could not be written: the token may not (403); SARIF could not be uploaded: the token may not (403). A pull request from a fork has a token that may only read; the review is in the job summary.',
    ]);
    expect(ran.summary).toMatch(/deprecated/);
    expect((await runAction(host, { ...fork, inputs: { 'fail-on': 'never' } })).code).toBe(0);
  });

  test('has more findings than can be annotated: ten are, the rest is counted', async () => {
    const many = Object.fromEntries(Array.from({ length: 13 }, (_, at) => [`old-${at}`, 'npm:@example/deprecated@^1.2.0']));
    const host = changing({}, many);
    const ran = await runAction(host, { upstream: await serving(host) });
    expect(ran.annotations.filter(({ kind }) => kind === 'warning')).toHaveLength(10);
    expect(ran.log).toMatch(/^3 more findings than can be annotated/m);
    expect(ran.outputs['warning']).toBe('13');
  });
});

test('the life of a pull request: one comment, updated in place; what it accepts itself is told and counts until it is trusted', async () => {
  const host = hosting(STORY_BASE);
  const steps = await tellStory(host, await serving(host));
  expect(steps.map(({ ran }) => ran.code)).toEqual([1, 1, 1, 0, 0]);
  expect(steps.map(({ comments }) => comments.map(({ id, edits }) => [id, edits]))).toEqual([
    [[1000, 0]],
    [[1000, 1]],
    [[1000, 2]],
    [[1000, 3]],
    [[1000, 4]],
  ]);
  const bodies = steps.map(({ comments }) => comments[0]?.body ?? '');
  expect(bodies.map((body) => /^### .*$/m.exec(body)?.[0])).toEqual([
    '### Dependencies: 1 added, 1 bumped · 1 warning',
    '### Dependencies: 2 added, 1 bumped · 1 warning, 1 information',
    '### Dependencies: 2 added, 1 bumped · 1 warning, 1 information',
    '### Dependencies: 2 added, 1 bumped · 1 information, 1 accepted',
    '### No dependency changes',
  ]);
  expect(bodies[1]).not.toContain('Accepted in this change');
  expect(bodies[2]).toContain('**Accepted in this change** (still counted, until the decision is merged)');
  expect(bodies[2]).toContain('replaced by the end of the year');
  expect(bodies[3]).toContain('**Accepted in this change** (trusted)');
  expect(steps[2]?.ran.annotations[0]?.message).toMatch(/\(accepted in this change: still counted\)$/);
});

describe('the comment', () => {
  test('is looked for among many; a marker in somebody else’s does not make it ours', async () => {
    const host = changing({}, DEPRECATED);
    const server = await serving(host);
    const other = (id: number, login: string, body: string) => ({ id, pull: 7, login, body, edits: 0 });
    host.hosted.comments.push(other(1, 'guest', '<!-- mainstay review -->\nnothing to see here'));
    for (let id = 2; id < 240; id += 1) host.hosted.comments.push(other(id, 'guest', 'I agree'));
    host.hosted.comments.push(other(500, 'github-actions[bot]', '<!-- mainstay review -->\r\nof yesterday'));
    await runAction(host, { upstream: server });
    expect(host.hosted.comments.filter(({ edits }) => edits > 0).map(({ id }) => id)).toEqual([500]);
    expect(host.hosted.comments).toHaveLength(240);
  });

  test('is not asked for where nobody wants it', async () => {
    const host = changing({}, DEPRECATED);
    const server = await serving(host);
    const ran = await runAction(host, { upstream: server, inputs: { comment: 'false' } });
    expect([ran.code, host.hosted.comments, notices(ran)]).toEqual([1, [], []]);
    expect(
      forgeLog(server)
        .map(line)
        .filter((text) => text.includes('comments')),
    ).toEqual([]);
  });

  test('that cannot be kept fails nothing', async () => {
    const host = changing({}, DEPRECATED);
    const server = await serving(host);
    server.script({ kind: 'status', status: 502, service: 'github', path: '/comments' });
    const ran = await runAction(host, { upstream: server, inputs: { 'fail-on': 'never' } });
    expect(ran.code).toBe(0);
    expect(notices(ran)).toMatchObject([
      { message: expect.stringMatching(/^the comments could not be read: the forge answered 502\./) as unknown },
    ]);
  });
});
