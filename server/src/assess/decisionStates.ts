import type { Decision, DecisionScope, DecisionStanding, RulingOnLine } from '../model/decision.ts';
import { dayOf, type Instant } from '../model/instant.ts';
import { purlKey, type Purl } from '../model/purl.ts';

/** What was judged. */
export interface JudgedLines {
  readonly scope: DecisionScope;
  readonly rulings: readonly RulingOnLine[];
  readonly now: Instant;
  /** The packages that the repository's manifests name; undefined where not all of them were read. */
  readonly present: ReadonlySet<Purl> | undefined;
}

/** The decisions of one file in their order, each with what it came to; what was judged by an equal decision was judged by this one. */
export function standingsOf(decisions: readonly Decision[], judged: JudgedLines): readonly DecisionStanding[] {
  const today = dayOf(judged.now);
  const keys = judged.present && new Set([...judged.present].map(purlKey));
  const byDecision = new Map<string, RulingOnLine[]>();
  for (const ruling of judged.rulings) {
    const key = JSON.stringify(ruling.decision);
    if (ruling.scope === judged.scope) byDecision.set(key, [...(byDecision.get(key) ?? []), ruling]);
  }
  return decisions.map((decision): DecisionStanding => {
    if (decision.until < today) return { decision, state: 'expired', because: `it held until ${decision.until}` };
    const own = byDecision.get(JSON.stringify(decision)) ?? [];
    const has = (outcome: RulingOnLine['outcome']) => own.find((ruling) => ruling.outcome === outcome);
    if (has('holds')) return { decision, state: 'used' };
    const worse = has('worse');
    if (worse) return { decision, state: 'worse', ...(worse.because === undefined ? {} : { because: worse.because }) };
    if (has('unknown')) return { decision, state: 'unknown' };
    if (own.length > 0) return { decision, state: 'unused', because: `${decision.rule} has nothing to say of it` };
    if (keys && !keys.has(purlKey(decision.purl)))
      return { decision, state: 'unused', because: 'no manifest of the repository names it' };
    return { decision, state: 'unknown' };
  });
}
