import { expect, test } from 'vitest';
import { activity } from '../../server/src/facts/repository.ts';
import { github } from '../../server/src/sources/github.ts';
import { worldAt } from '../upstream/world/index.ts';
import { anUpstream } from '../unit/upstream/asking.ts';
import { asked, repo, valueOf } from '../unit/github/asking.ts';

// Every recorded project, asked late what it was like on a day, against what it told on that day.
const LATE = '2026-08-22T00:00:00.000Z';
const DAY = '2020-06-01T00:00:00.000Z';
const telling = { staleDays: 5000 };

const late = anUpstream({ world: worldAt(LATE, telling) });
const then = anUpstream({ world: worldAt(DAY, telling) });

test('people of a day, asked about later, are those told on that day, of every recorded project', async () => {
  const names = [...(late().world.repositories ?? [])].map(([name]) => name).filter((name) => !name.startsWith('example'));
  const subjects = names.map((name) => repo(name));
  const options = { wait: () => Promise.resolve() };
  const looking = await asked(github, subjects, { at: late().env['github'] ?? '', now: LATE, asOf: DAY, options });
  const being = await asked(github, subjects, { at: then().env['github'] ?? '', now: DAY, options });
  expect(names).toHaveLength(58);
  let sampled = 0;
  for (const name of names) {
    const [seen, told] = [valueOf(looking.seen, repo(name), activity), valueOf(being.seen, repo(name), activity)];
    expect({ name, year: seen }).toEqual({ name, year: told });
    expect(told).toHaveProperty('commits');
    if ('sampled' in told && told.sampled) sampled += 1;
  }
  console.log(`as of ${DAY.slice(0, 10)}: ${names.length} equal, ${sampled} of them sampled`);
  expect(sampled).toBeGreaterThan(0);
});
