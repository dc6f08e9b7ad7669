import { join } from 'node:path';
import type { Rule } from '../../server/src/model/finding.ts';
import type { History } from '../histories/history.ts';
import { judgedThen } from '../histories/judgedThen.ts';
import type { Corpus } from './aims.ts';
import { endingShares, readEvents, type Events } from './events.ts';
import { judgeLines, linesCorpus, recordedLines, type RecordedLines } from './lines.ts';
import { readManifests } from './manifests.ts';
import { projectRows, type ProjectRow } from './projects.ts';
import { sampleOf, type Sampled } from './sample.ts';
import { SHARES } from './shares.ts';
import { inventedWorld, worldCorpus, type InventedPackage } from './world.ts';

/** Findings of the sample that come from real lines, and from the invented world. */
const HALF = 15;

/** What the invented world says. */
export interface WorldResult {
  readonly packages: readonly InventedPackage[];
  readonly corpora: readonly Corpus[];
}

/** What the real manifests say, and the projects behind their lines. */
export interface LinesResult {
  readonly recorded: readonly RecordedLines[];
  readonly corpora: readonly Corpus[];
  readonly projects: readonly ProjectRow[];
  /** The shares of endings, counted from the data. */
  readonly endings: ReturnType<typeof endingShares>;
  readonly sample: readonly Sampled[];
}

/** What is taken to be known of `finished`, in the words of the tables. */
const OPEN = 'finished or not: open';
const REFUTED = 'none is finished';

/** Judges the invented world. */
export function worldResult(histories: readonly History[], rules: readonly Rule[]): WorldResult {
  const world = inventedWorld(histories);
  return {
    packages: world.packages,
    corpora: [worldCorpus(OPEN, world, rules, 'open'), worldCorpus(REFUTED, world, rules, 'refuted')],
  };
}

/** Judges the recorded manifests of a folder of shared data; throws where they cannot be read. */
export function linesResult(
  data: string,
  histories: readonly History[],
  { rules, packages }: { readonly rules: readonly Rule[]; readonly packages: readonly InventedPackage[] },
): LinesResult {
  const events = readEvents(join(data, 'histories'));
  const recorded = recordedLines(readManifests(data), histories);
  const by = { events, rules };
  return {
    recorded,
    corpora: (['own', 'read'] as const).flatMap((at) => {
      const when = at === 'own' ? "manifest's day" : 'day the history was read';
      return [
        linesCorpus(`${when}, ${OPEN}`, recorded, by, { at, finished: 'open' }),
        linesCorpus(`${when}, ${REFUTED}`, recorded, by, { at, finished: 'refuted' }),
      ];
    }),
    endings: endingShares(histories, events),
    projects: projectRows(histories, events, rules),
    sample: [...sampleOfLines(recorded, by), ...sampleOfWorld(packages, by)],
  };
}

function sampleOfLines(recorded: readonly RecordedLines[], by: { readonly events: Events; readonly rules: readonly Rule[] }) {
  const candidates = recorded.flatMap((one) =>
    judgeLines(one, by, { at: 'own', finished: 'open', moment: 'added' }).map((line) => ({ ...line, where: one.manifest.file })),
  );
  return sampleOf(candidates, by.events, { size: HALF });
}

function sampleOfWorld(
  packages: readonly InventedPackage[],
  { events, rules }: { readonly events: Events; readonly rules: readonly Rule[] },
) {
  const candidates = packages
    .filter(({ laid }) => laid.length === 0)
    .map(({ name, history, day, version, facts, dependency }) => ({
      where: name,
      history,
      day,
      assessment: judgedThen({ history, day, version, view: facts, dependency }, rules, { moment: 'added' }),
    }));
  return sampleOf(candidates, events, { size: HALF, kept: (rule) => !SHARES.some(({ what }) => what === rule) });
}
