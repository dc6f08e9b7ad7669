import type { Loudness, Moment, Rule, Severity } from '../model/finding.ts';

/** Named sets of loudness. `quiet`: what has ended or changed hands only; `strict`: one louder, and the strict rules on. */
export type Preset = 'quiet' | 'recommended' | 'strict';

/** What a team or person decided about loudness: a preset and exceptions by rule id. */
export interface Policy {
  readonly preset: Preset;
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
}

const LOUDER: Readonly<Record<Severity, Severity>> = { hint: 'information', information: 'warning', warning: 'warning' };

/** How loud a rule speaks; undefined where it is off. Never an error: a build is not Mainstay's to break. */
export function severityOf(rule: Rule, policy: Policy, moment: Moment, louder = false): Severity | undefined {
  const chosen = policy.rules[rule.id];
  if (chosen !== undefined) return chosen === 'off' ? undefined : chosen;
  const loudness = presetLoudness(rule, policy.preset)[moment];
  if (loudness === 'off') return undefined;
  return louder ? LOUDER[loudness] : loudness;
}

function presetLoudness(rule: Rule, preset: Preset): Loudness {
  switch (preset) {
    case 'quiet':
      return rule.inQuiet === true ? rule.recommended : { standing: 'off', added: 'off' };
    case 'recommended':
      return rule.recommended;
    case 'strict':
      return rule.strict ?? { standing: oneUp(rule.recommended.standing), added: oneUp(rule.recommended.added) };
  }
}

function oneUp(loudness: Severity | 'off'): Severity | 'off' {
  return loudness === 'off' ? 'off' : LOUDER[loudness];
}
