import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { npmDefault } from '../../server/src/platform/npmConfig.ts';
import { readSignoff } from '../../server/src/policy/signoffRecord.ts';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { multitude } from '../upstream/world/multitude.ts';
import { account } from '../upstream/world/storyTelling.ts';
import type { World } from '../upstream/world/world.ts';
import { repositoryWith, type Repository } from './repository.ts';
import { mainstay } from './runCli.ts';

// A change that adds nine hundred packages to a build of three hundred, run by the built command line.
const NOW = '2026-08-01T00:00:00.000Z';
const BASE = 300;
const ADDED = 900;
const DIRECT_BEFORE = 20;
const LINES = 60;
/** Where the lockfile says that packages are from: the public default, whose host only npm's own definitions hold. */
const PUBLIC = String(npmDefault('registry'));
const FORMATS = ['json', 'text', 'markdown', 'sarif'];

/** Packages of which every second one is in hands of its own. */
function world(): World {
  const told = multitude(NOW, { npm: BASE + ADDED, go: 0, repositories: BASE + ADDED, busyEvery: 10 });
  const npm = [...told.npm.values()].map((one, index) => {
    const maintainers = [account('ada'), account(index % 2 === 0 ? `keeper-${index}` : 'ben')];
    return [one.name, { ...one, maintainers }] as const;
  });
  return { ...told, npm: new Map(npm) };
}

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream({ world: world(), options: { depsdevPage: 1000 } });
});
afterAll(() => upstream.close());

const named = (index: number) => `@example/many-${index}`;
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

/** A manifest whose lines are the first `direct` packages, and a lockfile of all. */
function project(direct: readonly number[], all: readonly number[]): Readonly<Record<string, string>> {
  const dependencies = Object.fromEntries(direct.map((index) => [named(index), '^1.2.0']));
  // What is not direct hangs on the last line, so that one change brings it in.
  const asked = new Set(direct);
  const hanging = Object.fromEntries(all.flatMap((index) => (asked.has(index) ? [] : [[named(index), '^1.2.0']])));
  const last = direct.at(-1);
  const packages = Object.fromEntries(
    all.map((index) => [
      `node_modules/${named(index)}`,
      {
        version: '1.4.0',
        resolved: `${PUBLIC}${index}.tgz`,
        ...(index === last ? { dependencies: hanging } : {}),
      },
    ]),
  );
  const root = { name: 'app', version: '1.0.0', dependencies };
  return {
    'package.json': JSON.stringify(root, null, 2) + '\n',
    'package-lock.json': JSON.stringify(
      { name: 'app', version: '1.0.0', lockfileVersion: 3, packages: { '': root, ...packages } },
      null,
      2,
    ),
  };
}

function changed(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): Repository {
  const repository = repositoryWith(before);
  repository.write(after);
  return repository;
}

interface Measured {
  readonly sizes: Readonly<Record<string, number>>;
  readonly texts: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly sum: number;
  readonly stderr: string;
  /** Where what was learnt is kept. */
  readonly cache: string;
}

