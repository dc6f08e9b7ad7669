import * as z from 'zod/mini';
import { parse } from 'yaml';
import type { SourceRow } from '../../server/src/sources/catalogue/format.ts';
import { entry, type Entry } from './entry.ts';
import { readLandscapeItems, stageWord } from './readLandscape.ts';
import { repositoriesOf } from './repositoryAddress.ts';
import { meaningOf, REVIEWS } from './relations.ts';

const Row = z.object({
  name: z.string(),
  display_name: z.catch(z.nullish(z.string()), null),
  maturity: z.catch(z.nullish(z.string()), null),
  repositories: z.array(z.unknown()),
});
const Repository = z.object({ url: z.string() });

/**
 * Repositories of listed projects, from a CLOMonitor file (cncf/clomonitor `data/*.yaml`). Its words for a stage count only where the
 * foundation has no list of its own; a word that is none of the foundation's is left out.
 */
export function readCloMonitor(yaml: string, foundation: string, source: SourceRow, hasOwnList: boolean): Entry[] {
  const rows = z.array(z.unknown()).parse(parse(yaml, { logLevel: 'silent', uniqueKeys: false }));
  const review = REVIEWS.get(foundation);
  return rows.flatMap((raw) => {
    const row = Row.safeParse(raw);
    if (!row.success) return [];
    const { name, display_name, maturity, repositories } = row.data;
    const word = maturity ? stageWord(maturity) : null;
    const known = word !== null && review !== undefined && meaningOf(review, word) !== undefined;
    return [
      entry({
        name: display_name ?? name,
        foundation,
        stage: known && !hasOwnList ? word : null,
        repositories: repositoriesOf(repositories.map((item) => Repository.safeParse(item).data?.url)),
        slugs: [name],
        rank: hasOwnList ? 'extra' : 'own',
        source,
      }),
    ];
  });
}

/** Everything a landscape of the whole Linux Foundation lists as a project: items with its slug. */
export function readUmbrella(yaml: string, foundationOfGroup: (group: string) => string, source: SourceRow): Entry[] {
  const items = readLandscapeItems(yaml).filter(({ slug }) => slug !== null);
  return items.map(({ name, repositories, organisations, groups, slug }) => {
    // Some rows name two groups; the one below the Linux Foundation itself says more.
    const named = groups.map(foundationOfGroup);
    const foundation = named.find((group) => group !== 'Linux Foundation') ?? 'Linux Foundation';
    const slugs = slug === null ? [] : [slug];
    return entry({ name, foundation, repositories, organisations, slugs, rank: 'bot', source, grouped: named.length > 0 });
  });
}
