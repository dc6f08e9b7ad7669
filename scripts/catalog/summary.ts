import type { CatalogueFile } from '../../server/src/sources/catalogue/format.ts';

/** The catalogue in numbers: how much there is, and per foundation the projects by relation and stage. */
export function summary({ sources, foundations, projects, orgs, aliases, rested, prefixes, vanity }: CatalogueFile): string[] {
  const repositories = projects.reduce((sum, row) => sum + row[5].reduce((n, bundle) => n + bundle.split(' ').length, 0), 0);
  const declared = Object.values(orgs).filter(([, how]) => how === 'declared').length;
  const rules = Object.values(prefixes).reduce((sum, words) => sum + Object.keys(words).length, 0);
  return [
    `${projects.length} projects, ${repositories} repositories, ${declared} declared and ${Object.keys(orgs).length - declared} likely organisations`,
    `${rules} prefixes, ${Object.keys(aliases).length} former names, ${Object.keys(rested).length} put to rest, ${vanity.length} import prefixes, ${sources.length} sources`,
    ...foundations.flatMap(({ name, stages }, at) => {
      const counts = new Map<string, number>();
      for (const [, foundation, stage] of projects) {
        if (foundation !== at) continue;
        const word = `${stages[stage ?? '']?.[0] ?? '?'} · ${stage ?? 'no stage'}`;
        counts.set(word, (counts.get(word) ?? 0) + 1);
      }
      return [...counts].sort().map(([word, count]) => `  ${name} · ${word}: ${count}`);
    }),
  ];
}
