import { corpusTable, projectsTable, sampleTable, sharesTable } from './layout.ts';
import type { LinesResult, WorldResult } from './result.ts';
import { SHARES } from './shares.ts';
import type { Part } from './write.ts';

/** The invented world, laid out. */
export function worldPart({ packages, corpora }: WorldResult): Part {
  const drawn = new Set(packages.map(({ history, day }) => `${history.repository} ${day}`));
  return {
    name: 'volume-world',
    words: `${packages.length} invented packages, drawn from ${drawn.size} different project-years.`,
    tables: [corpusTable('The invented world', corpora), sharesTable(SHARES)],
  };
}

/** The real manifests and the projects behind them, laid out. */
export function linesParts({ recorded, corpora, projects, endings, sample }: LinesResult): readonly Part[] {
  const sum = (of: (one: LinesResult['recorded'][number]) => number) => recorded.reduce((all, one) => all + of(one), 0);
  const touched = recorded.filter(({ lines }) => lines.length > 0);
  const homes = new Set(recorded.flatMap(({ lines }) => lines.map(({ history }) => history.repository)));
  const [known, others] = [sum(({ lines }) => lines.length), sum((one) => one.others)];
  return [
    {
      name: 'volume-projects',
      words: `Endings by known_events.json: of ${endings.years} project-years ${endings.archived} archived, ${endings.deprecated} deprecated.`,
      tables: [projectsTable(projects)],
    },
    {
      name: 'volume-lines',
      words: `${recorded.length} manifests name ${known + others} packages on direct lines. Of ${known} lines in ${touched.length} manifests the project is recorded (${homes.size} projects); of ${others} it is not, or not known for certain.`,
      tables: [corpusTable('Real lines', corpora)],
    },
    { name: 'volume-sample', words: '', tables: [sampleTable(sample)] },
  ];
}
