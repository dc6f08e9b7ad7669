import type { TrustDelta } from '../measures/trustDelta.ts';
import { unknownLines } from '../measures/unknownLines.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Decision } from '../model/decision.ts';
import { isMoved, type Change, type Stand } from '../model/change.ts';
import type { Elsewhere } from '../model/lockfile.ts';
import type { Instant } from '../model/instant.ts';
import type { Approval, Signoff } from '../model/signoff.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { approvalJson } from './approvalWords.ts';
import { betweenJson } from './betweenJson.ts';
import { dependencyJson } from './checkJson.ts';
import { elsewhereWords } from './elsewhereWords.ts';
import { requirementText } from './requirementText.ts';
import { trustJson } from './trustWords.ts';
import type { TextRegion } from './textRegion.ts';

/** Version of the shape of `review --format json`: raised when a field changes its meaning or goes. */
const REVIEW_SCHEMA = 1;

/** A change with the manifest it stands in, and what is found of what it brings in. */
export interface Reviewed {
  readonly manifest: string;
  /** What the manifest was called before where that was otherwise. */
  readonly cameFrom: string | undefined;
  readonly change: Change;
  /** Absent where nothing comes in: of what is removed, or only moved. */
  readonly assessment: Assessment | undefined;
  /** Where it stands in the manifest as it is after, or what brings it in does; absent of what is gone. */
  readonly place?: TextRegion;
  /** What of the archive that the lockfile takes it from is not this package's. */
  readonly elsewhere?: Elsewhere;
  /** The approval that a record at the merge base holds of it. */
  readonly approval?: Approval;
}

/** What the change does to the policy it is judged by. */
export interface ProposedPolicy {
  /** Decisions that the change itself brings. */
  readonly proposed: readonly Decision[];
  /** They count as decided. */
  readonly trusted: boolean;
}

/** A decision of the change, and how many findings of this review it is about. */
export interface Proposal {
  readonly decision: Decision;
  readonly findings: number;
}

/** The decisions that the change brings, each with what it accepts here. */
export function proposalsIn({ proposed }: ProposedPolicy, reviewed: readonly Reviewed[]): readonly Proposal[] {
  const counts = new Map<Decision, number>();
  for (const finding of reviewed.flatMap(({ assessment }) => assessment?.findings ?? []))
    if (finding.proposed) counts.set(finding.proposed.decision, (counts.get(finding.proposed.decision) ?? 0) + 1);
  return proposed.map((decision) => ({ decision, findings: counts.get(decision) ?? 0 }));
}

/** What was compared with what, for a person. */
export interface ComparedSides {
  readonly base: string;
  /** The commit both come from; null where files were compared. */
  readonly mergeBase: string | null;
  readonly head: string;
  /** The commit of the change; null where it is none, and {@link head} is no name of git's. */
  readonly headCommit?: string | null;
}

/** What is told of the change as a whole, beside its parts. */
export interface ReviewWhole {
  /** What it does to who can publish into the build; nothing is said of it without. */
  readonly trust?: TrustDelta;
  /** Sign-off records that the change itself brings. */
  readonly signoffs?: readonly Signoff[];
  /** What could not be used at all, one message each: then not everything was compared. */
  readonly unusable?: readonly string[];
  /** What changed and is no change of a dependency, one message each. */
  readonly remarks?: readonly string[];
}

const NO_DELTA: TrustDelta = { accounts: undefined, added: undefined };

/** Of what comes in: how much is unknown (its standing), and how much of that a line of a manifest asks for. */
export function unknownCounts(reviewed: readonly Reviewed[]): {
  readonly lines: number;
  readonly direct: number;
  readonly of: number;
} {
  const unknown = reviewed.filter(({ assessment }) => assessment !== undefined && unknownLines([assessment]).length > 0);
  return {
    lines: unknown.length,
    direct: unknown.filter(({ change }) => change.direct).length,
    of: reviewed.filter(({ assessment }) => assessment !== undefined).length,
  };
}

/** The machine-readable review: as that of `check`, each dependency with what happened to it. `problems`: what could not be read, in words. */
export function reviewJson(
  sides: ComparedSides,
  reviewed: readonly Reviewed[],
  problems: readonly string[],
  now: Instant,
  policy: ProposedPolicy,
  { trust = NO_DELTA, signoffs = [], unusable = [] }: ReviewWhole = {},
): object {
  const { base, mergeBase, head } = sides;
  return {
    schema: REVIEW_SCHEMA,
    asOf: now,
    base,
    mergeBase,
    head,
    dependencies: reviewed.map(changeJson),
    trust: trustJson(trust),
    unknown: unknownCounts(reviewed),
    signoffs: signoffs.map(({ file, by, on, until, packages }) => ({ file, by, on, until, packages: packages.length })),
    policy: {
      trusted: policy.trusted,
      proposed: proposalsIn(policy, reviewed).map(({ decision: { rule, purl, reason, owner, until }, findings }) => ({
        rule,
        purl,
        reason,
        owner,
        until,
        findings,
      })),
    },
    complete: unusable.length === 0,
    problems,
  };
}

function changeJson({ manifest, cameFrom, change, assessment, place, elsewhere, approval }: Reviewed): object {
  const { dependency, kind, from, to, direct, path } = change;
  const { name, scope, indirect } = dependency;
  return {
    ...(assessment === undefined
      ? {
          manifest,
          name,
          purl: purlOfDependency(dependency),
          scope,
          indirect,
          place: place ?? null,
          version: (to ?? from)?.version ?? null,
          findings: [],
        }
      : dependencyJson({ manifest, assessment, ...(place === undefined ? {} : { place }) })),
    manifestBefore: cameFrom ?? null,
    change: kind,
    moved: isMoved(change),
    direct,
    path: direct ? null : (path ?? null),
    from: from === undefined ? null : standJson(from),
    to: to === undefined ? null : standJson(to),
    between: betweenJson(assessment),
    elsewhere: elsewhere === undefined ? null : { ...elsewhere, message: elsewhereWords(elsewhere, name) },
    approval: approval === undefined ? null : approvalJson(approval),
  };
}

function standJson({ dependency, version, origin }: Stand): object {
  const { scope, indirect } = dependency;
  return {
    version: version ?? null,
    requirement: requirementText(dependency),
    purl: purlOfDependency(dependency),
    scope,
    indirect,
    origin: origin === undefined ? null : { kind: origin.origin, host: origin.host ?? null, integrity: origin.integrity ?? null },
  };
}
