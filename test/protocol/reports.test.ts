import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { npmDefault } from '../../server/src/platform/npmConfig.ts';
import { recorded } from '../unit/lockfiles/reading.ts';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { repositoryWith } from './repository.ts';
import { mainstay, type Ran } from './runCli.ts';
import { breaches } from './schemas.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());

const run = (folder: string, ...words: string[]): Promise<Ran> => mainstay(words, { upstreams: upstream.env, cwd: folder });
const manifest = (dependencies: object, more: object = {}) => JSON.stringify({ ...more, dependencies }, null, 2) + '\n';
const decision = {
  rule: 'deprecated',
  purl: 'pkg:npm/@example/deprecated',
  reason: 'replaced | soon, see @somebody #12',
  owner: 'platform team',
  until: '2099-01-01',
};
const policy = (...decisions: readonly object[]) => JSON.stringify({ decisions }, null, 2);

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [
    { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: Region } },
  ];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions: readonly object[];
}
interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri?: string }[] } };
      readonly invocations: readonly [
        { readonly executionSuccessful: boolean; readonly toolExecutionNotifications?: readonly object[] },
      ];
      readonly results: readonly Result[];
    },
  ];
}
const logOf = ({ stdout }: Ran) => (JSON.parse(stdout) as Log).runs[0];

/** The text of a region, which is on one line. */
function slice(text: string, { startLine, startColumn, endColumn }: Region): string | undefined {
  return text.split(/\r\n|\n|\r/)[startLine - 1]?.slice(startColumn - 1, endColumn - 1);
}

describe('SARIF', () => {
  test('of check is what the official schema says, and every result stands on its entry', async () => {
    const ran = await run(
      examples,
      'check',
      'stories',
      'web-app',
      '--format',
      'sarif',
      '--rule-pages',
      'https://example.org/rules',
    );
    expect(ran.code).toBe(1);
    expect(breaches('sarif', JSON.parse(ran.stdout))).toEqual([]);
    const { results, tool } = logOf(ran);
    expect(results.length).toBeGreaterThan(10);
    for (const { ruleId, ruleIndex, locations, message } of results) {
      expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      const { artifactLocation, region } = locations[0].physicalLocation;
      const text = readFileSync(join(examples, '..', artifactLocation.uri), 'utf8');
      expect(
        slice(text, region)
          ?.replace(/^"/, '')
          .startsWith(message.text.split(': ')[0] ?? '?'),
      ).toBe(true);
    }
    expect(tool.driver.rules[0]?.helpUri).toBe('https://example.org/rules/archived.md');
  });

  test('columns are UTF-16 units, whatever the line ends and whatever stands before', async () => {
    const text = '\ufeff{\r\n  "dependencies": { "plain-😀": "*",\t"@example/deprecated": "^1.2.0" }\r}\n';
    const repository = repositoryWith({ 'a ü&#%/package.json': text, 'deep/go.mod': 'module example.org/self\n' });
    const log = logOf(await run(join(repository.folder, 'deep'), 'check', '..', '--format', 'sarif'));
    const result = log.results.find(({ ruleId }) => ruleId === 'deprecated');
    const { artifactLocation, region } = result?.locations[0].physicalLocation ?? {};
    expect(artifactLocation?.uri).toBe('a%20%C3%BC%26%23%25/package.json');
    expect(region).toMatchObject({ startLine: 2, endLine: 2 });
    expect(region && slice(text, region)).toBe('"@example/deprecated": "^1.2.0"');
    expect(result?.partialFingerprints).toEqual({ 'mainstay/v1': 'deprecated|pkg:npm/%40example/deprecated|' });
  });

  test('what is accepted is suppressed, with reason, owner and day; all results have the list', async () => {
    const files = { 'package.json': manifest({ '@example/deprecated': '^1.2.0', '@example/line-ended': '^1.0.0' }) };
    const repository = repositoryWith({ ...files, '.mainstay.json': policy(decision) });
    const ran = await run(repository.folder, 'check', '.', '--format', 'sarif');
    expect(breaches('sarif', JSON.parse(ran.stdout))).toEqual([]);
    expect(ran.code).toBe(0);
    expect(logOf(ran).results.map(({ ruleId, level, suppressions }) => [ruleId, level, suppressions])).toEqual([
      [
        'deprecated',
        'warning',
        [
          {
            kind: 'external',
            status: 'accepted',
            justification: 'replaced | soon, see @somebody #12 (platform team, until 2099-01-01)',
          },
        ],
      ],
      ['line-ended', 'note', []],
    ]);
  });

  test('of review: an added line, and what a lockfile brings in on the line that brings it', async () => {
    const app = (web: string, more: object = {}) =>
      manifest({ '@example/line-ended': '^1.0.0', '@example/web': web, ...more }, { name: '@example/app' });
    const repository = repositoryWith({ 'package.json': app('1.0.0'), 'package-lock.json': recorded('npm3', 'before') });
    repository.write({
      'package.json': app('^1.1.0', { '@example/no-repository': '*' }),
      'package-lock.json': recorded('npm3', 'after')
        .replaceAll('@example/palette', '@example/deprecated')
        .replaceAll('"https://registry.example.org/', `"${String(npmDefault('registry'))}`), // else nobody is asked about them
    });
    const ran = await run(repository.folder, 'review', '--format', 'sarif');
    expect(breaches('sarif', JSON.parse(ran.stdout))).toEqual([]);
    const text = readFileSync(join(repository.folder, 'package.json'), 'utf8');
    expect(
      logOf(ran).results.map(({ ruleId, locations }) => [ruleId, slice(text, locations[0].physicalLocation.region)]),
    ).toEqual([
      ['no-source', '"@example/no-repository": "*"'],
      ['deprecated', ''], // an alias of it that no line of the manifest brings in: told of at the start of the file
      ['deprecated', '"@example/web": "^1.1.0"'],
    ]);
  });

  test('what could not be used is told, and the run was no success', async () => {
    const repository = repositoryWith({
      'package.json': '\u0000 nothing',
      'a/package.json': manifest({ '@example/steady': '*' }),
    });
    const ran = await run(repository.folder, 'check', '.', '--format', 'sarif');
    expect(ran.code).toBe(2);
    expect(breaches('sarif', JSON.parse(ran.stdout))).toEqual([]);
    expect(logOf(ran).invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: expect.stringMatching(/package\.json:1:1: /) as string } }],
    });
  });
});

