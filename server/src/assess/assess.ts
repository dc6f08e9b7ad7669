import { foundation } from '../facts/repository.ts';
import { standingOf } from '../measures/standing/standing.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Ruling } from '../model/decision.ts';
import type { AnyFactKey, FactView } from '../model/fact.ts';
import { SEVERITIES, type Finding, type Moment, type Rule } from '../model/finding.ts';
import type { Instant } from '../model/instant.ts';
import { purlOfDependency, type Dependency } from '../model/manifest.ts';
import { isGoverning } from '../measures/governance.ts';
import { decide, type RuleOutcome } from './decisions.ts';
import { severityOf, type Policy } from './severity.ts';
import { impactOf, safetyNetOf } from './safetyNet.ts';

/** What the judgement of one dependency rests on. */
export interface Case {
  readonly dependency: Dependency;
  readonly version: string | undefined;
  readonly view: FactView;
  readonly before?: Assessment['before'];
  readonly foreignHost?: string | undefined;
  readonly moment: Moment;
  readonly now: Instant;
  /** What was decided about findings, the team's decisions first; about other packages too. */
  readonly decisions?: readonly Ruling[];
}

/** Judges one dependency: pure; who keeps what it says knows what that rests on. `card` are the facts that coverage counts. */
export function assess(
  { dependency, version, view, before, foreignHost, moment, now, decisions = [] }: Case,
  rules: readonly Rule[],
  policy: Policy,
  card: readonly AnyFactKey[],
): Assessment {
  const { thresholds } = policy;
  const net = view.get(foundation);
  const purl = purlOfDependency(dependency);
  const standing = standingOf(view, { purl, version, now, thresholds });
  const isGoverned = net.state === 'known' && isGoverning(net.value);
  const outcomes = new Map<string, RuleOutcome>();
  const found = rules.flatMap((rule): Finding[] => {
    const verdict = rule.judge(view, { now, dependency, version, thresholds, standing });
    const loudness = (at: Moment) =>
      severityOf(rule, policy, { moment: at, isGoverned, ...(verdict.outcome === 'fires' ? verdict : {}) });
    const [settled, severity] = [loudness('standing'), loudness(moment)];
    const isOff = settled === undefined && loudness('added') === undefined;
    const outcome = isOff ? 'off' : verdict.outcome === 'not-applicable' ? 'quiet' : verdict.outcome;
    outcomes.set(rule.id, { outcome, settled });
    if (verdict.outcome !== 'fires' || severity === undefined) return [];
    const { because: message, evidence, subject } = verdict;
    return [{ rule: rule.id, severity, message, evidence, ...(subject === undefined ? {} : { subject }) }];
  });
  const decided = decide(found, decisions, { purl, standing: standing.word, outcomes, now });
  const states = card.map((key) => ({ key, fact: view.get<unknown>(key) }));
  // What a kind of package has not (a Go module no accounts) is nothing to know; a repository it has, even where nobody reads that forge.
  const hasRepository = dependency.target.kind !== 'none';
  const askable = states.filter(
    ({ key, fact }) => fact.state === 'known' || fact.why !== 'unsupported' || (key.of === 'repository' && hasRepository),
  );
  return {
    dependency,
    version,
    standing,
    impact: impactOf(view),
    safetyNet: safetyNetOf(view),
    findings: decided.findings.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)),
    rulings: decided.rulings,
    facts: view,
    ...(foreignHost === undefined ? {} : { foreignHost }),
    ...(before === undefined ? {} : { before }),
    unknown: askable.flatMap(({ key, fact }) =>
      fact.state === 'unknown'
        ? [{ id: key.id, label: key.label, why: fact.why, ...(fact.until === undefined ? {} : { until: fact.until }) }]
        : [],
    ),
    coverage: { known: askable.filter(({ fact }) => fact.state === 'known').length, needed: askable.length },
  };
}