/** Runs the review in the formats, the first from nothing and the others over what it left, and tells what it took. */
async function measured(
  title: string,
  repository: Repository,
  formats: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Measured> {
  const cache = mkdtempSync(join(tmpdir(), 'mainstay-crowd-'));
  const texts: Record<string, string> = {};
  const told: { readonly counts: Readonly<Record<string, number>>; readonly seconds: number; readonly stderr: string }[] = [];
  for (const format of formats) {
    const start = upstream.log.length;
    const began = performance.now();
    const { code, stdout, stderr } = await mainstay(['review', '--format', format, '--fail-on', 'never'], {
      upstreams: upstream.env,
      cwd: repository.folder,
      env: { ...env, MAINSTAY_CACHE_DIR: cache, MAINSTAY_NOW: NOW },
    });
    expect(code).toBe(0);
    const counts: Record<string, number> = {};
    for (const { service } of upstream.log.slice(start)) counts[service] = (counts[service] ?? 0) + 1;
    told.push({ counts, seconds: (performance.now() - began) / 1000, stderr });
    texts[format] = stdout;
  }
  const sizes = Object.fromEntries(Object.entries(texts).map(([format, text]) => [format, text.length]));
  const sums = told.map(({ counts }) => Object.values(counts).reduce((all, one) => all + one, 0));
  const [first] = told;
  console.log(
    `${title}: ${sums[0]} requests ${JSON.stringify(first?.counts)}, then ${sums.slice(1).join(', ')}; ${first?.seconds.toFixed(1)} s, then ${told
      .slice(1)
      .map(({ seconds }) => seconds.toFixed(1))
      .join(', ')}; characters ${JSON.stringify(sizes)}`,
  );
  return { sizes, texts, counts: first?.counts ?? {}, sum: sums[0] ?? Infinity, stderr: first?.stderr ?? '', cache };
}

interface Report {
  readonly unknown: { readonly lines: number; readonly of: number };
  readonly trust: { readonly accounts: { readonly came: number; readonly packages: object } };
}

describe('a change that adds nine hundred packages', () => {
  const before = numbers(0, BASE);
  const all = numbers(0, BASE + ADDED);

  test('sixty lines bring in the rest: every report is within bounds, and who can publish costs twelve questions', async () => {
    const direct = numbers(0, DIRECT_BEFORE);
    const repository = changed(project(direct, before), project([...direct, ...numbers(BASE, BASE + LINES)], all));
    const { sizes, texts, counts, sum, cache } = await measured('60 lines, 840 by them', repository, FORMATS, {});
    expect(sizes['markdown']).toBeLessThanOrEqual(65_536);
    expect(texts['markdown']).toContain('of 900 changes are shown');
    expect(sizes['text']).toBeLessThanOrEqual(150_000);
    expect(sizes['json']).toBeLessThanOrEqual(10_000_000);
    // One question a line; bulk by fifties and, of who can publish, by hundreds.
    expect(counts['npm']).toBe(LINES);
    expect(counts['ecosystems']).toBeLessThanOrEqual(ADDED / 50 + (BASE + ADDED) / 100);
    expect(sum).toBeLessThanOrEqual(LINES + 50);
    const { trust } = JSON.parse(texts['json'] ?? '') as Report;
    expect(trust.accounts).toMatchObject({ came: ADDED / 2, packages: { known: BASE + ADDED, all: BASE + ADDED } });
    expect(texts['text']).toContain(
      '\n+450 accounts can publish into your build (152 → 602), 30 not seen for 24 months of the 30 of them whose releases are known\n',
    );
    // A record of it can be read back.
    const approved = await mainstay(['approve', '--owner', 'platform team', '--output', 'record.json'], {
      upstreams: upstream.env,
      cwd: repository.folder,
      env: { MAINSTAY_CACHE_DIR: cache, MAINSTAY_NOW: NOW },
    });
    expect(approved.code).toBe(0);
    const record = readFileSync(join(repository.folder, 'record.json'), 'utf8');
    console.log(`its sign-off record: ${record.length} characters, ${record.split('\n').length} lines`);
    expect(readSignoff(record, 'record.json')).toMatchObject({ problem: undefined, signoff: { by: 'platform team' } });
    expect(record).not.toMatch(/keeper-|\bada\b/);
  }, 300_000);

  test('nine hundred lines: a hundred in detail, which is said, and every standing is still known', async () => {
    const repository = changed(project(before, before), project(all, all));
    const signedIn = { GH_TOKEN: 'an-invented-token' };
    const { sizes, texts, counts, stderr } = await measured('900 lines', repository, ['json', 'markdown'], signedIn);
    expect(stderr).toBe(
      'mainstay: 100 of 900 lines were looked at in detail; of the others, what their registry and bulk sources tell\n',
    );
    expect((JSON.parse(texts['json'] ?? '') as Report).unknown).toMatchObject({ lines: 0, of: ADDED });
    expect(counts['npm']).toBe(ADDED);
    expect(counts['github']).toBeLessThanOrEqual(100 + 200);
    expect(sizes['markdown']).toBeLessThanOrEqual(65_536);
  }, 300_000);
});
