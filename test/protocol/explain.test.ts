import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { folderWith, mainstay } from './runCli.ts';

// As of a day the world was recorded at, told to the command line too: its own clock knows nothing of the recorded world.
const NOW = '2026-08-22T00:00:00.000Z';
const manifest = { 'package.json': JSON.stringify({ dependencies: { '@example/one-person': '*', '@example/team': '*' } }) };

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream({ now: NOW });
});
afterAll(() => upstream.close());

/** Explains a dependency of a folder; what was asked of GitHub on the way. */
async function explain(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const before = upstream.log.length;
  const ran = await mainstay(['explain', ...words], { upstreams: upstream.env, env: { MAINSTAY_NOW: NOW, ...env } });
  const asked = upstream.log.slice(before).filter(({ service }) => service === 'github');
  return { ...ran, asked: asked.map(({ method, path }) => `${method} ${path.split('?')[0]}`) };
}

describe('explain', () => {
  test('signed in: the card, with what only a look at this one tells, in three questions, one of them about its advisories', async () => {
    const { code, stdout, asked } = await explain(['@example/one-person', folderWith(manifest)], {
      GITHUB_TOKEN: 'invented-token-of-the-local-upstream',
    });
    expect(code).toBe(0);
    expect(stdout).toContain('**One person made 95 % of 96 commits');
    expect(stdout).toMatch(/1 person merged \d+ changes/);
    expect(stdout).toContain('commits since v3.1.0');
    expect(stdout).not.toContain('Not known');
    expect(asked).toEqual(['POST /graphql', 'POST /graphql', 'POST /graphql']);
  });

  test('without a token: the same people in three public requests, and what is missing says why', async () => {
    const { code, stdout, asked } = await explain(['@example/one-person', folderWith(manifest)]);
    expect(code).toBe(0);
    expect(stdout).toContain('**One person made 95 % of 96 commits');
    expect(stdout).toMatch(/Not known: .*who merges.*\(needs a GitHub token\)/);
    expect(asked).toHaveLength(3);
    expect(asked.every((one) => one.startsWith('GET /repos/'))).toBe(true);
  });

  test('of what was found something about, what the bundled lists suggest in its place', async () => {
    const folder = folderWith({ 'package.json': JSON.stringify({ dependencies: { 'left-pad': '1.3.0' } }) });
    const { stdout } = await explain(['left-pad', folder, '--preset', 'strict']);
    expect(stdout).toMatch(
      /^\| In its place \| String\.prototype\.padStart \(built in\\?\) \(suggested by module-replacements \S+\) \|/m,
    );
    expect((await explain(['left-pad', folder])).stdout).not.toContain('In its place'); // nothing was found
  });

  test('its card is that of every place that names it; nobody is asked about the others', async () => {
    const folder = folderWith({ ...manifest, 'web/package.json': '{"dependencies":{"@example/team":"^1.0.0"}}' });
    const before = upstream.log.length;
    const { stdout } = await explain(['@example/team', folder], { GITHUB_TOKEN: 'invented-token-of-the-local-upstream' });
    expect(stdout.match(/^## @example\/team in /gm)).toHaveLength(2);
    const names = new Set(upstream.log.slice(before).flatMap((entry) => entry.names));
    expect([...names].some((name) => name.includes('one-person'))).toBe(false);
  });

  test('a name that no manifest has is one line and exit code 2', async () => {
    const { code, stdout, stderr, asked } = await explain(['@example/nobody', folderWith(manifest)]);
    expect({ code, stdout, asked }).toEqual({ code: 2, stdout: '', asked: [] });
    expect(stderr).toMatch(/^mainstay: no manifest in .* names @example\/nobody\n$/);
  });

  test('a clock that is none is one line and exit code 2; without local servers it is not read', async () => {
    const folder = folderWith(manifest);
    const odd = await explain(['@example/team', folder], { MAINSTAY_NOW: 'yesterday' });
    expect({ code: odd.code, stderr: odd.stderr }).toEqual({
      code: 2,
      stderr: 'mainstay: MAINSTAY_NOW: expected a day or a UTC date-time, such as 2026-08-22\n',
    });
    const unread = await mainstay(['explain', '@example/team', folder, '--offline'], { env: { MAINSTAY_NOW: 'yesterday' } });
    expect(unread.code).toBe(0);
  });
});
