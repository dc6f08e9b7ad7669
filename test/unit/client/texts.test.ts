import { describe, expect, test } from 'vitest';
import { bugReport } from '../../../client/src/bugReport.ts';
import { isOwnManifest } from '../../../client/src/manifestFiles.ts';
import { restartBudget } from '../../../client/src/restarts.ts';
import { statusText, type ServerState } from '../../../client/src/statusText.ts';
import type { Status } from '../../../server/src/protocol.ts';

const settled: Status = {
  manifests: [],
  dependencies: 12,
  pending: 0,
  findings: { warning: 1, information: 2, hint: 3 },
  accepted: 0,
  unknown: [],
  problems: [],
};
const said = (state: ServerState, status?: Status, trusted = true, signedIn?: boolean) =>
  statusText({ state, status, active: 'file:///here/package.json', trusted, signedIn });

describe('what the status bar says', () => {
  test('nothing loud while nothing is known', () => {
    expect(said('starting', undefined)).toMatchObject({ text: '$(sync~spin) Mainstay', failed: false });
  });

  test('how far the asking is', () => {
    const { text, details } = said('running', { ...settled, pending: 5 });
    expect(text).toBe('$(sync~spin) Mainstay 7/12');
    expect(details[0]).toBe('12 direct dependencies in open manifests, 5 still being asked about.');
  });

  test('findings above hint as a number; hints in the details only', () => {
    const { text, details, spoken } = said('running', settled);
    expect(text).toBe('Mainstay 3');
    expect(details).toContain('1 warning, 2 information, 3 hints.');
    expect(spoken).toContain('1 warning');
    expect(said('running', { ...settled, accepted: 2 }).details).toContain('1 warning, 2 information, 3 hints, 2 accepted.');
    const quiet = said('running', { ...settled, findings: { warning: 0, information: 0, hint: 3 } });
    expect(quiet.text).toBe('Mainstay');
  });

  test('why something is not known: the five most frequent reasons by name, the rest together', () => {
    const unknown = [40, 30, 20, 10, 5, 1, 1].map((count, index) => ({ reason: `reason ${index}`, why: 'timeout', count }));
    const { details } = said('running', { ...settled, unknown, problems: ['mainstay.preset: not a valid value'] });
    expect(details).toContain('40 facts not known: reason 0.');
    expect(details).toContain('2 facts not known for other reasons.');
    const helped = [{ reason: 'rate limit reached', why: 'rate-limited', count: 4, helps: 'ask again later' }];
    expect(said('running', { ...settled, unknown: helped }).details).toContain(
      '4 facts not known: rate limit reached. What helps: ask again later.',
    );
    expect(details.filter((line) => line.includes('not known'))).toHaveLength(6);
    expect(details.at(-1)).toBe('mainstay.preset: not a valid value');
  });

  test('of several open manifests, the one in the active editor; the rest in one line', () => {
    const nothing = { dependencies: 0, pending: 0, findings: { warning: 0, information: 0, hint: 0 }, accepted: 0, unknown: [] };
    const here = { ...nothing, uri: 'file:///here/package.json', dependencies: 3, pending: 1 };
    const there = {
      ...nothing,
      uri: 'file:///there/go.mod',
      dependencies: 9,
      pending: 4,
      unknown: [{ reason: 'offline', why: 'offline', count: 9 }],
    };
    const { text, details } = said('running', { ...settled, pending: 5, manifests: [here, there] });
    expect(text).toBe('$(sync~spin) Mainstay 2/3');
    expect(details).toEqual([
      '3 direct dependencies in this manifest, 1 still being asked about.',
      'No findings.',
      '12 direct dependencies in all 2 open manifests, 5 still being asked about.',
    ]);
    const alone = said('running', { ...settled, manifests: [{ ...here, pending: 0 }] });
    expect(alone.text).toBe('Mainstay');
    expect(alone.details).toHaveLength(2);
  });

  test('where nobody is signed in to GitHub, it offers that in one quiet line; never where GitHub is not asked', () => {
    const offers = (signedIn: boolean | undefined) =>
      said('running', settled, true, signedIn).details.filter((line) => line.includes('Sign in to GitHub')).length;
    expect([offers(false), offers(true), offers(undefined)]).toEqual([1, 0, 0]);
    expect(said('running', settled, true, false).text).toBe(said('running', settled, true, true).text);
  });

  test('restricted mode, from the start and later', () => {
    expect(said('starting', undefined, false).details.join()).toContain('Restricted mode');
    const { text, details } = said('running', settled, false);
    expect(text).toBe('$(workspace-untrusted) Mainstay 3');
    expect(details.join()).toContain('Restricted mode');
  });

  test('that the server stopped, and what to do', () => {
    const { text, details, failed } = said('stopped', settled);
    expect([text, failed]).toEqual(['$(error) Mainstay', true]);
    expect(details.join()).toContain('“Mainstay: Refresh”');
  });

  test('a manifest without dependencies, and one without findings, in words', () => {
    const nothing = { warning: 0, information: 0, hint: 0 };
    const { details } = said('running', { ...settled, dependencies: 0, findings: nothing });
    expect(details).toEqual(['No direct dependency in open manifests.', 'No findings.']);
    expect(said('running', { ...settled, findings: { ...nothing, hint: 1 } }).details).toContain('1 hint.');
  });
});

describe('whose manifests wake the server', () => {
  test.each(['/web/package.json', '/go.mod', 'go.mod', '/a/b/pnpm-workspace.yaml'])('%s', (path) => {
    expect(isOwnManifest(path)).toBe(true);
  });
  test.each([
    '/web/node_modules/left/package.json',
    '/vendor/example.org/x/go.mod',
    '/testdata/go.mod',
    '/bower_components/x/package.json',
    '/web/package.json.bak',
    '/web/tsconfig.json',
    '/',
  ])('not %s', (path) => {
    expect(isOwnManifest(path)).toBe(false);
  });
});

test('three crashes within three minutes are forgiven, a fourth is not; a quiet time forgives all', () => {
  const again = restartBudget();
  expect([0, 1000, 2000, 3000].map(again)).toEqual([true, true, true, false]);
  expect(again(400_000)).toBe(true);
});

test('a bug report holds versions and the server’s own part, or says why that is missing', () => {
  const facts = { extension: '0.1.0', editor: '1.100.3', platform: 'linux x64', remote: 'ssh-remote', trusted: false };
  expect(bugReport(facts, [], 'hosts asked: 3\n\n')).toBe(
    'Mainstay 0.1.0 in VS Code 1.100.3 on linux x64 (remote: ssh-remote)\nWorkspace: restricted mode\n\nhosts asked: 3\n',
  );
  expect(bugReport({ ...facts, remote: undefined, trusted: true }, ['Not started.'], undefined)).toBe(
    'Mainstay 0.1.0 in VS Code 1.100.3 on linux x64\nWorkspace: trusted\nThe language server gave no report of its own.\nNot started.\n',
  );
});
