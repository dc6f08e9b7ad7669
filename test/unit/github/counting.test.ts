import { describe, expect, test } from 'vitest';
import { activity, type Activity } from '../../../server/src/facts/repository.ts';
import type { HttpRequest } from '../../../server/src/model/ports.ts';
import type { Observation } from '../../../server/src/model/source.ts';
import { subjectKey } from '../../../server/src/model/subject.ts';
import { github } from '../../../server/src/sources/github.ts';
import { prepare } from '../../upstream/services/github/graphql.ts';
import { multitude } from '../../upstream/world/multitude.ts';
import { anUpstream } from '../upstream/asking.ts';
import { aliasesIn, asked, bare, NOW, questionIn, repo, scripted, valueOf, type Asking } from './asking.ts';

const upstream = anUpstream({ world: multitude(NOW, { npm: 14, go: 6, repositories: 12, busyEvery: 10 }) });
const at = () => upstream().env['github'] ?? '';
const names = Array.from({ length: 600 }, (_, index) => `example-multitude/r${index}`);
const later = (days: number) => new Date(Date.parse(NOW) + days * 86_400_000).toISOString();

/** Asks as the engine does: batches as large as the source takes, one after the other. */
async function askAll(all: readonly string[], how: Asking = {}) {
  const seen: Observation[] = [];
  const sent: HttpRequest[] = [];
  for (let from = 0; from < all.length; from += github.maxBatch) {
    const subjects = all.slice(from, from + github.maxBatch).map((name) => repo(name));
    const some = await asked(github, subjects, { at: at(), ...how });
    seen.push(...some.seen);
    sent.push(...some.sent);
  }
  return { seen, sent };
}

function validatorsIn(seen: readonly Observation[]): ReadonlyMap<string, string> {
  return new Map(seen.flatMap((one) => (one.kind === 'validator' ? [[subjectKey(one.subject), one.validator] as const] : [])));
}

/** A GitHub of bare repositories, one in ten of them with more commits than are read at once. */
const bareGitHub = scripted((question) => {
  const { ids } = question.variables as { readonly ids?: readonly string[] };
  if (ids) return { data: { nodes: ids.map((id) => bare(id.replace('R_', ''))) } };
  const none = { totalCount: 0, nodes: [] };
  const windows = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`w${at}`, none]));
  const target = (name: string) => ({
    oid: 'a'.repeat(40),
    year: name.endsWith('0') ? { ...none, totalCount: 150 } : none,
    older: none,
    ...windows,
  });
  return {
    data: Object.fromEntries(
      [...aliasesIn(question)].map(([alias, name]) => [alias, bare(name, { defaultBranchRef: { target: target(name) } })]),
    ),
  };
});

/** GitHub's points of a question; by its text and variables' number alone, so of each shape one is computed. */
const pointsOf = (() => {
  const known = new Map<string, number>();
  return (request: HttpRequest) => {
    const { query, variables } = questionIn(request);
    const prepared = known.has(query) ? undefined : prepare(query, variables, undefined);
    if (prepared) known.set(query, 'refused' in prepared ? Number.NaN : prepared.cost.points);
    return known.get(query) ?? Number.NaN;
  };
})();

describe('six hundred repositories, one in ten of them busy', () => {
  test('cold in 48 questions, under a third of the hour’s points; then 6 while nothing moves; anew after a week', async () => {
    const cold = await askAll(names, { http: bareGitHub });
    expect(cold.sent).toHaveLength(48);
    expect(cold.sent.reduce((sum, request) => sum + pointsOf(request), 0)).toBeLessThan(1500);
    expect(cold.seen.filter((one) => one.kind === 'value' && one.key === activity)).toHaveLength(600);
    expect(cold.seen.filter(({ kind }) => kind === 'failed' || kind === 'missing')).toEqual([]);

    const validators = validatorsIn(cold.seen);
    expect(validators.size).toBe(600);
    const warm = await askAll(names, { http: bareGitHub, validators, now: later(2) });
    expect(warm.sent).toHaveLength(6);
    expect(warm.sent.reduce((sum, request) => sum + pointsOf(request), 0)).toBe(6);
    expect(warm.seen.map(({ kind }) => kind)).toEqual(names.map(() => 'unchanged'));

    const old = await askAll(names, { http: bareGitHub, validators, now: later(7) });
    expect(old.sent).toHaveLength(48);
    expect(old.seen.filter(({ kind }) => kind === 'unchanged')).toEqual([]);
  });
});

describe('the local upstream’s repositories', () => {
  test('only what moved is asked about again', async () => {
    const some = names.slice(1, 6);
    const { seen } = await askAll(some);
    const held = new Map(validatorsIn(seen));
    const moved = subjectKey(repo(names[3] ?? ''));
    held.set(moved, (held.get(moved) ?? '').replace(/ [0-9a-f]{40}"/, ` ${'0'.repeat(40)}"`));
    const again = await askAll(some, { validators: held, now: later(1) });
    expect(again.sent.map((request) => request.names)).toEqual([some, [names[3]]]);
    expect(again.seen.filter(({ kind }) => kind === 'unchanged')).toHaveLength(4);
  });

  test('a look at what moved that would save no question is not taken', async () => {
    const { seen } = await askAll(names.slice(1, 3));
    const again = await askAll(names.slice(1, 9), { validators: validatorsIn(seen) });
    expect(again.sent).toHaveLength(1);
    expect(again.sent[0]?.names).toHaveLength(8);
  });

  test('a busy year is an estimate from twelve windows, and says so', async () => {
    const [busy, calm] = [repo('example-multitude/r0'), repo('example-multitude/r1')];
    const { seen, sent } = await askAll(['example-multitude/r0', 'example-multitude/r1']);
    expect(sent.map((request) => request.names)).toEqual([
      ['example-multitude/r0', 'example-multitude/r1'],
      ['example-multitude/r0'],
    ]);
    const exact = valueOf(seen, calm, activity) as Activity;
    const estimate = valueOf(seen, busy, activity) as Activity;
    expect(exact).toMatchObject({ sampled: false, people: 3 });
    expect(estimate.people).toBe(3);
    expect(Math.abs(estimate.commits - (365 / 2 + 365 / 5 + 285 / 40))).toBeLessThan(6);
    expect(seen.find((one) => one.kind === 'value' && one.key === activity && one.subject.kind === 'repository')).toMatchObject({
      url: expect.stringMatching(/^https:\/\/github\.com\/example-multitude\/r\d\/commits$/) as string,
    });
  });
});
