import type { Assessment } from '../model/assessment.ts';

/** Behind how many a foundation stands, and of how many nobody knows: no full stop. One that a project left, or that put it to rest, stands behind it no more. */
export function carriedWords(assessments: readonly Assessment[]): string {
  const others = assessments.filter(({ dependency }) => dependency.target.kind !== 'local'); // nobody is asked about the workspace's own
  const nets = others.map(({ safetyNet }) => safetyNet.foundation);
  const dark = nets.filter(({ state }) => state === 'unknown').length;
  if (dark > 0 && dark === nets.length) return 'Whether a foundation stands behind any of them is not known';
  const carried = nets.filter((net) => net.state === 'known' && net.value?.ended === null).length;
  return `A foundation stands behind ${carried}${dark === 0 ? '' : `, of ${dark} it is not known`}`;
}
