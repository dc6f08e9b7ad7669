import { expect, test } from 'vitest';
import { deprecation, latest, releaseLines, releases, repository, retractions } from '../../../server/src/facts/package.ts';
import { goProxy } from '../../../server/src/sources/goProxy.ts';
import { ask, goClient, info, known, MIRROR, mirror, moduleOf, PUBLIC, publicProxy, type Answers } from './world.ts';

const at = (path: string, base = PUBLIC) => `${base}/${path}`;
const instant = (day: string) => `${day}T12:00:00.000Z`;

/** example.org/Tool: v0.9 long ago, then v1 with a retracted slip. */
const TOOL: Answers = {
  [at('example.org/!tool/@v/list')]:
    'v1.1.0\nv1.0.0\nv1.2.0-rc.1\nv0.9.0\nv1.99.0\nv0.8.0\nv0.0.0-20200101000000-aaaaaaaaaaaa\nnonsense\nv1.0.1\nv1.0.2\nv1.0.3\n',
  [at('example.org/!tool/@v/v1.99.0.mod')]: `// Deprecated: use example.org/Better
module example.org/Tool

retract v1.99.0 // tagged by mistake
`,
  [at('example.org/!tool/@v/v1.99.0.info')]: info('v1.99.0', '2026-02-02', { URL: 'https://github.com/example/tool' }),
  [at('example.org/!tool/@v/v1.1.0.info')]: info('v1.1.0', '2026-01-01'),
  [at('example.org/!tool/@v/v1.0.3.info')]: info('v1.0.3', '2025-12-03'),
  [at('example.org/!tool/@v/v1.0.2.info')]: info('v1.0.2', '2025-12-02'),
  [at('example.org/!tool/@v/v1.0.1.info')]: info('v1.0.1', '2025-12-01'),
  [at('example.org/!tool/@v/v0.9.0.info')]: info('v0.9.0', '2019-05-05'),
};

test('a module: releases with dates, the newest that is not retracted, lines, retraction, deprecation, repository', async () => {
  const { values, reasons, requests } = await ask(goProxy, moduleOf('example.org/Tool'), { answers: TOOL });
  expect(reasons).toEqual({});
  expect(values).toEqual({
    releases: {
      stable: [
        { version: 'v1.0.1', at: instant('2025-12-01') },
        { version: 'v1.0.2', at: instant('2025-12-02') },
        { version: 'v1.0.3', at: instant('2025-12-03') },
        { version: 'v1.1.0', at: instant('2026-01-01') },
        { version: 'v1.99.0', at: instant('2026-02-02') },
      ],
      total: 8,
    },
    latest: { version: 'v1.1.0', at: instant('2026-01-01') },
    'release-lines': [
      { line: '1', newest: 'v1.1.0', at: instant('2026-01-01') },
      { line: '0.9', newest: 'v0.9.0', at: instant('2019-05-05') },
      { line: '0.8', newest: 'v0.8.0', at: null },
    ],
    deprecation: 'use example.org/Better',
    retractions: [{ low: 'v1.99.0', high: 'v1.99.0', rationale: 'tagged by mistake' }],
    repository: { repository: { kind: 'repository', host: 'github.com', owner: 'example', name: 'tool' }, how: 'origin' },
    'origin-repository': { kind: 'repository', host: 'github.com', owner: 'example', name: 'tool' },
  });
  expect(requests).toHaveLength(8);
  for (const { names, authorization } of requests) expect([names, authorization]).toEqual([['example.org/Tool'], undefined]);
});

test('what is shown as the source is a page: the documentation of a public module, the own answer of a mirror', async () => {
  const open = await ask(goProxy, moduleOf('example.org/Tool'), { answers: TOOL });
  expect(open.observations).toContainEqual(expect.objectContaining({ url: 'https://pkg.go.dev/example.org/Tool?tab=versions' }));
  const answers = Object.fromEntries(Object.entries(TOOL).map(([url, answer]) => [url.replace(PUBLIC, MIRROR), answer]));
  const go = goClient({ isPublicDefault: false, proxies: [{ ...mirror, authorization: 'Basic s3cret' }] });
  const own = await ask(goProxy, moduleOf('example.org/Tool'), { answers, go });
  expect(own.observations).toContainEqual(expect.objectContaining({ url: `${MIRROR}/example.org/!tool/@v/list` }));
  expect(JSON.stringify(own.observations)).not.toContain('s3cret');
  expect(own.requests.every(({ authorization }) => authorization === 'Basic s3cret')).toBe(true);
});

test('a bulk answer with dates leaves the list, the newest go.mod and its record; one that told everything leaves nothing', async () => {
  const facts = [[releases, known({ stable: [], total: 0 })]] as const;
  const some = await ask(goProxy, moduleOf('example.org/Tool'), { answers: TOOL, facts });
  expect(some.asked.map((url) => url.split('@v/')[1])).toEqual(['list', 'v1.99.0.mod', 'v1.99.0.info', 'v1.1.0.info']);
  expect(Object.keys(some.values).sort()).toEqual(['deprecation', 'latest', 'origin-repository', 'repository', 'retractions']);

  const all = [releases, latest, releaseLines, deprecation, retractions, repository].map((key) => [key, known(null)] as const);
  expect((await ask(goProxy, moduleOf('example.org/Tool'), { answers: TOOL, facts: all })).covered).toBe(false);
  const stale = all.map(([key]) => [key, known(null, 'go-proxy')] as const);
  expect((await ask(goProxy, moduleOf('example.org/Tool'), { answers: TOOL, facts: stale })).covered).toBe(true);
});

