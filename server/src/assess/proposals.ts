import type { Assessment } from '../model/assessment.ts';
import type { Decision } from '../model/decision.ts';
import type { Finding } from '../model/finding.ts';

/**
 * An assessment under decisions some of which the change under review brings itself. What they accept is marked as proposed; unless the change is
 * trusted it speaks all the same, and where an older decision about it holds no longer, that is said again.
 */
export function withProposals(
  assessment: Assessment,
  { isProposed, trusted }: { isProposed(decision: Decision): boolean; readonly trusted: boolean },
): Assessment {
  if (assessment.findings.every(({ accepted }) => accepted === undefined || !isProposed(accepted.decision))) return assessment;
  return {
    ...assessment,
    findings: assessment.findings.map((finding): Finding => {
      const { accepted, ...others } = finding;
      if (accepted === undefined || !isProposed(accepted.decision)) return finding;
      if (trusted) return { ...finding, proposed: accepted };
      const returned = assessment.rulings.find(
        ({ decision, outcome }) => decision.rule === finding.rule && (outcome === 'worse' || outcome === 'expired'),
      );
      return { ...others, proposed: accepted, ...(returned === undefined ? {} : { returned }) };
    }),
  };
}