describe('JSON', () => {
  test('of check is as docs/schema says, online and offline, with a policy and with problems', async () => {
    const repository = repositoryWith({
      'package.json': manifest({ '@example/deprecated': '^1.2.0', '@example/steady': '*', half: 'file:../half' }),
      'go.mod': 'module example.org/self\n\nrequire example.org/retracted v1.2.0\n',
      'broken/package.json': '{ "dependencies": { "@example/steady": "^2.1.0", "@example/fu',
      '.mainstay.json': policy(decision, { ...decision, rule: 'archived', until: '2020-01-01' }),
    });
    const runs = await Promise.all([
      run(repository.folder, 'check', '.', '--format', 'json', '--detail'),
      run(repository.folder, 'check', '.', '--format', 'json', '--offline', '--no-cache'),
      run(repository.folder, 'check', '.', '--format', 'json', '--as-of', '2025-01-01'),
      run(examples, 'check', '.', '--format', 'json', '--preset', 'strict'),
      run(repository.folder, 'explain', '@example/deprecated', '--format', 'json'),
    ]);
    for (const { stdout } of runs) expect(breaches('check-1.schema.json', JSON.parse(stdout))).toEqual([]);
    const [first] = runs;
    expect(first.stdout).toContain('"accepted": {');
  });

  test('of review too, of every kind of change', async () => {
    const repository = repositoryWith({
      'package.json': manifest({ '@example/steady': '^2.0.0', '@example/line-ended': '^1.0.0', '@example/funded': '1.0.0' }),
      'package-lock.json': recorded('npm3', 'before'),
    });
    repository.write({
      'package.json': manifest(
        { '@example/steady': '^2.1.0', '@example/deprecated': '^1.2.0' },
        { devDependencies: { '@example/funded': '1.0.0' } },
      ),
      'package-lock.json': recorded('npm3', 'after'),
      '.mainstay.json': policy(decision),
    });
    const { stdout } = await run(repository.folder, 'review', '--format', 'json');
    expect(breaches('review-1.schema.json', JSON.parse(stdout))).toEqual([]);
    const { dependencies } = JSON.parse(stdout) as { readonly dependencies: readonly { readonly change: string }[] };
    expect(new Set(dependencies.map(({ change }) => change))).toEqual(new Set(['added', 'bumped', 'moved', 'removed']));
  });
});
