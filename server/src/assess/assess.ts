import { foundation } from '../facts/repository.ts';
import { standingOf } from '../measures/standing/standing.ts';
import type { Assessment } from '../model/assessment.ts';
import type { AnyFactKey, FactView } from '../model/fact.ts';
import { SEVERITIES, type Finding, type Moment, type Rule } from '../model/finding.ts';
import type { Instant } from '../model/instant.ts';
import { purlOfDependency, type Dependency } from '../model/manifest.ts';
import { isGoverning } from '../measures/governance.ts';
import { severityOf, type Policy } from './severity.ts';
import { impactOf, safetyNetOf } from './safetyNet.ts';

/** What the judgement of one dependency rests on. */
export interface Case {
  readonly dependency: Dependency;
  readonly version: string | undefined;
  readonly view: FactView;
  readonly moment: Moment;
  readonly now: Instant;
}

/** Judges one dependency: pure, cheap and redone each time, never cached. `card` are the facts that coverage counts. */
export function assess(
  { dependency, version, view, moment, now }: Case,
  rules: readonly Rule[],
  policy: Policy,
  card: readonly AnyFactKey[],
): Assessment {
  const { thresholds } = policy;
  const net = view.get(foundation);
  const standing = standingOf(view, { purl: purlOfDependency(dependency), version, now, thresholds });
  const isGoverned = net.state === 'known' && isGoverning(net.value);
  const findings = rules.flatMap((rule): Finding[] => {
    const verdict = rule.judge(view, { now, dependency, version, thresholds, standing });
    if (verdict.outcome !== 'fires') return [];
    const { because: message, evidence, subject } = verdict;
    const severity = severityOf(rule, policy, { moment, isGoverned, ...verdict });
    if (severity === undefined) return [];
    return [{ rule: rule.id, severity, message, evidence, ...(subject === undefined ? {} : { subject }) }];
  });
  const states = card.map((key) => ({ key, fact: view.get<unknown>(key) }));
  const askable = states.filter(({ fact }) => fact.state === 'known' || fact.why !== 'unsupported');
  return {
    dependency,
    version,
    standing,
    impact: impactOf(view),
    safetyNet: safetyNetOf(view),
    findings: findings.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)),
    facts: view,
    unknown: askable.flatMap(({ key, fact }) =>
      fact.state === 'unknown'
        ? [{ id: key.id, label: key.label, why: fact.why, ...(fact.until === undefined ? {} : { until: fact.until }) }]
        : [],
    ),
    coverage: { known: askable.filter(({ fact }) => fact.state === 'known').length, needed: askable.length },
  };
}
