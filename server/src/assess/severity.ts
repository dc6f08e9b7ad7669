import { SEVERITIES, type Loudness, type Moment, type Nuance, type Rule, type Severity } from '../model/finding.ts';
import type { Thresholds } from '../model/thresholds.ts';

/** Named sets of loudness. `quiet`: what has ended or changed hands only; `strict`: one louder, and the strict rules on. */
export type Preset = 'quiet' | 'recommended' | 'strict';

/** What a team or person decided about loudness: a preset, exceptions by rule id, and the thresholds. */
export interface Policy {
  readonly preset: Preset;
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly thresholds: Thresholds;
}

/** What decides beside rule and policy. */
export interface Circumstances extends Pick<Nuance, 'louder' | 'atMost'> {
  readonly moment: Moment;
  /** A foundation governs the project. */
  readonly isGoverned?: boolean;
}

const LOUDER: Readonly<Record<Severity, Severity>> = { hint: 'information', information: 'warning', warning: 'warning' };

/**
 * How loud a rule speaks; undefined where it is off. Never an error: a build is not Mainstay's to break. What a person chose for the rule counts
 * as it is, but for `atMost`: nobody can choose to be sure of what is not known.
 */
export function severityOf(
  rule: Rule,
  policy: Policy,
  { moment, isGoverned = false, louder = false, atMost }: Circumstances,
): Severity | undefined {
  const chosen = policy.rules[rule.id];
  if (chosen !== undefined) return chosen === 'off' ? undefined : capped(chosen, atMost);
  const loudness = presetLoudness(rule, policy.preset)[moment];
  if (loudness === 'off') return undefined;
  const loud = capped(louder ? LOUDER[loudness] : loudness, atMost);
  return isGoverned && rule.ofPeople === true ? SEVERITIES[SEVERITIES.indexOf(loud) + 1] : loud;
}

function capped(severity: Severity, atMost: Severity | undefined): Severity {
  return atMost !== undefined && SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(atMost) ? atMost : severity;
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
