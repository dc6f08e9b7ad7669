import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Activity } from '../../server/src/facts/repository.ts';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { worldAt } from '../upstream/world/index.ts';
import { byName, folderWith, mainstay, type ReportedDependency } from './runCli.ts';

// The recorded world, asked on a late day what it was like on earlier ones. Histories end on the day they were read: of what came later nothing
// is asked here.
const LATE = '2026-08-22T00:00:00.000Z';
const STALE_DAYS = 5000;
const YEAR_MS = 365 * 86_400_000;
const TOKEN = { GITHUB_TOKEN: 'invented-token-of-the-local-upstream' };

/** Manifest line, repository, day, and what the histories of then come to: human commits / active / months with one. */
const PAST: readonly (readonly [name: string, version: string, repository: string, day: string, figures: string])[] = [
  ['go.etcd.io/etcd/client/v3', 'v3.5.4', 'etcd-io/etcd', '2022-07-01', '608/18/12'],
  ['github.com/gorilla/mux', 'v1.8.0', 'gorilla/mux', '2021-01-01', '4/0/4'],
  ['github.com/gorilla/mux', 'v1.8.0', 'gorilla/mux', '2022-12-15', '4/0/3'],
  ['github.com/boltdb/bolt', 'v1.3.1', 'boltdb/bolt', '2017-06-01', '37/2/9'],
  ['github.com/dgrijalva/jwt-go', 'v3.2.0+incompatible', 'dgrijalva/jwt-go', '2020-01-01', '7/0/5'],
  ['github.com/pkg/errors', 'v0.8.1', 'pkg/errors', '2020-01-01', '21/1/3'],
  ['github.com/openservicemesh/osm', 'v1.0.0', 'openservicemesh/osm', '2024-01-01', '11/0/6'],
  ['request', '^2.0.0', 'request/request', '2019-01-01', '52/2/7'],
  ['moment', '^2.0.0', 'moment/moment', '2021-01-01', '176/3/8'],
  ['chalk', '*', 'chalk/chalk', '2020-01-01', '34/1/11'],
  ['core-js', '^3.0.0', 'zloirock/core-js', '2025-07-01', '776/3/12'],
];

let upstream: Upstream;
const reports = new Map<string, Promise<ReadonlyMap<string, ReportedDependency>>>();
beforeAll(async () => {
  upstream = await startUpstream({ world: worldAt(LATE, { staleDays: STALE_DAYS }) });
});
afterAll(() => upstream.close());

function manifests(lines: readonly (readonly [name: string, version: string, ...unknown[]])[]): string {
  const modules = lines.filter(([name]) => name.includes('.'));
  const packages = lines.filter(([name]) => !name.includes('.'));
  return folderWith({
    'go.mod': `module example.org/asked\n\nrequire (\n${modules.map(([name, version]) => `\t${name} ${version}\n`).join('')})\n`,
    'package.json': JSON.stringify({
      dependencies: Object.fromEntries(packages.map(([name, version]) => [name, version])),
    }),
  });
}

