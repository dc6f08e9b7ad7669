import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activity } from '../../../server/src/facts/repository.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import type { FactView } from '../../../server/src/model/fact.ts';
import type { HttpRequest } from '../../../server/src/model/ports.ts';
import { depsDevProjects } from '../../../server/src/sources/depsDevProjects.ts';
import { ask, bodyOf, repo, told } from './asking.ts';

interface Body {
  readonly requests: readonly { readonly projectKey: { readonly id: string } }[];
  readonly pageToken?: string;
}
/** deps.dev, saying the same of every repository asked about. */
const echo = (project: unknown) => (request: HttpRequest) => ({
  responses: (bodyOf(request) as Body).requests.map((one) => ({ request: one, project })),
  nextPageToken: '',
});
/** A project as deps.dev has it, of which Scorecard's check `Maintained` says so. */
const maintained = (
  reason: string,
  {
    date = '2026-11-16T00:00:00Z',
    score = 7,
    license = 'MIT',
  }: { readonly date?: string; readonly score?: number; readonly license?: unknown } = {},
) => ({
  projectKey: { id: 'github.com/example/left' },
  openIssuesCount: 4,
  license,
  scorecard: {
    date,
    overallScore: 6.1,
    checks: [
      { name: 'License', score: 10, reason: 'license file detected' },
      { name: 'Maintained', score, reason, details: [] },
    ],
  },
});
const counting = '14 commit(s) and 3 issue activity found in the last 90 days -- score normalized to 7';

describe('what Scorecard saw on a day', () => {
  test('work of 90 days: not archived then, and the licence; never a score', async () => {
    const { seen, sent } = await ask(depsDevProjects, [repo('Example/Left')], echo(maintained(counting)));
    expect(told(seen)).toEqual([
      'Example/Left archival = {"archived":false,"disabled":false,"at":null} (2026-11-16)',
      'Example/Left recent-work = {"commits":14,"issues":3} (2026-11-16)',
      'Example/Left forge-licence = "MIT"',
    ]);
    expect(seen[0]).toMatchObject({ url: 'https://deps.dev/project/github/Example%2FLeft' });
    expect(JSON.stringify(seen)).not.toMatch(/score/i);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      url: 'http://127.0.0.1:1/depsdev/v3alpha/projectbatch',
      method: 'POST',
      names: ['github.com/example/left'],
    });
    expect((bodyOf(sent[0] as HttpRequest) as Body).requests).toEqual([{ projectKey: { id: 'github.com/example/left' } }]);
  });

  test.each<[string, object, readonly string[]]>([
    [
      'archived, however long ago it looked: since when is not told',
      maintained('project is archived', { score: 0, date: '2026-01-05T00:00:00Z' }),
      ['archival = {"archived":true,"disabled":false,"at":null} (2026-01-05)', 'recent-work ? not-served'],
    ],
    [
      'too young to be judged',
      maintained('project was created within the last 90 days. Please review its contents carefully', { score: 0 }),
      ['archival ? not-served', 'recent-work ? not-served'],
    ],
    ['the check was not run', maintained(counting, { score: -1 }), ['archival ? not-served', 'recent-work ? not-served']],
    [
      'a count older than its own window says nothing of today',
      maintained(counting, { date: '2026-08-01T00:00:00Z' }),
      ['archival ? not-served', 'recent-work ? not-served'],
    ],
    ['a day to come is no day', maintained(counting, { date: '2027-08-01T00:00:00Z' }), ['archival ? not-served']],
    ['other words', maintained('0 commit(s) out of 30 and 2 issue activity out of 30 found'), ['archival ? not-served']],
    ['another window', maintained('4 commit(s) and 3 issue activity found in the last 365 days'), ['recent-work ? not-served']],
    [
      'nothing done is known too',
      maintained('0 commit(s) and 0 issue activity found in the last 90 days', { score: 0 }),
      ['recent-work = {"commits":0,"issues":0} (2026-11-16)'],
    ],
    ['a licence without a name', maintained(counting, { license: 'non-standard' }), ['forge-licence ? not-served']],
    ['no licence named', maintained(counting, { license: '' }), ['forge-licence ? not-served']],
    ['a licence that is none', maintained(counting, { license: '](https://example.org)' }), ['forge-licence ? not-served']],
    [
      'a licence of another kind',
      maintained(counting, { license: 7 }),
      ['forge-licence ? not-served', 'recent-work = {"commits":14,"issues":3} (2026-11-16)'],
    ],
    ['no scorecard', { license: 'ISC' }, ['archival ? not-served', 'recent-work ? not-served', 'forge-licence = "ISC"']],
    [
      'checks that cannot be read',
      { scorecard: { date: '2026-11-16T00:00:00Z', checks: [7, null, { name: 4 }] } },
      ['archival ? not-served'],
    ],
  ])('%s', async (_, project, expected) => {
    const { seen } = await ask(depsDevProjects, [repo('example/left')], echo(project));
    for (const line of expected) expect(told(seen)).toContain(`example/left ${line}`);
  });
});

