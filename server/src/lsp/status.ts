import type { Missing } from '../model/fact.ts';
import { whyPhrase } from '../present/phrases.ts';
import type { Status } from '../protocol.ts';
import type { Judged } from './judging.ts';

/** What the status item shows, of the direct dependencies of all open manifests. */
export function statusOf(judged: readonly Judged[], pending: number, problems: readonly string[]): Status {
  const findings = { warning: 0, information: 0, hint: 0 };
  const reasons = new Map<Missing, number>();
  for (const { assessment } of judged) {
    for (const { severity } of assessment.findings) findings[severity] += 1;
    for (const { why } of assessment.unknown) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  }
  return {
    dependencies: judged.length,
    pending,
    findings,
    unknown: [...reasons]
      .map(([why, count]) => ({ reason: whyPhrase[why], count }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
    problems: [...new Set(problems)],
  };
}
