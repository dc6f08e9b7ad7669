import { speaking } from '../model/finding.ts';
import type { Instant } from '../model/instant.ts';
import { unknownReasons } from '../present/unknownReasons.ts';
import type { Counts, Status } from '../protocol.ts';
import type { Judged } from './judging.ts';

/** One open manifest, as far as the status tells of it. */
export interface ManifestStanding {
  readonly uri: string;
  /** Its direct dependencies. */
  readonly judged: readonly Judged[];
  /** Dependencies still being asked about. */
  readonly pending: number;
  readonly problems: readonly string[];
  /** Its registry is a mirror, and nobody has said that names there are public. */
  readonly isMirrored: boolean;
}

/** What the status item shows: all open manifests together, and each. */
export function statusOf(manifests: readonly ManifestStanding[], now: Instant): Status {
  const each = manifests.map(({ uri, judged, pending }) => ({ uri, ...countsOf(judged, pending, now) }));
  return {
    ...sumOf(each),
    manifests: each,
    problems: [...new Set(manifests.flatMap(({ problems }) => problems))],
    ...(manifests.some(isBehindMirror) ? { behindMirror: true } : {}),
  };
}

/** Nothing of it could be told but what its registry says: nobody else was asked about any line. */
function isBehindMirror({ judged, isMirrored, pending }: ManifestStanding): boolean {
  const isPrivate = ({ assessment }: Judged) => assessment.unknown.some(({ why }) => why === 'private');
  return isMirrored && pending === 0 && judged.length > 0 && judged.every(isPrivate);
}

function sumOf(all: readonly Counts[]): Counts {
  const total = (of: (one: Counts) => number) => all.reduce((sum, one) => sum + of(one), 0);
  const unknown = new Map<string, Counts['unknown'][number]>();
  for (const one of all.flatMap((counts) => counts.unknown))
    unknown.set(one.reason, { ...one, count: one.count + (unknown.get(one.reason)?.count ?? 0) });
  return {
    dependencies: total(({ dependencies }) => dependencies),
    pending: total(({ pending }) => pending),
    findings: {
      warning: total(({ findings }) => findings.warning),
      information: total(({ findings }) => findings.information),
      hint: total(({ findings }) => findings.hint),
    },
    accepted: total(({ accepted }) => accepted),
    unknown: [...unknown.values()].sort(mostFirst),
  };
}

function mostFirst(a: Counts['unknown'][number], b: Counts['unknown'][number]): number {
  return b.count - a.count || (a.reason < b.reason ? -1 : 1);
}

function countsOf(judged: readonly Judged[], pending: number, now: Instant): Counts {
  const findings = { warning: 0, information: 0, hint: 0 };
  let accepted = 0;
  for (const { assessment } of judged) {
    const speak = speaking(assessment.findings);
    accepted += assessment.findings.length - speak.length;
    for (const { severity } of speak) findings[severity] += 1;
  }
  return {
    dependencies: judged.length,
    pending,
    findings,
    accepted,
    unknown: unknownReasons(
      judged.map(({ assessment }) => assessment),
      now,
    )
      .map(({ words: reason, why, helps, lacking }) => ({
        reason,
        why,
        count: [...lacking.values()].reduce((sum, { length }) => sum + length, 0),
        ...(helps === undefined ? {} : { helps }),
      }))
      .sort(mostFirst),
  };
}
