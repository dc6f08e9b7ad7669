import * as ofPackage from '../facts/package.ts';
import * as ofVersion from '../facts/version.ts';
import type { AnyFactKey, Fact } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import { dayOf } from '../model/instant.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { SIGNOFF_SCHEMA } from '../policy/signoffRecord.ts';
import { cardFacts, detailFacts } from './cardFacts.ts';
import { compactJson } from './compactJson.ts';
import { requirementText } from './requirementText.ts';
import { unknownCounts, type ComparedSides, type ProposedPolicy, type Reviewed, type ReviewWhole } from './reviewJson.ts';
import { trustJson } from './trustWords.ts';

/** What a record says beside what was found. */
export interface SignoffOptions extends Required<Pick<ReviewWhole, 'trust'>> {
  readonly sides: ComparedSides;
  /** Who approves, as they gave themselves; the days are `YYYY-MM-DD`. */
  readonly approved: { readonly by: string; readonly on: string; readonly until: string; readonly reason: string | null };
  readonly policy: ProposedPolicy & {
    readonly file: string | null;
    /** SHA-256 of its text, in hexadecimal digits. */
    readonly digest: string | null;
    readonly preset: string;
  };
  readonly problems: readonly string[];
  /** Mainstay's own version. */
  readonly version: string;
  /** The facts that a rule rests on. */
  keysOf(rule: string): readonly AnyFactKey[];
}

/** Facts that every approval stands on: the card's, and what the version is. */
const ALWAYS: readonly AnyFactKey[] = [...cardFacts, ofPackage.latest, ofVersion.versionPublished, ofVersion.versionDeprecated];

/**
 * The sign-off record as text: what was approved and the facts it stood on, each with its source and day, unknown ones with the reason. The same
 * of the same review on the same day. Of people there are counts only, and the approver.
 */
export function signoffText(reviewed: readonly Reviewed[], options: SignoffOptions): string {
  const { sides, approved, policy, problems, version, trust } = options;
  const { base, mergeBase, head, headCommit = null } = sides;
  return (
    compactJson({
      schema: SIGNOFF_SCHEMA,
      tool: { name: 'mainstay', version },
      approved: { by: approved.by, on: approved.on, until: approved.until, reason: approved.reason },
      compared: { base, mergeBase, head, headCommit },
      policy: {
        file: policy.file,
        digest: policy.digest,
        preset: policy.preset,
        trusted: policy.trusted,
        proposed: policy.proposed.map(({ rule, purl, until }) => ({ rule, purl, until })),
      },
      trust: trustJson(trust),
      unknown: unknownCounts(reviewed),
      dependencies: reviewed.map((one) => dependencyJson(one, options)),
      problems,
    }) + '\n'
  );
}

function dependencyJson({ manifest, change, assessment }: Reviewed, { keysOf }: SignoffOptions): object {
  const { dependency, kind, from, to, direct, path } = change;
  const what = {
    manifest,
    name: dependency.name,
    purl: purlOfDependency(dependency),
    change: kind,
    from: from?.version ?? null,
    fromRequirement: from === undefined ? null : requirementText(from.dependency),
    version: assessment?.version ?? to?.version ?? null,
    requirement: to === undefined ? null : requirementText(to.dependency),
    direct,
    path: direct ? null : (path ?? null),
  };
  if (assessment === undefined) return what;
  const { standing, findings, facts } = assessment;
  const keys = new Set([...ALWAYS, ...findings.flatMap(({ rule }) => keysOf(rule)), ...detailFacts.filter(isKnown)]);
  function isKnown(key: AnyFactKey): boolean {
    return facts.get<unknown>(key).state === 'known';
  }
  const known = [...keys].filter(isKnown);
  return {
    ...what,
    standing: standing.word,
    because: standing.because,
    findings: findings.map(findingJson),
    facts: Object.fromEntries(known.map((key) => [key.id, factJson(key, facts.get<unknown>(key))])),
    unknown: Object.fromEntries(
      [...keys].flatMap((key) => {
        const fact = facts.get<unknown>(key);
        return fact.state === 'unknown' ? [[key.id, fact.why] as const] : [];
      }),
    ),
  };
}

/** Without the decision's owner and without the account a rule is about: a record names nobody but its approver. */
function findingJson({ rule, severity, message, subject, accepted }: Finding): object {
  const isNamed = rule === 'new-publisher' && subject !== undefined;
  return {
    rule,
    severity,
    message: isNamed ? message.replace(`the account “${subject}”`, 'an account') : message,
    accepted: accepted === undefined ? null : { reason: accepted.decision.reason, until: accepted.decision.until },
  };
}

function factJson(key: AnyFactKey, fact: Fact<unknown>): object | undefined {
  if (fact.state === 'unknown') return undefined;
  const { source, url, asOf, fetchedAt } = fact.from;
  const expose: ((value: unknown) => unknown) | undefined = key.expose;
  return { value: expose ? expose(fact.value) : fact.value, source, url, asOf: dayOf(asOf ?? fetchedAt) };
}
