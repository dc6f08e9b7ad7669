import { countYear } from '../../server/src/people/count.ts';
import { busiestShare, monthsActive } from './figures.ts';
import { readHistory } from './history.ts';
import { STORIES, type Story } from './stories.ts';

/** One line a story: what is counted, and where the story says otherwise. */
export function compareStories(folder: string): readonly string[] {
  const rows = STORIES.map((story) => ({ story, counted: recount(folder, story) }));
  const odd = rows.filter(({ story, counted }) => differences(story, counted).length > 0);
  return [
    ...rows.map(({ story, counted }) => {
      const said = differences(story, counted);
      const title = `${story.repository} ${story.asOf}`.padEnd(42);
      return `${title} ${shown(counted).padEnd(18)} ${said.length > 0 ? `the story says ${said.join(', ')}` : 'as the story'}`;
    }),
    `${rows.length - odd.length} of ${rows.length} as the story (commits/am5/months/busiest share)`,
  ];
}

function recount(folder: string, { repository, asOf }: Story): Story {
  const year = countYear(readHistory(folder, repository).commits, { until: asOf });
  const share = Math.round(100 * busiestShare(year));
  return { repository, asOf, commits: year.commits, active: year.active, months: monthsActive(year), share };
}

function differences(story: Story, counted: Story): readonly string[] {
  const figures = ['commits', 'active', 'months', 'share'] as const;
  return figures.filter((key) => story[key] !== null && story[key] !== counted[key]).map((key) => `${key} ${story[key] ?? ''}`);
}

function shown({ commits, active, months, share }: Story): string {
  return `${commits}/${active}/${months}/.${String(share ?? 0).padStart(2, '0')}`;
}