const check = (folder: string, words: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  mainstay(['check', folder, '--fail-on', 'never', ...words], {
    upstreams: upstream.env,
    env: { MAINSTAY_NOW: LATE, ...TOKEN, ...env },
  });

/** The report of a day: every line of it that is in the table, in one run. */
function reportOf(day: string): Promise<ReadonlyMap<string, ReportedDependency>> {
  const report =
    reports.get(day) ??
    check(manifests(PAST.filter(([, , , of]) => of === day)), ['--as-of', day, '--format', 'json']).then(({ stdout }) =>
      byName(stdout),
    );
  reports.set(day, report);
  return report;
}

/** Straight from the recorded commits, by the identities of people recorded with them: those committed and authored before, of a year. */
function counted(repository: string, day: string): string {
  const end = Date.parse(day);
  const commits = upstream.world.repositories?.get(repository)?.().commits() ?? [];
  const human = commits.filter(
    ({ authoredAt, committedAt, merge, author }) =>
      !merge && !author.bot && committedAt < end && authoredAt >= end - YEAR_MS && authoredAt < end,
  );
  const byPerson = new Map<string, number>();
  for (const { author } of human) byPerson.set(author.login, (byPerson.get(author.login) ?? 0) + 1);
  const active = [...byPerson.values()].filter((count) => count >= 5).length;
  const months = new Set(human.map(({ authoredAt }) => Math.floor(((authoredAt - end + YEAR_MS) * 12) / YEAR_MS)));
  return `${human.length}/${active}/${months.size}`;
}

describe.each(PAST)('%s %s (%s) as of %s', (name, _, repository, day, figures) => {
  test('people are those of the histories of then', async () => {
    const activity = (await reportOf(day)).get(name)?.facts['activity'];
    const { commits, active, months, sampled, until } = activity?.value as Activity;
    expect({ figures: `${commits}/${active}/${months.filter((count) => count > 0).length}`, sampled, until }).toEqual({
      figures,
      sampled: false,
      until: `${day}T00:00:00.000Z`,
    });
    expect(counted(repository, day)).toBe(figures);
  });

  test('nothing in it was dated later', async () => {
    const facts = (await reportOf(day)).get(name)?.facts ?? {};
    const late = datesIn(facts).filter(([path, date]) =>
      path.endsWith('.asOf') ? date > `${day}T00:00:00.000Z` : Date.parse(date) >= Date.parse(day) && !path.endsWith('.until'),
    );
    expect(late).toEqual([]);
    expect(datesIn(facts).length).toBeGreaterThan(5);
  });

  test('what only today tells is undated, or not told at all', async () => {
    const facts = (await reportOf(day)).get(name)?.facts ?? {};
    expect(facts['documents']).toEqual({ unknown: 'undated' });
    const unknown = ['archival', 'repository-owner', 'open-work', 'forge-funding', 'can-publish', 'recent-work', 'bulk-people'];
    expect(unknown.filter((id) => facts[id]?.unknown === undefined)).toEqual([]);
  });
});

test('standings follow from the people of then', async () => {
  const standings = await Promise.all(
    PAST.map(async ([name, , , day]) => `${name} ${day} ${(await reportOf(day)).get(name)?.standing}`),
  );
  expect(standings).toEqual([
    // Whether it was deprecated is in a go.mod, whether archived on GitHub; neither is recorded.
    'go.etcd.io/etcd/client/v3 2022-07-01 unknown',
    'github.com/gorilla/mux 2021-01-01 fading',
    'github.com/gorilla/mux 2022-12-15 fading',
    'github.com/boltdb/bolt 2017-06-01 small-team',
    'github.com/dgrijalva/jwt-go 2020-01-01 fading',
    'github.com/pkg/errors 2020-01-01 fading',
    'github.com/openservicemesh/osm 2024-01-01 fading',
    'request 2019-01-01 small-team',
    'moment 2021-01-01 small-team',
    'chalk 2020-01-01 light',
    'core-js 2025-07-01 one-person',
  ]);
});

/** Every date in a value, by its path. That a list was read later is no date of what it tells; nor is an address one. */
function datesIn(value: unknown, path = ''): readonly (readonly [path: string, date: string])[] {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d(?:T|$)/.test(value) ? [[path, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'listedAsOf' ? [] : datesIn(inner, `${path}.${key}`)));
}

describe('the day itself', () => {
  // What was asked on the day, in a world that knows nothing later.
  test.each(['2020-01-01', '2021-01-01', '2022-07-01'])('what is told of %s was told on it', async (day) => {
    const folder = manifests(PAST);
    const that = await startUpstream({ world: worldAt(`${day}T00:00:00.000Z`, { staleDays: STALE_DAYS }) });
    const [looking, being] = await Promise.all([
      check(folder, ['--as-of', day, '--format', 'json']),
      mainstay(['check', folder, '--fail-on', 'never', '--format', 'json'], {
        upstreams: that.env,
        env: { MAINSTAY_NOW: `${day}T00:00:00.000Z`, ...TOKEN },
      }),
    ]);
    await that.close();
    const then = byName(being.stdout);
    let compared = 0;
    for (const [name, { facts }] of byName(looking.stdout))
      for (const [id, fact] of Object.entries(facts)) {
        const other = then.get(name)?.facts[id];
        // Of npm packages the recorded world states the folder with the newest version only.
        if (fact.unknown !== undefined || other?.unknown !== undefined || (id === 'repository' && !name.includes('.'))) continue;
        compared += 1;
        expect({ name, id, value: withoutMoment(fact.value) }).toEqual({ name, id, value: withoutMoment(other?.value) });
      }
    console.log(`${day}: ${compared} facts told of it, each as told on it`);
    expect(compared).toBeGreaterThan(60);
  });

  test('JSON names it; the text says it in each heading, and in one line what cannot be dated', async () => {
    const folder = folderWith({ 'go.mod': 'module example.org/asked\n\nrequire github.com/gorilla/mux v1.8.0\n' });
    const [json, text, card] = await Promise.all([
      check(folder, ['--as-of', '2021-01-01', '--format', 'json']),
      check(folder, ['--as-of', '2021-01-01']),
      mainstay(['explain', 'github.com/gorilla/mux', folder, '--as-of', '2021-01-01'], {
        upstreams: upstream.env,
        env: { MAINSTAY_NOW: LATE, ...TOKEN },
      }),
    ]);
    expect(JSON.parse(json.stdout)).toMatchObject({ asOf: '2021-01-01' });
    expect(text.stdout).toContain('/go.mod as of 2021-01-01\n');
    expect(text.stdout).toContain('released 6 months ago · little recent work · 4 commits in a year');
    expect(text.stdout.match(/^ {2}Cannot be dated: .*$/gm)).toEqual([
      '  Cannot be dated: foundation, governance and security documents',
    ]);
    expect(text.stdout).toContain('1 hint in 1 dependency, as of 2021-01-01.');
    expect(card.stdout).toContain('go.mod, as of 2021-01-01');
    expect(card.stdout).toMatch(/Not known: .*who merges.*unreleased work.*\(cannot be dated\)/);
    expect(card.stdout).not.toContain('today');
  });

  test.each([
    ['2026-08-23', 'a day from 1990-01-01 to today, 2026-08-22 (UTC); not “2026-08-23”'],
    ['1989-12-31', 'a day from 1990-01-01 to today, 2026-08-22 (UTC); not “1989-12-31”'],
    ['2023-02-29', 'a day of the calendar such as 2024-02-29; not “2023-02-29”'],
    ['2023-2-1', 'a day of the calendar such as 2024-02-29; not “2023-2-1”'],
    ['2023-01-01T00:00:00Z', 'a day of the calendar such as 2024-02-29; not “2023-01-01T00:00:00Z”'],
  ])('%s is refused in one line', async (day, words) => {
    const ran = await check(manifests(PAST), ['--as-of', day]);
    expect(ran).toEqual({ code: 2, stdout: '', stderr: `mainstay: --as-of takes ${words}\n` });
  });
});

describe('what is asked and kept', () => {
  const folder = folderWith({
    'package.json': JSON.stringify({ dependencies: { request: '^2.0.0', '@example/steady': '*' } }),
  });

  test('nobody who can only tell of today is sent a name', async () => {
    const before = upstream.log.length;
    await check(folder, ['--as-of', '2019-01-01'], { GITHUB_TOKEN: '' });
    const asked = upstream.log.slice(before).map(({ service, path }) => `${service} ${path.split('?')[0]?.split('/').at(-1)}`);
    expect(asked.filter((one) => /ecosystems|findingsbatch|projectbatch/.test(one))).toEqual([]);
    expect(asked.length).toBeGreaterThan(0);
  });

  test('facts of another day are neither kept for this one nor taken from it; offline only what is bundled is told', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'mainstay-as-of-'));
    const env = { MAINSTAY_CACHE_DIR: cache };
    const told = async (words: readonly string[]) =>
      byName((await check(folder, [...words, '--format', 'json'], env)).stdout).get('request')?.facts ?? {};
    const first = await told(['--as-of', '2019-01-01']);
    expect(readdirSync(cache)).toEqual([]);
    const today = await told([]);
    expect(today['activity']).not.toEqual(first['activity']);
    expect(await told(['--as-of', '2019-01-01'])).toEqual(first);
    expect((await told(['--offline']))['releases']).toEqual(today['releases']);

    const before = upstream.log.length;
    const offline = await told(['--as-of', '2019-01-01', '--offline']);
    expect(upstream.log).toHaveLength(before);
    expect(Object.entries(offline).filter(([, fact]) => fact.unknown === undefined)).toEqual([]);
    expect([offline['releases'], offline['bulk-people']]).toEqual([{ unknown: 'offline' }, { unknown: 'offline' }]);
    const [served] = [
      ...byName(
        (
          await check(manifests([['go.etcd.io/etcd/client/v3', 'v3.5.4']]), [
            '--as-of',
            '2022-07-01',
            '--offline',
            '--format',
            'json',
          ])
        ).stdout,
      ).values(),
    ];
    expect(served?.safetyNet).toMatchObject({ foundation: 'CNCF', stage: 'graduated', since: '2020-11-24' });
  });
});

/** A run takes seconds, so its own year ends seconds after midnight. */
function withoutMoment(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'until' in value ? { ...value, until: '' } : value;
}
