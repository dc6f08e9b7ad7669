import type { Assessment } from '../model/assessment.ts';

/** How many of the facts that cards count are known, over so many dependencies. */
export interface Coverage {
  readonly known: number;
  readonly needed: number;
  readonly dependencies: number;
}

/** The coverage of all of them together. Of what is the workspace's own (a member, a path) nothing was asked, so it counts for nothing. */
export function coverageOf(assessments: readonly Assessment[]): Coverage {
  const asked = assessments.filter(({ dependency }) => dependency.target.kind !== 'local');
  return {
    known: asked.reduce((sum, { coverage }) => sum + coverage.known, 0),
    needed: asked.reduce((sum, { coverage }) => sum + coverage.needed, 0),
    dependencies: asked.length,
  };
}