test('a module that nobody deprecated or retracted is known not to be; one without tags has its newest commit', async () => {
  const answers = {
    [at('example.org/raw/@v/list')]: '',
    [at('example.org/raw/@latest')]: info('v0.0.0-20240301120000-abcdefabcdef', '2024-03-01', {
      URL: 'https://github.com/example/raw.git',
      Subdir: 'go',
    }),
    [at('example.org/raw/@v/v0.0.0-20240301120000-abcdefabcdef.mod')]: 'module example.org/raw\n',
  };
  const { values, reasons } = await ask(goProxy, moduleOf('example.org/raw'), { answers });
  expect(reasons).toEqual({});
  expect(values).toEqual({
    releases: { stable: [], total: 0 },
    latest: { version: 'v0.0.0-20240301120000-abcdefabcdef', at: instant('2024-03-01') },
    'release-lines': [],
    deprecation: null,
    retractions: [],
    repository: {
      repository: { kind: 'repository', host: 'github.com', owner: 'example', name: 'raw', path: 'go' },
      how: 'origin',
    },
    'origin-repository': { kind: 'repository', host: 'github.com', owner: 'example', name: 'raw', path: 'go' },
  });
});

test('+incompatible versions count only until a version with a go.mod follows', async () => {
  const list = { [at('example.org/old/@v/list')]: 'v1.5.0\nv3.0.0+incompatible\nv2.0.0+incompatible\n' };
  const before = await ask(goProxy, moduleOf('example.org/old'), {
    answers: {
      ...list,
      [at('example.org/old/@v/v1.5.0.mod')]: 'module example.org/old\n',
      [at('example.org/old/@v/v3.0.0+incompatible.mod')]: 'module example.org/old\n',
    },
  });
  expect(before.values['latest']).toMatchObject({ version: 'v3.0.0+incompatible' });
  expect(before.values['release-lines']).toMatchObject([{ line: '3' }, { line: '2' }, { line: '1' }]);

  const answers = { ...list, [at('example.org/old/@v/v1.5.0.mod')]: 'module example.org/old\n\ngo 1.12\n' };
  const after = await ask(goProxy, moduleOf('example.org/old'), { answers });
  expect(after.values['latest']).toMatchObject({ version: 'v1.5.0' });
  expect(after.values['release-lines']).toMatchObject([{ line: '1' }]);
  expect(after.values['deprecation']).toBeNull();
});

test('one lost document costs its own row only', async () => {
  const answers = {
    ...TOOL,
    [at('example.org/!tool/@v/v1.99.0.mod')]: 500,
    [at('example.org/!tool/@v/v1.0.2.info')]: 'timeout',
  } as const;
  const { values, reasons } = await ask(goProxy, moduleOf('example.org/Tool'), { answers });
  expect(reasons).toEqual({ deprecation: 'offline', retractions: 'offline' });
  expect(values['releases']).toMatchObject({
    stable: [{ version: 'v1.0.1' }, { version: 'v1.0.3' }, { version: 'v1.1.0' }, { version: 'v1.99.0' }],
  });
});

test.each([
  ['<html>sign in</html>', 'malformed'],
  [info('v9.9.9', '2026-02-02'), 'malformed'],
  [JSON.stringify({ Version: 'v1.0.0' }), 'undated'],
  [JSON.stringify({ Version: 'v1.0.0', Time: '0001-01-01T00:00:00Z' }), 'undated'],
  [JSON.stringify({ Version: 'v1.0.0', Time: '2031-01-01T00:00:00Z' }), 'undated'],
  [JSON.stringify({ Version: 'v1.0.0', Time: 7, Origin: 'odd' }), 'undated'],
])('an odd answer about the only version, %s: no date, because %s', async (text, why) => {
  const answers = {
    [at('example.org/m/@v/list')]: 'v1.0.0',
    [at('example.org/m/@v/v1.0.0.info')]: text,
    [at('example.org/m/@v/v1.0.0.mod')]: 'module example.org/m',
  };
  const { values, reasons } = await ask(goProxy, moduleOf('example.org/m'), { answers });
  expect(reasons).toEqual({ releases: why });
  expect(values['latest']).toEqual({ version: 'v1.0.0', at: null });
});

test('a page in place of go.mod proves nothing about deprecation', async () => {
  const answers = { [at('example.org/m/@v/list')]: 'v1.0.0', [at('example.org/m/@v/v1.0.0.mod')]: '<html>sign in</html>' };
  const { reasons } = await ask(goProxy, moduleOf('example.org/m'), { answers });
  expect(reasons).toMatchObject({ deprecation: 'malformed', retractions: 'malformed' });
});

