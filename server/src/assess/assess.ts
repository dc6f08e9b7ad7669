import { foundation } from '../facts/repository.ts';
import type { Assessment } from '../model/assessment.ts';
import type { AnyFactKey, FactView } from '../model/fact.ts';
import { SEVERITIES, type Finding, type Moment, type Rule } from '../model/finding.ts';
import type { Instant } from '../model/instant.ts';
import type { Dependency } from '../model/manifest.ts';
import { severityOf, type Policy } from './severity.ts';
import { standingOf } from './standing.ts';

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
  const findings = rules.flatMap((rule): Finding[] => {
    const verdict = rule.judge(view, { now, dependency, version });
    if (verdict.outcome !== 'fires') return [];
    const severity = severityOf(rule, policy, moment, verdict.louder);
    return severity === undefined ? [] : [{ rule: rule.id, severity, message: verdict.because, evidence: verdict.evidence }];
  });
  const states = card.map((key) => ({ key, fact: view.get<unknown>(key) }));
  const askable = states.filter(({ fact }) => fact.state === 'known' || fact.why !== 'unsupported');
  return {
    dependency,
    version,
    standing: standingOf(view),
    safetyNet: view.get(foundation),
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
