import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { countYear } from '../../server/src/people/count.ts';
import { readHistory } from '../histories/folder.ts';
import { busiestShare, monthsActive } from './figures.ts';

const Famous = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      n12: z.number(),
      caf: z.nullable(z.number()),
      top1: z.nullable(z.number()),
      contributors: z.number(),
      am5: z.number(),
      months: z.number(),
    }),
  ),
);

/** The recorders' own figures of famous repositories (`famous.json`) beside ours; lines where they differ, then how many agree. */
export function compareFamous(folder: string): readonly string[] {
  const file = join(folder, 'famous.json');
  if (!existsSync(file)) return ['no famous.json in the folder'];
  const lines: string[] = [];
  let dates = 0;
  for (const [repository, snapshots] of Object.entries(Famous.parse(JSON.parse(readFileSync(file, 'utf8'))))) {
    const { commits } = readHistory(folder, repository);
    for (const [asOf, said] of Object.entries(snapshots)) {
      dates += 1;
      const year = countYear(commits, { until: asOf });
      const pairs: readonly (readonly [string, number | null, number | null])[] = [
        ['commits', said.n12, year.commits],
        ['people', said.contributors, year.people],
        ['am5', said.am5, year.active],
        ['months', said.months, monthsActive(year)],
        // Ours is null below ten commits, theirs is not.
        ['absence factor', year.absenceFactor === null ? null : said.caf, year.absenceFactor],
        ['busiest share', said.top1, said.top1 === null ? null : Math.round(1000 * busiestShare(year)) / 1000],
      ];
      const odd = pairs.filter(([, theirs, ours]) => theirs !== ours);
      if (odd.length > 0) {
        lines.push(
          `${repository} ${asOf}: ${odd.map(([what, theirs, ours]) => `${what} ${theirs ?? '-'} there, ${ours ?? '-'} here`).join('; ')}`,
        );
      }
    }
  }
  return [...lines, `${dates - lines.length} of ${dates} dates agree in all six figures`];
}
