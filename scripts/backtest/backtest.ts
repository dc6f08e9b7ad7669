import { STANDINGS, type StandingWord } from '../../server/src/model/standing.ts';
import type { Rule } from '../../server/src/model/finding.ts';
import type { History } from '../histories/history.ts';
import { areaOf, type Area } from './curve.ts';
import { drawRepositories, type Draws } from './draws.ts';
import { figuresOf, groups, type Figures } from './figures.ts';
import { quarterly, type Quarterly } from './quarters.ts';
import { baselines, measures, ruleSignal, variants, type Signal } from './signals.ts';
import { snapshotsOf, type Snapshot } from './snapshots.ts';

/** What the back-test found. */
export interface BackTest {
  /** Every rule that could be judged from the histories, by id. */
  readonly rules: Readonly<Record<string, Figures>>;
  readonly baselines: Readonly<Record<string, Figures>>;
  /** Parts of rules told apart. */
  readonly variants: Readonly<Record<string, Figures>>;
  readonly snapshots: number;
  /** Snapshots that went dormant. */
  readonly positives: number;
  readonly histories: number;
  readonly repositories: number;
  readonly dormantRepositories: number;
  /** By standing: snapshots, and how many of them went dormant. */
  readonly standings: Readonly<Partial<Record<StandingWord, { readonly snapshots: number; readonly dormant: number }>>>;
  readonly measures: Readonly<Record<string, Area>>;
  /** Rules that the histories cannot feed, and which fact is missing. */
  readonly notJudged: Readonly<Record<string, string>>;
  /** Rules told of every quarter, by id; one that is not registered is not here. */
  readonly quarterly: Readonly<Record<string, Quarterly>>;
}

/** Rules about an event that passes within a year: yearly snapshots would miss most of them. */
const QUARTERLY: readonly string[] = ['handover'];

/** Rules whose fact is there for another part of it. */
const UNTOLD: Readonly<Record<string, string>> = { moved: 'whether a repository was renamed' };

/** Judges every snapshot of the histories by the given rules and compares with what came of it. Deterministic. */
export function backTest(histories: readonly History[], rules: readonly Rule[]): BackTest {
  const snapshots = snapshotsOf(histories, rules);
  const byRepository = groups(snapshots);
  const draws = drawRepositories([...byRepository.keys()]);
  const missing = Object.fromEntries(
    rules.flatMap(({ id }) => {
      const why = UNTOLD[id] ?? missingFact(snapshots, id);
      return why === undefined ? [] : [[id, why]];
    }),
  );
  const judged = rules.filter(({ id }) => missing[id] === undefined).map(({ id }) => ruleSignal(id));
  const dormant = snapshots.filter(({ isDormant }) => isDormant);
  return {
    rules: told(judged, snapshots, draws),
    baselines: told(baselines, snapshots, draws),
    variants: told(variants, snapshots, draws),
    snapshots: snapshots.length,
    positives: dormant.length,
    histories: histories.length,
    repositories: byRepository.size,
    dormantRepositories: groups(dormant).size,
    standings: standingsOf(snapshots),
    measures: Object.fromEntries(
      measures.map(({ id, risk }) => [
        id,
        areaOf(
          snapshots.map((one) => ({ ...rowOf(one), risk: risk(one) })),
          draws,
        ),
      ]),
    ),
    notJudged: missing,
    quarterly: Object.fromEntries(
      rules.filter(({ id }) => QUARTERLY.includes(id)).map((rule) => [rule.id, quarterly(histories, rule)]),
    ),
  };
}

function told(signals: readonly Signal[], snapshots: readonly Snapshot[], draws: Draws): Readonly<Record<string, Figures>> {
  return Object.fromEntries(
    signals.map(({ id, flags }) => [
      id,
      figuresOf(
        snapshots.map((one) => ({ ...rowOf(one), isFlagged: flags(one) })),
        draws,
      ),
    ]),
  );
}

function rowOf({ repository, isDormant }: Snapshot): Pick<Snapshot, 'repository' | 'isDormant'> {
  return { repository, isDormant };
}

/** The fact that a rule lacked most often, where it could not be told of any snapshot. */
function missingFact(snapshots: readonly Snapshot[], id: string): string | undefined {
  const missing = new Map<string, number>();
  for (const { verdicts } of snapshots) {
    const verdict = verdicts.get(id);
    if (verdict?.outcome !== 'unknown') return undefined;
    const { label } = verdict.key as { readonly label: string };
    missing.set(label, (missing.get(label) ?? 0) + 1);
  }
  return [...missing].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function standingsOf(snapshots: readonly Snapshot[]): BackTest['standings'] {
  return Object.fromEntries(
    STANDINGS.map((word) => {
      const own = snapshots.filter(({ standing }) => standing === word);
      return [word, { snapshots: own.length, dormant: own.filter(({ isDormant }) => isDormant).length }] as const;
    }).filter(([, { snapshots: count }]) => count > 0),
  );
}
