import { describe, expect, test } from 'vitest';
import { advisories } from '../../../server/src/facts/packageSecurity.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import { nameOf } from '../../../server/src/model/purl.ts';
import type { Observation } from '../../../server/src/model/source.ts';
import { githubAdvisories } from '../../../server/src/sources/githubAdvisories.ts';
import type { Rule } from '../../upstream/misbehaviour.ts';
import { asked, questionIn, scripted, TOKEN, valueOf } from '../github/asking.ts';
import { anUpstream } from '../upstream/asking.ts';
import { go, npm, row } from './asking.ts';

const upstream = anUpstream();
const at = () => upstream().env['github'] ?? '';
const many = (count: number) => Array.from({ length: count }, (_, nth) => npm(`@example/p${nth}`));
const nobodyKnows = (question: ReturnType<typeof questionIn>) => ({
  data: Object.fromEntries(
    Object.keys(question.variables).flatMap((name) =>
      name.startsWith('p') ? [[name.replace('p', 'r'), { totalCount: 0, nodes: [] }]] : [],
    ),
  ),
});
const known = (seen: readonly Observation[]) => seen.filter(({ kind }) => kind === 'value').length;
const failuresOf = (seen: readonly Observation[]) =>
  seen.flatMap((one) => (one.kind === 'failed' && 'purl' in one.subject ? [`${nameOf(one.subject.purl)}: ${one.why}`] : []));

describe('one question for many packages', () => {
  test('npm packages and Go modules together, newest advisory first, withdrawn ones left out', async () => {
    const { seen, sent } = await asked(githubAdvisories, [npm('@example/mended'), go('example.org/mended')], { at: at() });

    expect(sent).toHaveLength(1);
    expect(valueOf(seen, npm('@example/mended'), advisories)).toEqual({
      wholeSince: null,
      all: [
        {
          id: 'GHSA-0000-0000-0001',
          publishedAt: '2026-10-14T12:00:00.000Z',
          malware: false,
          affected: [{ range: '>= 2.0.0, < 2.1.0', fixedIn: '2.1.0' }],
        },
        {
          id: 'GHSA-0000-0000-0002',
          publishedAt: '2026-06-10T12:00:00.000Z',
          malware: false,
          affected: expect.arrayContaining([
            { range: '< 1.2.1', fixedIn: '1.2.1' },
            { range: '>= 1.3.0, < 2.0.0', fixedIn: '2.0.0' },
          ]) as unknown,
        },
        expect.objectContaining({ id: 'GHSA-0000-0000-0003' }),
        expect.objectContaining({ id: 'GHSA-0000-0000-0004' }),
      ],
    });
    expect(valueOf(seen, go('example.org/mended'), advisories)).toMatchObject({ all: [{ id: 'GHSA-0000-0000-0009' }] });
    expect(seen.map((one) => (one.kind === 'value' ? one.url : one.kind))).toEqual([
      'https://github.com/advisories?query=affects%3A%40example%2Fmended%20ecosystem%3Anpm',
      'https://github.com/advisories?query=affects%3Aexample.org%2Fmended%20ecosystem%3Ago',
    ]);
  });

  test('a package that GitHub knows no advisory of has none; of a real one nothing is recorded, so nothing is said', async () => {
    const { seen } = await asked(githubAdvisories, [npm('@example/steady'), npm('express'), npm('@example/taken-over')], {
      at: at(),
    });
    expect(valueOf(seen, npm('@example/steady'), advisories)).toEqual({ all: [], wholeSince: null });
    expect(failuresOf(seen)).toEqual(['express: not-served']);
    expect(valueOf(seen, npm('@example/taken-over'), advisories)).toMatchObject({ all: [{ malware: true }] });
  });

  test('fifty a question; names travel as variables, into the ledger, and nowhere else', async () => {
    const { seen, sent, book } = await asked(githubAdvisories, many(120), { at: at() });
    expect(sent.map(({ names }) => names.length)).toEqual([50, 50, 20]);
    expect(book.entries().flatMap(({ names }) => names)).toEqual(many(120).map(({ purl }) => nameOf(purl)));
    const { query, variables } = questionIn(sent[0] ?? never());
    expect(query).not.toContain('example');
    expect(variables).toMatchObject({ e0: 'NPM', p0: '@example/p0', e49: 'NPM', p49: '@example/p49' });
    expect(known(seen)).toBe(120);
    expect(githubAdvisories.maxBatch).toBe(50);
  });
});

