import { thresholdsWith } from '../model/thresholds.ts';
import type { TeamPolicy } from '../policy/teamPolicy.ts';
import type { Settings } from './settings.ts';

/**
 * The settings as a team's policy has them: what the team chose outranks what a person or a folder did, key by key; private patterns are united, so
 * that nobody's are lost. `preset`: the one a person asked for this once, which outranks all.
 */
export function underPolicy(settings: Settings, policy: TeamPolicy, preset: Settings['preset'] | undefined): Settings {
  return {
    ...settings,
    preset: preset ?? policy.preset ?? settings.preset,
    rules: { ...settings.rules, ...policy.rules },
    thresholds: thresholdsWith({ ...settings.thresholds, ...policy.thresholds }),
    privatePatterns: [...new Set([...settings.privatePatterns, ...policy.privatePatterns])],
  };
}
