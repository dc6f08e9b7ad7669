import type { AnyFactKey, Fact, FactKey, Missing, Provenance } from '../model/fact.ts';
import type { Loudness, Nuance, Rule, RuleContext, Verdict } from '../model/finding.ts';

type Values<N> = { readonly [K in keyof N]: N[K] extends FactKey<infer T> ? T : never };
type Facts<N> = { readonly [K in keyof N]: N[K] extends FactKey<infer T> ? Fact<T> : never };

interface RuleDraft<N extends Record<string, AnyFactKey>, O extends Record<string, AnyFactKey>> {
  readonly id: string;
  readonly title: string;
  readonly tier: 'batch' | 'detail';
  readonly recommended: Loudness;
  readonly inQuiet?: boolean;
  readonly ofPeople?: boolean;
  readonly strict?: Loudness;
  /** Facts without which the rule cannot run: a missing one makes the outcome `unknown`. */
  readonly needs: N;
  /** Facts handed over as they are, known or not, for rules that can do with some of them. */
  readonly optional: O;
  /** Facts that the standing rests on, of rules that judge by it. */
  readonly standing?: readonly AnyFactKey[];
  judge(values: Values<N>, facts: Facts<N & O>, context: RuleContext): Verdict;
}

/** Declares a rule. It never runs on a missing fact: that is `unknown`, with the reason, by construction. */
export function defineRule<N extends Record<string, AnyFactKey>, O extends Record<string, AnyFactKey>>(
  draft: RuleDraft<N, O>,
): Rule {
  const { needs, optional, standing = [], judge, ...rest } = draft;
  const needed = Object.entries(needs);
  const all = [...needed, ...Object.entries(optional)];
  return {
    ...rest,
    keys: [...new Set<AnyFactKey>([...all.map(([, key]) => key), ...standing])],
    judge(view, context) {
      const values: Record<string, unknown> = {};
      const facts = Object.fromEntries(all.map(([name, key]) => [name, view.get<unknown>(key)]));
      for (const [name, key] of needed) {
        const fact = facts[name];
        if (fact?.state !== 'known') return unknown(key, fact?.why ?? 'pending');
        values[name] = fact.value;
      }
      return judge(values as Values<N>, facts as Facts<N & O>, context); // built key by key from the very maps the types describe
    },
  };
}

/** The rule fires. `evidence` are the provenances of the facts it rests on. */
export function fires(because: string, evidence: readonly Fact<unknown>[], nuance: Nuance = {}): Verdict {
  return {
    outcome: 'fires',
    because,
    ...nuance,
    evidence: evidence.flatMap((fact): Provenance[] => (fact.state === 'known' ? [fact.from] : [])),
  };
}

/** Known not to be so. */
export const quiet: Verdict = { outcome: 'quiet' };

/** Cannot be told: which fact is missing, and why. */
export function unknown(key: AnyFactKey, why: Missing): Verdict {
  return { outcome: 'unknown', key, why };
}
