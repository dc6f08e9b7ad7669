import { expect, test } from 'vitest';
import * as facts from '../../../server/src/facts/repositoryDetail.ts';
import { monthsBefore } from '../../../server/src/sources/githubDetail/months.ts';
import { recordedRepositories } from '../../upstream/world/recordedRepositories.ts';
import { anUpstream } from '../upstream/asking.ts';
import { detailOf } from './asking.ts';

/** A day at which the recorded histories are still told. */
const THEN = '2026-07-15T00:00:00.000Z';
const upstream = anUpstream({ now: THEN });

test.each(['sirupsen/logrus', 'fluxcd/flux2'])(
  'the months and quarters of %s are those of its recorded history',
  async (name) => {
    const repository = recordedRepositories(THEN, 0).get(name)?.();
    if (repository === undefined) throw new Error(`${name} is not recorded`);
    const times = repository.commits().map(({ committedAt }) => committedAt);
    const within = ({ from, until }: { readonly from: string; readonly until: string }) =>
      times.filter((time) => time >= Date.parse(from) && time < Date.parse(until)).length;
    const counted = monthsBefore(THEN).map(within);

    const detail = await detailOf(name, { at: upstream().env['github'] ?? '', now: THEN });

    expect(detail.sent).toHaveLength(1);
    const months = detail.of(facts.monthlyCommits);
    expect('why' in months ? months : months.map(({ commits }) => commits)).toEqual(counted.slice(12));
    const lead = detail.of(facts.leadHistory);
    // Of commits before 2014 only the number is recorded, not whose they are.
    if (repository.before.commits > 0) expect(lead).toEqual({ why: 'not-served' });
    else expect('quarters' in lead ? sum(lead.quarters.map(({ total }) => total)) : lead).toBe(sum(counted));
    // Nobody recorded change requests: they are unknown, not none.
    expect(detail.of(facts.mergers)).toEqual({ why: 'not-served' });
  },
);

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
