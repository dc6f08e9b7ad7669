import type { Counting } from '../../model/counting.ts';
import { peopleOf } from '../../people/identity.ts';
import type { Head } from './answer.ts';
import { authored } from './people.ts';

/**
 * People seen in the year before the last and not in the year before that, and how many of them were seen in the last. Seen in the newest 25
 * commits of each month (a hundred in the newest six), so in a busy repository somebody who came earlier may look new, and somebody who
 * stayed may be missed; whoever comes back after a year of rest counts as new, but for the busiest account, whose commits before are known. Undefined where a month was not answered.
 */
export function newcomersOf(
  head: Head,
  busiestId: string | null,
  counting?: Counting,
): { readonly came: number; readonly stayed: number } | undefined {
  const years = [0, 12, 24].map((from) => authored(head, counting?.bots, { from, until: from + 12 }));
  const all = years.flatMap((year, at) => (year ?? []).map(({ by }) => ({ by, at })));
  if (years.includes(undefined)) return undefined;
  const { personOf } = peopleOf(
    all.map(({ by }) => by),
    counting?.aliases ?? [],
  );
  const seen = (year: number) => new Set(personOf.filter((_, at) => all[at]?.at === year));
  const [before, then, since] = [seen(0), seen(1), seen(2)];
  if ((head.busiestBefore?.totalCount ?? 0) > 0)
    all.forEach(({ by }, at) => {
      const person = personOf[at];
      if (busiestId !== null && by.id === busiestId && person !== undefined) before.add(person);
    });
  const came = [...then].filter((person) => !before.has(person));
  return { came: came.length, stayed: came.filter((person) => since.has(person)).length };
}
