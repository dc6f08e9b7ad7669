import type { Assessment } from '../model/assessment.ts';
import { coverageOf } from '../measures/coverage.ts';
import { unknownLines } from '../measures/unknownLines.ts';
import { SEVERITIES, speaking, type Severity } from '../model/finding.ts';

/** The command line's verdict, decided from all findings before anything is printed. */
export interface Gates {
  readonly failOn: Severity | 'never';
  /** Percent; undefined for no gate. */
  readonly requireKnown: number | undefined;
  /** Most lines that may be unknown; no gate where there is none. */
  readonly unknownAtMost?: number | undefined;
}

/** Percent of the facts that cards count that are known, over all dependencies but the workspace's own; 100 where there is none. */
export function percentKnown(assessments: readonly Assessment[]): number {
  const { known, needed } = coverageOf(assessments);
  return needed === 0 ? 100 : (known / needed) * 100;
}

/** 0 clean, 1 where a gate is not met. */
export function exitCode(assessments: readonly Assessment[], { failOn, requireKnown, unknownAtMost }: Gates): 0 | 1 {
  const loud = failOn === 'never' ? -1 : SEVERITIES.indexOf(failOn);
  const found = assessments.some(({ findings }) =>
    speaking(findings).some(({ severity }) => SEVERITIES.indexOf(severity) <= loud),
  );
  if (unknownAtMost !== undefined && unknownLines(assessments).length > unknownAtMost) return 1;
  return found || (requireKnown !== undefined && percentKnown(assessments) < requireKnown) ? 1 : 0;
}
