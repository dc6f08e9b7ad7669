import { latestVulnerable, repository, type DeclaredRepository } from '../../server/src/facts/package.ts';
import { versionLicence } from '../../server/src/facts/version.ts';
import type { Judged } from '../../server/src/lsp/judging.ts';
import type { FactView } from '../../server/src/model/fact.ts';
import type { Moment, Rule } from '../../server/src/model/finding.ts';
import type { Dependency } from '../../server/src/model/manifest.ts';
import { factsThen } from '../histories/factsThen.ts';
import { dateOf, dayNumber, type History } from '../histories/history.ts';
import { judgedThen } from '../histories/judgedThen.ts';
import { licensedVersions, stableTags } from '../histories/releases.ts';
import { endingsBefore, type Events } from './events.ts';
import { homeOf } from './homes.ts';
import { packageLines, type DatedManifest } from './manifests.ts';
import { overlaid } from './overlay.ts';
import { sumOf, volumeOf } from './said.ts';
import type { Corpus } from './aims.ts';

/** The lines of a manifest whose projects are recorded. */
export interface RecordedLines {
  readonly manifest: DatedManifest;
  readonly lines: readonly { readonly dependency: Dependency; readonly history: History }[];
  /** Lines that name a package whose project is not recorded, or not known for certain. */
  readonly others: number;
}

/** Finds the lines of every manifest whose projects are among the histories. */
export function recordedLines(manifests: readonly DatedManifest[], histories: readonly History[]): readonly RecordedLines[] {
  const byHome = new Map(histories.map((history) => [history.repository.toLowerCase(), history]));
  return manifests.map((manifest) => {
    const all = packageLines(manifest.open);
    const lines = all.flatMap((dependency) => {
      const history = byHome.get(homeOf(dependency)?.toLowerCase() ?? '');
      return history === undefined ? [] : [{ dependency, history }];
    });
    return { manifest, lines, others: all.length - lines.length };
  });
}

/** When lines are judged, and what is taken to be known. */
export interface Situation {
  /** `own`: the day its manifest was committed, as far as the history reaches. `read`: the day the history was read, whatever the manifest's. */
  readonly at: 'own' | 'read';
  /** Whether a project could be finished stays open, as the histories leave it, or is settled against it: the loudest that is possible. */
  readonly finished: 'open' | 'refuted';
}

/** A line judged, with the day it was judged at. */
export interface JudgedLine extends Judged {
  readonly history: History;
  readonly day: number;
}

/** Judges recorded lines by the product's own function. */
export function judgeLines(
  { manifest, lines }: RecordedLines,
  { events, rules }: { readonly events: Events; readonly rules: readonly Rule[] },
  situation: Situation & { readonly moment: Moment },
): readonly JudgedLine[] {
  return lines.map(({ dependency, history }) => {
    const told = situation.at === 'read' ? dateOf(history.observed) : manifest.date;
    const day = Math.min(dayNumber(told), history.observed);
    const base = factsOn(history, day);
    const version = manifest.open.ecosystem.version(dependency, base, undefined)?.replace(/^v/, '');
    const supposed = {
      ...endingsBefore(events.get(history.repository) ?? [], told, history),
      ...(situation.finished === 'refuted' ? { [latestVulnerable.id]: true } : {}),
      [repository.id]: declared(history),
      [versionLicence.id]: licenceOf(history, day, version),
    };
    const from = { source: 'recorded', url: `https://github.com/${history.repository}`, fetchedAt: told };
    const view = overlaid(base, supposed, from);
    const assessment = judgedThen({ history, day, view, dependency, version }, rules, { moment: situation.moment });
    return { dependency, moment: situation.moment, assessment, history, day };
  });
}

/** What is said of the recorded lines of all manifests, on lines that stood and on lines that were added. */
export function linesCorpus(
  title: string,
  recorded: readonly RecordedLines[],
  by: { readonly events: Events; readonly rules: readonly Rule[] },
  situation: Situation,
): Corpus {
  const at = (moment: Moment) =>
    sumOf(recorded.map((one) => volumeOf(one.manifest.open, judgeLines(one, by, { ...situation, moment }))));
  return { title, standing: at('standing'), added: at('added') };
}

const views = new WeakMap<History, Map<number, FactView>>();

/** A history's facts of a day, worked out once. */
function factsOn(history: History, day: number): FactView {
  const known = views.get(history) ?? new Map<number, FactView>();
  views.set(history, known);
  const view = known.get(day) ?? factsThen(history, day);
  known.set(day, view);
  return view;
}

function declared({ repository: fullName }: History): DeclaredRepository {
  const [owner = '', name = ''] = fullName.split('/');
  return { repository: { kind: 'repository', host: 'github.com', owner, name }, how: 'declared' };
}

/** Of the very version a line resolves to; undefined where its release is not recorded, or its licence not certain. */
function licenceOf(history: History, day: number, version: string | undefined): string | undefined {
  return licensedVersions(history, stableTags(history, day)).find((one) => one.version === version)?.licence ?? undefined;
}