describe('in batches', () => {
  const five = Array.from({ length: 5 }, (_, nth) => repo(`example/r${nth}`));

  test('pages are read to the end', async () => {
    const { sent, seen } = await ask(depsDevProjects, five, (request) => {
      const { requests, pageToken } = bodyOf(request) as Body;
      const at = Number(pageToken ?? 0);
      const responses = requests.slice(at, at + 2).map((one) => ({ request: one, project: maintained(counting) }));
      return { responses, nextPageToken: at + 2 < 5 ? String(at + 2) : '' };
    });
    expect(sent.map((request) => (bodyOf(request) as Body).pageToken)).toEqual([undefined, '2', '4']);
    expect(told(seen).filter((line) => line.includes('recent-work ='))).toHaveLength(5);
  });

  test('an unknown repository, an odd one and answers nobody asked for cost nobody else', async () => {
    const { seen } = await ask(depsDevProjects, five.slice(0, 4), (request) => {
      const [first, second, third, fourth] = (bodyOf(request) as Body).requests;
      return {
        responses: [
          { request: { projectKey: { id: 'github.com/other/other' } }, project: maintained('project is archived') },
          { request: fourth, project: 'odd' },
          'odd',
          { request: third },
          { request: second, project: null },
          { request: { projectKey: { id: first?.projectKey.id.toUpperCase() } }, project: maintained(counting) },
        ],
      };
    });
    expect(told(seen)).toEqual([
      'example/r2 ? not-found',
      'example/r1 ? not-found',
      expect.stringContaining('example/r0 archival ='),
      expect.stringContaining('example/r0 recent-work ='),
      'example/r0 forge-licence = "MIT"',
      'example/r3 ? malformed',
    ]);
  });

  test('whatever JSON comes: a typed failure, or typed words about what was asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (project, page) => {
        for (const answer of [echo(project), () => JSON.stringify(page)]) {
          const { error, seen } = await ask(depsDevProjects, [repo('example/left')], answer);
          expect(error === undefined || error instanceof UpstreamFailure).toBe(true);
          expect(seen.every(({ subject }) => 'name' in subject && subject.name === 'left')).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('three forges are covered, and only where nobody counted a year of commits', () => {
  const unknown: FactView = { get: () => ({ state: 'unknown', why: 'unauthorized' }) };
  const covered = (host: string) => depsDevProjects.covers(repo('example/left', host), unknown);
  expect(['github.com', 'gitlab.com', 'bitbucket.org'].every(covered)).toBe(true);
  expect(['codeberg.org', 'git.example.org'].some(covered)).toBe(false);
  const counted = {
    get: (key: { readonly id: string }) =>
      key.id === activity.id ? { state: 'known', value: {}, from: {} } : { state: 'unknown', why: 'pending' },
  } as unknown as FactView;
  expect(depsDevProjects.covers(repo('example/left'), counted)).toBe(false);
});