test('dates in the list itself save the requests for them', async () => {
  const answers = {
    [at('example.org/m/@v/list')]: 'v1.0.0 2020-01-01T00:00:00Z\nv1.1.0 2021-01-01T00:00:00Z\n',
    [at('example.org/m/@v/v1.1.0.mod')]: 'module example.org/m',
    [at('example.org/m/@v/v1.1.0.info')]: info('v1.1.0', '2021-01-01'),
  };
  const { values, requests } = await ask(goProxy, moduleOf('example.org/m'), { answers });
  expect(values['releases']).toMatchObject({
    stable: [{ version: 'v1.0.0', at: '2020-01-01T00:00:00.000Z' }, { version: 'v1.1.0' }],
  });
  expect(requests).toHaveLength(3);
});

test('an unchanged list means that everything held still holds; an incomplete answer leaves no validator', async () => {
  const tagged = {
    ...TOOL,
    [at('example.org/!tool/@v/list')]: { text: TOOL[at('example.org/!tool/@v/list')] as string, validator: '"1"' },
  };
  const first = await ask(goProxy, moduleOf('example.org/Tool'), { answers: tagged });
  expect(first.observations).toContainEqual(expect.objectContaining({ kind: 'validator', validator: '"1"' }));
  const again = await ask(goProxy, moduleOf('example.org/Tool'), { answers: tagged, validator: '"1"' });
  expect(again.observations).toMatchObject([{ kind: 'unchanged' }]);
  expect(again.requests).toHaveLength(1);
  const broken = await ask(goProxy, moduleOf('example.org/Tool'), {
    answers: { ...tagged, [at('example.org/!tool/@v/v1.0.1.info')]: 500 },
  });
  expect(broken.observations.some(({ kind }) => kind === 'validator')).toBe(false);
});

test.each([
  [',', 404, true, undefined],
  [',', 410, true, undefined],
  [',', 500, false, 'offline'],
  [',', 401, false, 'unauthorized'],
  [',', 'timeout', false, 'timeout'],
  ['|', 500, true, undefined],
  ['|', 'timeout', true, undefined],
] as const)('after %j a %s of the first proxy has the second asked: %s', async (separator, outcome, isSecondAsked, why) => {
  const proxies = [{ ...mirror, fallThrough: separator === ',' ? ('not-found' as const) : ('any-error' as const) }, publicProxy];
  const answers = { ...TOOL, [`${MIRROR}/example.org/!tool/@v/list`]: outcome };
  const { values, reasons, asked } = await ask(goProxy, moduleOf('example.org/Tool'), {
    answers,
    go: goClient({ proxies, isPublicDefault: false }),
  });
  expect(asked.some((url) => url.startsWith(PUBLIC))).toBe(isSecondAsked);
  expect(reasons['all']).toBe(why);
  expect('latest' in values).toBe(isSecondAsked);
});

test('unknown everywhere is not found; a failure among them says more', async () => {
  const go = goClient({
    proxies: [{ ...mirror, fallThrough: 'any-error' }, publicProxy, { kind: 'direct' }],
    isPublicDefault: false,
  });
  expect((await ask(goProxy, moduleOf('example.org/none'), { go })).reasons).toEqual({ all: 'not-found' });
  const answers = { [`${MIRROR}/example.org/none/@v/list`]: 429 };
  expect((await ask(goProxy, moduleOf('example.org/none'), { go, answers })).reasons).toEqual({ all: 'rate-limited' });
});

test.each([
  ['a name that bypasses proxies', goClient({ bypassesProxy: () => true }), 'private'],
  ['GOPROXY=off', goClient({ proxies: [{ kind: 'off' }] }), 'switched-off'],
  ['GOPROXY=direct', goClient({ proxies: [{ kind: 'direct' }] }), 'unsupported'],
  ['no toolchain and no configuration', goClient({ proxies: [] }), 'unsupported'],
] as const)('%s: no request', async (_, go, why) => {
  const { requests, reasons } = await ask(goProxy, moduleOf('example.org/Tool'), { answers: TOOL, go });
  expect([requests.length, reasons]).toEqual([0, { all: why }]);
});

test('a file address in GOPROXY cannot be asked, and the next proxy only after |', async () => {
  const file = { ...mirror, base: 'file:///srv/modules' };
  const stop = await ask(goProxy, moduleOf('example.org/Tool'), {
    answers: TOOL,
    go: goClient({ proxies: [file, publicProxy] }),
  });
  expect([stop.requests.length, stop.reasons]).toEqual([0, { all: 'unsupported' }]);
  const next = await ask(goProxy, moduleOf('example.org/Tool'), {
    answers: TOOL,
    go: goClient({ proxies: [{ ...file, fallThrough: 'any-error' }, publicProxy] }),
  });
  expect(next.values['latest']).toBeDefined();
});

test.each(['fmt', 'example.org/a b', 'example.org/../x', 'example.org/a?b', 'example.org//x', 'example.org/%2e'])(
  '%j is no module path: nobody is asked',
  async (name) => {
    const { covered, requests, reasons } = await ask(goProxy, moduleOf(name));
    expect([covered, requests.length, reasons]).toEqual([false, 0, { all: 'not-found' }]);
  },
);
