import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { byName, folderWith, mainstay } from './runCli.ts';

// As of a day the world was recorded at, told to the command line too.
const NOW = '2026-08-22T00:00:00.000Z';
const SIGNED_IN = { GITHUB_TOKEN: 'invented-token-of-the-local-upstream' };

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream({ now: NOW });
});
afterAll(() => upstream.close());

const project = () =>
  folderWith({
    'package.json': JSON.stringify({
      dependencies: {
        '@example/mended': '^2.0.0',
        '@example/open-advisory': '^1.0.0',
        '@example/steady': '*',
        express: '^5.0.0',
      },
    }),
    'go.mod':
      'module example.org/app\n\nrequire example.org/mended v1.1.0\nrequire example.org/steady v1.2.0 // indirect\nrequire corp.example.org/secret-lib v1.0.0\n',
  });

async function check(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const before = upstream.log.length;
  const { stdout } = await mainstay(['check', project(), '--format', 'json', ...words], {
    upstreams: upstream.env,
    env: { MAINSTAY_NOW: NOW, GOPRIVATE: 'corp.example.org', ...env },
  });
  const toGitHub = upstream.log.slice(before).filter(({ service }) => service === 'github');
  const seen = byName(stdout);
  return {
    fact: (name: string, id: string) => seen.get(name)?.facts[id],
    /** Names of packages and modules that GitHub was told of; repositories of the world are under other owners. */
    told: toGitHub.flatMap(({ names }) => names).filter((name) => /^(?:@example|example\.org|corp\.|express$)/.test(name)),
  };
}

describe('signed in', () => {
  test('direct dependencies’ names go to GitHub, and nothing else does; days to fix come back', async () => {
    const { fact, told } = await check([], SIGNED_IN);
    expect([...told].sort()).toEqual([
      '@example/mended',
      '@example/open-advisory',
      '@example/steady',
      'example.org/mended',
      'express',
    ]);
    expect(fact('@example/mended', 'fix-times')).toMatchObject({
      source: 'github-advisories',
      value: {
        advisories: 4,
        atLeast: false,
        last: [
          { id: 'GHSA-0000-0000-0001', fixedIn: '2.1.0', days: 0 },
          { id: 'GHSA-0000-0000-0002', fixedIn: '2.0.0', days: 4 },
          { id: 'GHSA-0000-0000-0003', fixedIn: '1.2.0', days: 12 },
        ],
      },
    });
    expect(fact('example.org/mended', 'fix-times')).toMatchObject({ value: { last: [{ fixedIn: '1.1.0', days: 5 }] } });
    expect(fact('@example/steady', 'fix-times')).toMatchObject({ value: { advisories: 0, last: [] } });
    // nothing is recorded of a real package, so nothing is said of it
    expect([fact('express', 'fix-times'), fact('express', 'latest-vulnerable')]).toEqual([
      { unknown: 'not-served' },
      { unknown: 'not-served' },
    ]);
    expect(fact('example.org/steady', 'fix-times')).toEqual({ unknown: 'pending' });
    expect(fact('corp.example.org/secret-lib', 'fix-times')).toEqual({ unknown: 'private' });
  });

  test('whether the newest version has an open advisory is told by GitHub’s list', async () => {
    const { fact } = await check([], SIGNED_IN);
    expect(fact('@example/open-advisory', 'latest-vulnerable')).toMatchObject({ value: true, source: 'github-advisories' });
    expect(fact('@example/mended', 'latest-vulnerable')).toMatchObject({ value: false, source: 'github-advisories' });
    expect(fact('example.org/mended', 'latest-vulnerable')).toMatchObject({ value: false, source: 'github-advisories' });
  });

  test.each([
    ['a private name', ['--private', '@example/*,example.org/*'], ['express']],
    ['strict privacy', ['--privacy', 'strict'], []],
    ['GitHub switched off', ['--without', 'github'], []],
  ])('%s: GitHub is not told', async (_, words, names) => {
    const { told } = await check(words, SIGNED_IN);
    expect(told).toEqual(names);
  });

  test('the card says it in the row about security', async () => {
    const words = ['explain', '@example/mended', project()];
    const { stdout } = await mainstay(words, { upstreams: upstream.env, env: { MAINSTAY_NOW: NOW, ...SIGNED_IN } });
    expect(stdout).toMatch(
      /\| Security \| no open advisory for 2\.1\.0 · last 3 fixed advisories took 0, 4 and 12 days · .*\[GitHub\]\(https:\/\/github\.com\/advisories\?query=affects%3A%40example%2Fmended%20ecosystem%3Anpm\).* today/,
    );
  });
});

test('without a token nobody is asked, and deps.dev tells of the newest version', async () => {
  const { fact, told } = await check([]);
  expect(told).toEqual([]);
  expect(fact('@example/mended', 'fix-times')).toEqual({ unknown: 'unauthorized' });
  expect(fact('@example/open-advisory', 'latest-vulnerable')).toMatchObject({ value: true, source: 'deps-dev-findings' });
  expect(fact('@example/mended', 'latest-vulnerable')).toMatchObject({ value: false, source: 'deps-dev-findings' });
  expect(fact('example.org/steady', 'latest-vulnerable')).toMatchObject({ value: false, source: 'deps-dev-findings' });
});