describe('the token', () => {
  test('goes to its host and stands nowhere else', async () => {
    const { sent } = await asked(githubAdvisories, many(1), { at: at() });
    const { authorization, ...rest } = sent[0] ?? never();
    expect(authorization).toBe(`bearer ${TOKEN}`);
    expect(JSON.stringify(rest)).not.toContain(TOKEN);
  });

  test('without one nobody is asked, a server of one’s own neither', async () => {
    const { seen, sent } = await asked(githubAdvisories, many(2), { at: at(), token: null, servers: ['ghe.example.org'] });
    expect(sent).toEqual([]);
    expect(failuresOf(seen)).toEqual(['@example/p0: unauthorized', '@example/p1: unauthorized']);
  });
});

describe('a GitHub that cannot', () => {
  async function under(rule: Rule) {
    const back = upstream().script({ ...rule, service: 'github' });
    try {
      return await asked(githubAdvisories, many(8), { at: at() });
    } finally {
      back();
    }
  }

  test('502 halves the question; nothing is lost', async () => {
    const { seen, sent } = await under({ kind: 'too-big', aliases: 2 });
    expect(sent.map(({ names }) => names.length)).toEqual([8, 4, 2, 2, 4, 2, 2]);
    expect(known(seen)).toBe(8);
  });

  test('of an answer cut short the part that came is kept, and only the rest is asked again', async () => {
    const { seen, sent } = await under({ kind: 'resource-limits', aliases: 5 });
    expect(sent.map(({ names }) => names.length)).toEqual([8, 2, 1]);
    expect(known(seen)).toBe(8);
  });

  test('the hour used up: until the reset, after one request', async () => {
    const { seen, sent } = await under({ kind: 'rate-limit' });
    expect(sent).toHaveLength(1);
    for (const one of seen) expect(one).toMatchObject({ kind: 'failed', why: 'rate-limited', until: '2026-11-21T13:00:00.000Z' });
  });

  test('a token that is no longer good, a GitHub that is down: everybody, after one request', async () => {
    const refused = await under({ kind: 'bad-credentials' });
    expect([refused.sent.length, new Set(failuresOf(refused.seen).map((line) => line.split(': ')[1]))]).toEqual([
      1,
      new Set(['unauthorized']),
    ]);
    const http = scripted(() => new UpstreamFailure('offline', '500', 500));
    const down = await asked(githubAdvisories, many(60), { http });
    expect([down.sent.length, failuresOf(down.seen).length]).toEqual([1, 60]);
  });

  test('one package’s trouble is its own', async () => {
    const http = scripted((question) => ({
      data: { ...nobodyKnows(question).data, r1: null, r2: { totalCount: 1, nodes: [row('@example/p2')] } },
      errors: [
        { type: 'SERVICE_UNAVAILABLE', message: 'x', path: ['r1'] },
        { type: 'FORBIDDEN', message: 'x', path: ['r2', 'nodes', 0, 'firstPatchedVersion'] },
      ],
    }));
    const { seen } = await asked(githubAdvisories, many(3), { http });
    // without what a problem took away, a fix could be missing that is there
    expect(failuresOf(seen)).toEqual(['@example/p1: not-served', '@example/p2: unauthorized']);
    expect(known(seen)).toBe(1);
  });
});

test('only npm and Go are covered, for direct dependencies, as a third party that can be switched off', () => {
  const view = { get: () => ({ state: 'unknown', why: 'pending' }) as const };
  expect(githubAdvisories.covers(npm('left'), view)).toBe(true);
  expect(githubAdvisories.covers(go('example.org/left'), view)).toBe(true);
  expect(githubAdvisories.covers({ kind: 'package', purl: 'pkg:github/example/left' }, view)).toBe(false);
  expect(githubAdvisories).toMatchObject({ clearance: 'third-party', service: 'github', depth: 'direct' });
});

function never(): never {
  throw new Error('nothing was sent');
}
