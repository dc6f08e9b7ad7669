import type { Missing } from '../model/fact.ts';
import type { Governance } from '../model/governance.ts';
import { daysBetween, type Instant } from '../model/instant.ts';

/**
 * The foundation in few words, its own stage word last: `CNCF graduated`. What was found through the organisation, and a repository put to
 * rest within a live project, read `in Kubernetes (CNCF graduated)`: the parent's stage, never the project's own.
 */
export function governancePhrase(governance: Governance): string {
  const { foundation, stage, ended, via, relation } = governance;
  const role = relation === 'governs' || relation === 'hosts' ? '' : ` (${relation})`;
  if (via === 'inferred-organisation') return `likely ${inParent(governance)}${role}`;
  if (via === 'organisation') return `${inParent(governance)}${role}`;
  if (ended === 'left') return `left ${foundation}`;
  if (ended === 'archived' && stage === null) return `archived ${inParent(governance)}`;
  return `${[foundation, stage].filter(Boolean).join(' ')}${role}`;
}

function inParent({ project, foundation, parentStage }: Governance): string {
  const parent = [foundation, parentStage].filter(Boolean).join(' ');
  return project === foundation ? `in ${parent}` : `in ${project} (${parent})`;
}

/** Days from which years are counted: below, months say what a year would round away. */
const TWO_YEARS = 731;

/** How long ago, in the largest unit that says enough: `today`, `17 days ago`, `18 months ago`, `3 y ago`: years that have passed. */
export function ago(at: Instant, now: Instant): string {
  const days = daysBetween(at, now);
  if (Number.isNaN(days) || days < 0) return `on ${at.slice(0, 10)}`;
  if (days === 0) return 'today';
  if (days < 60) return `${days} ${days === 1 ? 'day' : 'days'} ago`;
  if (days < TWO_YEARS) return `${Math.round(days / 30.44)} months ago`;
  return `${Math.floor(days / 365.25)} y ago`;
}

/** As {@link ago}, to the day for a year. */
export function agoInDays(at: Instant, now: Instant): string {
  const days = daysBetween(at, now);
  return days >= 60 && days <= 365 ? `${days} days ago` : ago(at, now);
}

/** Why something is not known, as a reader would say it. */
export const whyPhrase: Readonly<Record<Missing, string>> = {
  pending: 'not asked yet',
  'not-found': 'the source has no entry',
  'not-served': 'not served by the registry',
  unauthorized: 'needs credentials',
  'rate-limited': 'rate limit reached',
  offline: 'could not be reached',
  timeout: 'no answer in time',
  malformed: 'answer could not be read',
  'too-large': 'answer too large',
  unsupported: 'nobody can tell here',
  private: 'private name, not asked',
  'switched-off': 'switched off',
  undated: 'dates cannot be right',
};
