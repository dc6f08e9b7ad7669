import { describe, expect, test } from 'vitest';
import { activity, type Activity } from '../../server/src/facts/repository.ts';
import type { Instant } from '../../server/src/model/instant.ts';
import { github } from '../../server/src/sources/github.ts';
import { NotRecorded, type Repository } from '../upstream/world/repository.ts';
import { anUpstream } from '../unit/upstream/asking.ts';
import { asked, repo, valueOf } from '../unit/github/asking.ts';

// Real histories, asked for over GraphQL as GitHub would answer, against the same figures counted straight from what was recorded.
const DATES: readonly Instant[] = ['2017-06-01T00:00:00.000Z', '2020-06-01T00:00:00.000Z', '2024-06-01T00:00:00.000Z'];
const YEAR_MS = 365 * 86_400_000;

interface Figures {
  readonly commits: number;
  readonly people: number;
  readonly active: number;
  readonly absenceFactor: number | null;
  readonly monthsActive: number;
  readonly busiest: number;
}

/** By the recorded identities of people: nothing of Mainstay's own counting is used. */
function straight(repository: Repository, until: Instant): Figures {
  const end = Date.parse(until);
  const human = repository
    .commits()
    .filter(({ authoredAt, merge, author }) => !merge && !author.bot && authoredAt >= end - YEAR_MS && authoredAt < end);
  const byPerson = new Map<string, number>();
  for (const { author } of human) byPerson.set(author.login, (byPerson.get(author.login) ?? 0) + 1);
  const shares = [...byPerson.values()].sort((a, b) => b - a);
  let reached = 0;
  const half = shares.findIndex((share) => (reached += share) * 2 >= human.length);
  return {
    commits: human.length,
    people: byPerson.size,
    active: shares.filter((share) => share >= 5).length,
    absenceFactor: human.length < 10 ? null : half + 1,
    monthsActive: new Set(human.map(({ authoredAt }) => Math.floor(((authoredAt - end + YEAR_MS) * 12) / YEAR_MS))).size,
    busiest: shares[0] ?? 0,
  };
}

function told({ commits, people, active, absenceFactor, months, shares }: Activity): Figures {
  const monthsActive = months.filter((count) => count > 0).length;
  return { commits, people, active, absenceFactor, monthsActive, busiest: shares[0] ?? 0 };
}

/** What the counts of people alone come to, by PRODUCT.md's table of standings. */
function standing({ commits, active, monthsActive, busiest }: Figures): string {
  if (active <= 1 && monthsActive <= 6) return 'fading';
  const share = busiest / Math.max(1, commits);
  if (commits >= 10 && (share >= 0.8 || (active === 1 && share >= 0.5))) return 'one-person';
  return active <= 1 ? 'light' : active <= 3 ? 'small-team' : 'sustained';
}

function recorded(repository: Repository | undefined, until: Instant): Figures | undefined {
  try {
    return repository && straight(repository, until);
  } catch (error) {
    if (error instanceof NotRecorded) return undefined; // the history was read too long before that day
    throw error;
  }
}

describe.each(DATES)('every recorded project as of %s', (now) => {
  const upstream = anUpstream({ now });

  test('up to a hundred commits a year equal; above, at least as many people as were seen', async () => {
    const { world, env } = upstream();
    const real = [...(world.repositories ?? [])].filter(([name]) => !name.startsWith('example'));
    const { seen } = await asked(
      github,
      real.map(([name]) => repo(name)),
      { at: env['github'] ?? '', now, options: { wait: () => Promise.resolve() } },
    );
    expect(real).toHaveLength(58);
    const errors: string[] = [];
    let near = 0;
    let exact = 0;
    for (const [name, make] of real) {
      const want = recorded(make(), now);
      const got = valueOf(seen, repo(name), activity);
      if (want === undefined || 'why' in got) {
        expect({ name, unknown: 'why' in got }).toEqual({ name, unknown: want === undefined });
        continue;
      }
      const figures = told(got);
      if (!got.sampled) {
        expect({ name, ...figures }).toEqual({ name, ...want });
        exact += 1;
        continue;
      }
      expect(figures.people).toBeLessThanOrEqual(want.people);
      expect(figures.active).toBeLessThanOrEqual(want.active);
      expect({ name, standing: standing(figures) }).toEqual({ name, standing: standing(want) });
      const off = Math.abs((figures.absenceFactor ?? 0) - (want.absenceFactor ?? 0));
      if (off <= 1) near += 1;
      const share = (of: Figures) => `${Math.round((100 * of.busiest) / Math.max(1, of.commits))} %`;
      errors.push(
        `${name}: commits ${figures.commits} for ${want.commits}, active ${figures.active} of ${want.active}, absence factor ` +
          `${figures.absenceFactor} for ${want.absenceFactor}, busiest ${share(figures)} for ${share(want)}`,
      );
    }
    console.log(
      [
        `as of ${now.slice(0, 10)}: ${exact} exact; sampled, standing equal in all, absence factor within 1 in ${near} of ${errors.length}`,
        ...errors,
      ].join('\n  '),
    );
    expect(exact).toBeGreaterThan(10);
    expect(near).toBe(errors.length);
  });
});
