import { assess } from '../../server/src/assess/assess.ts';
import type { Preset } from '../../server/src/assess/severity.ts';
import { standingOf } from '../../server/src/measures/standing/standing.ts';
import type { Assessment } from '../../server/src/model/assessment.ts';
import type { FactView } from '../../server/src/model/fact.ts';
import type { Moment, Rule, RuleContext } from '../../server/src/model/finding.ts';
import { purlOfDependency, type Dependency } from '../../server/src/model/manifest.ts';
import { purlOf } from '../../server/src/model/purl.ts';
import { defaultThresholds } from '../../server/src/model/thresholds.ts';
import { factsThen, versionThen } from './factsThen.ts';
import { dateOf, type History } from './history.ts';

/** A project at a moment, as the editor would have met it: a line that requires the newest release straight from its forge. */
export interface CaseThen {
  readonly history: History;
  readonly day: number;
  readonly view: FactView;
  readonly dependency: Dependency;
  readonly version: string | undefined;
}

/** The case of a moment; `supposed` are facts by id that no history holds. */
export function caseThen(history: History, day: number, supposed: Readonly<Record<string, unknown>> = {}): CaseThen {
  return {
    history,
    day,
    view: factsThen(history, day, supposed),
    dependency: dependencyOn(history.repository),
    version: versionThen(history, day),
  };
}

/** Judges a case by the product's own function; `card` facts are not counted. */
export function judgedThen(
  { view, dependency, version, day }: CaseThen,
  rules: readonly Rule[],
  { moment, preset = 'recommended' }: { readonly moment: Moment; readonly preset?: Preset },
): Assessment {
  const policy = { preset, rules: {}, thresholds: defaultThresholds };
  return assess({ dependency, version, view, moment, now: dateOf(day) }, rules, policy, []);
}

/** What a rule is handed beside the facts, as the product hands it: at PRODUCT.md's thresholds. */
export function contextThen({ view, dependency, version, day }: CaseThen): RuleContext {
  const by = { now: dateOf(day), version, thresholds: defaultThresholds };
  return { ...by, dependency, standing: standingOf(view, { ...by, purl: purlOfDependency(dependency) }) };
}

function dependencyOn(repository: string): Dependency {
  const [owner = '', name = ''] = repository.split('/');
  const span = { start: 0, end: repository.length };
  return {
    ecosystem: 'npm',
    name: repository,
    requirement: null,
    scope: 'dependencies',
    indirect: false,
    optional: false,
    target: {
      kind: 'forge',
      purl: purlOf('github', repository),
      repository: { kind: 'repository', host: 'github.com', owner, name },
    },
    spans: { whole: span, name: span, requirement: null },
  };
}
