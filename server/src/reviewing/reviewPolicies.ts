import { join } from 'node:path';
import type { Decision, Ruling } from '../model/decision.ts';
import { purlKey } from '../model/purl.ts';
import type { GitSide } from '../platform/gitSides.ts';
import { policyOf, policyProblems, type PolicyFile } from '../policies.ts';
import { MAX_POLICY, unreadable } from '../policy/readPolicy.ts';
import type { TeamPolicy } from '../policy/teamPolicy.ts';
import { POLICY_FILE } from '../protocol.ts';
import type { Input } from './inputs.ts';
import { readPolicies, type RunPolicies, type RunPolicy } from './policies.ts';
import type { Comparison } from './reviewGit.ts';

/** The policies of a review. */
export interface ReviewPolicies extends RunPolicies {
  /** The decisions that the change itself brings, in the order of its file. */
  readonly proposed: readonly Decision[];
  /** They count as decided. */
  readonly trusted: boolean;
  /** What could not be read of them at all: names are kept back for it, so that little can be found. One message each. */
  readonly unusable: readonly string[];
}

/** Where no change is compared, or the policy is no matter of the repository: the policy that a check would use. */
export async function policiesOfCheck(inputs: readonly Input[], choice: string | null | undefined): Promise<ReviewPolicies> {
  return { ...(await readPolicies(inputs, choice)), proposed: [], trusted: false, unusable: [] };
}

/**
 * The policy of the repository's top folder as it is at the merge base, or with `trusted` as the change has it. Decisions that the change brings are
 * among those that are asked, and told apart. Private patterns of both sides count: a name that one of them keeps back stays here.
 */
export async function policiesOfChange({ top, before, after }: Comparison, trusted: boolean): Promise<ReviewPolicies> {
  const path = join(top, POLICY_FILE);
  const [base, head] = await Promise.all([policyIn(before, path), policyIn(after, path)]);
  const known = new Set(base.reading.policy.decisions.map(decisionIdentity));
  const proposed = head.reading.policy.decisions.filter((decision) => !known.has(decisionIdentity(decision)));
  const judging = trusted ? head : base;
  const decisions = trusted ? head.reading.policy.decisions : [...base.reading.policy.decisions, ...proposed];
  const counting = runPolicy(judging, decisions);
  return {
    of: () => counting,
    all: [counting, runPolicy(trusted ? base : head, [])],
    problems: [
      ...(head.trouble === undefined ? policyProblems(head, POLICY_FILE) : []),
      ...(base.text === head.text || base.trouble !== undefined ? [] : policyProblems(base, `${POLICY_FILE} of the merge base`)),
      ...(trusted ? [] : differences(base.reading.policy, head.reading.policy)),
    ],
    proposed,
    trusted,
    unusable: [...new Set([base, head].flatMap(({ trouble }) => trouble ?? []))],
  };
}

async function policyIn(side: GitSide, path: string): Promise<PolicyFile> {
  const text = (await side.texts([POLICY_FILE])).get(POLICY_FILE);
  if (side.files.has(POLICY_FILE))
    return text === undefined || text.length > MAX_POLICY
      ? closed(path, 'too large or no UTF-8 text, not read')
      : policyOf(path, text);
  return (await side.isLink(POLICY_FILE)) ? closed(path, 'a link, not followed (--policy names a file)') : policyOf(path, '');
}

/** A policy that is there and not read. */
function closed(path: string, why: string): PolicyFile {
  const trouble = `${POLICY_FILE}: ${why}; it may call names private, so none is sent`;
  return { path, text: undefined, reading: unreadable, trouble };
}

function runPolicy(file: PolicyFile, decisions: readonly Decision[]): RunPolicy {
  return { ...file, name: POLICY_FILE, rulings: decisions.map((decision): Ruling => ({ scope: 'team', decision })) };
}

/** Equal for decisions that say the same: one whose day or reason is another is another. */
export function decisionIdentity({ purl, ...said }: Decision): string {
  return JSON.stringify([purlKey(purl), ...Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** What the change alters of the policy beside decisions, and what that means here. */
function differences(base: TeamPolicy, head: TeamPolicy): readonly string[] {
  const { decisions: _, privatePatterns: kept, ...judged } = base;
  const { decisions: _more, privatePatterns: keeps, ...proposal } = head;
  const added = keeps.filter((pattern) => !kept.includes(pattern));
  return [
    ...(JSON.stringify(judged) === JSON.stringify(proposal)
      ? []
      : [
          `${POLICY_FILE}: the change alters how dependencies are judged; they are judged as at the merge base (--trust-head-policy goes by the change)`,
        ]),
    ...(added.length === 0
      ? []
      : [`${POLICY_FILE}: names that only the change calls private were not asked about: ${added.slice(0, 10).join(', ')}`]),
  ];
}
