import type { Decision, Ruling } from '../model/decision.ts';
import type { Finding } from '../model/finding.ts';

/** What is said of an accepted finding: `accepted until 2027-01-01: being replaced (platform team)`. Foreign text, not yet made safe. */
function acceptedWords({ scope, decision: { until, reason, owner } }: Ruling): string {
  return scope === 'personal' ? `accepted by you until ${until}: ${reason}` : `accepted until ${until}: ${reason} (${owner})`;
}

/** What a finding's decision adds to it, accepted or returned; empty where nobody decided. Foreign text, not yet made safe. */
export function decisionWords({ accepted, returned, proposed }: Pick<Finding, 'accepted' | 'returned' | 'proposed'>): string {
  if (proposed) {
    const { until, reason, owner } = proposed.decision;
    const counts = accepted ? '' : 'not counted as accepted: ';
    return `${counts}this change itself accepts it until ${until}: ${reason} (${owner})`;
  }
  if (accepted) return acceptedWords(accepted);
  return returned?.because ?? '';
}

/** A decision as a message names it: `fading of pkg:npm/x`. */
export function decisionName({ rule, purl }: Pick<Decision, 'rule' | 'purl'>): string {
  return `${rule} of ${purl}`;
}
