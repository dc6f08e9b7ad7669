import type { Assessment } from '../model/assessment.ts';

/**
 * Lines of which nothing decisive is known: their standing is `unknown`, whatever the reason, private names among them. Lines are counted, not facts.
 * What is this workspace's own (a member, a path) has no standing to know, so it is none of them.
 */
export function unknownLines(assessments: readonly Assessment[]): readonly Assessment[] {
  return assessments.filter(({ standing, dependency }) => standing.word === 'unknown' && dependency.target.kind !== 'local');
}
