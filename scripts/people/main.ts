// `node scripts/run.mjs scripts/people/main.ts --data DIR`: the stories' figures, counted anew from recorded histories (the format of `data/histories`).
import { parseArgs } from 'node:util';
import { countYear } from '../../server/src/people/count.ts';
import { recordedCommits } from './history.ts';
import { STORIES, type Story } from './stories.ts';

const { data } = parseArgs({ options: { data: { type: 'string' } } }).values;
if (data === undefined) {
  console.error('usage: node scripts/run.mjs scripts/people/main.ts --data DIR (a folder of recorded histories)');
  process.exit(2);
}

const rows = STORIES.map((story) => ({ story, counted: recount(data, story) }));
for (const { story, counted } of rows) {
  const verdict = differences(story, counted);
  console.log(
    `${`${story.repository} ${story.asOf}`.padEnd(42)} ${shown(counted).padEnd(18)} ${verdict.length ? `story says ${verdict.join(', ')}` : 'as the story'}`,
  );
}
console.log(
  `${rows.filter(({ story, counted }) => differences(story, counted).length === 0).length} of ${rows.length} as the story`,
);

function recount(folder: string, { repository, asOf }: Story): Story {
  const { commits, active, months, shares } = countYear(recordedCommits(folder, repository), { until: asOf });
  const share = Math.round((100 * (shares[0] ?? 0)) / Math.max(1, commits));
  return { repository, asOf, commits, active, months: months.filter((count) => count > 0).length, share };
}

function differences(story: Story, counted: Story): readonly string[] {
  const figures = ['commits', 'active', 'months', 'share'] as const;
  return figures.filter((key) => story[key] !== null && story[key] !== counted[key]).map((key) => `${key} ${story[key] ?? ''}`);
}

function shown({ commits, active, months, share }: Story): string {
  return `${commits}/${active}/${months}/.${String(share ?? 0).padStart(2, '0')}`;
}
