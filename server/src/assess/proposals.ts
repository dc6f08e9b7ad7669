import type { Assessment } from '../model/assessment.ts';
import type { Decision } from '../model/decision.ts';
import type { Finding } from '../model/finding.ts';

/**
 * An assessment under decisions some of which the change under review brings itself: `proposalOf` is such a decision, as the change has it. What they accept is marked as proposed; unless the change is
 * trusted it speaks all the same, and where an older decision about it holds no longer, that is said again.
 */
export function withProposals(
  assessment: Assessment,
  { proposalOf, trusted }: { proposalOf(decision: Decision): Decision | undefined; readonly trusted: boolean },
): Assessment {
  if (assessment.findings.every(({ accepted }) => accepted === undefined || proposalOf(accepted.decision) === undefined))
    return assessment;
  return {
    ...assessment,
    findings: assessment.findings.map((finding): Finding => {
      const { accepted, ...others } = finding;
      const decided = accepted && proposalOf(accepted.decision);
      if (accepted === undefined || decided === undefined) return finding;
      const proposed = { ...accepted, decision: decided };
      if (trusted) return { ...finding, proposed };
      const returned = assessment.rulings.find(
        ({ decision, outcome }) => decision.rule === finding.rule && (outcome === 'worse' || outcome === 'expired'),
      );
      return { ...others, proposed, ...(returned === undefined ? {} : { returned }) };
    }),
  };
}
