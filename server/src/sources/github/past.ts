import { activity, affiliations, identity, type RepositoryIdentity } from '../../facts/repository.ts';
import { isBefore, type Instant } from '../../model/instant.ts';
import { missing, observe, type Ask, type Observation } from '../../model/source.ts';
import type { RepositorySubject } from '../../model/subject.ts';
import type { RepositoryAnswer } from './answers.ts';
import { BATCH_FACTS, type RepositoryReading } from './repositoryFacts.ts';

/** The moment that histories are counted up to. */
export function endOf({ now, asOf }: Pick<Ask, 'now' | 'asOf'>): Instant {
  return asOf ?? now;
}

/**
 * What an answer to a question about an earlier moment says of then: the history up to it, and how old that was. The rest GitHub says of today;
 * its keys tell what that shows. A fork made later has nothing of its own from before; a history that begins later is not one of silence.
 */
export function pastReading(
  reading: RepositoryReading,
  { subject, answer, asOf }: { readonly subject: RepositorySubject; readonly answer: RepositoryAnswer; readonly asOf: Instant },
): RepositoryReading {
  const isForkedSince = answer.isFork === true && answer.createdAt !== undefined && !isBefore(answer.createdAt, asOf);
  if (isForkedSince) return { said: BATCH_FACTS.map((key) => missing(subject, key, 'not-found')) };
  const said = reading.said.map((one): Observation => {
    if (one.kind !== 'value') return one;
    if (one.key === activity || one.key === affiliations)
      return hasNoHistory(answer) ? missing(subject, one.key, 'not-found') : one;
    if (one.key === identity) return identityThen(one.value as RepositoryIdentity, { subject, url: one.url }, asOf);
    return observe<unknown>(subject, one.key, one.value, one.url);
  });
  return { ...reading, said };
}

function hasNoHistory({ isEmpty, defaultBranchRef }: RepositoryAnswer): boolean {
  const { year, older } = defaultBranchRef?.target ?? {};
  return isEmpty === true || (year?.totalCount === 0 && older?.totalCount === 0);
}

/** Its age then was told by its history; the rest as the key reads it back. */
function identityThen(
  today: RepositoryIdentity,
  { subject, url }: Pick<Extract<Observation, { kind: 'value' }>, 'subject' | 'url'>,
  asOf: Instant,
): Observation {
  const was = identity.then?.(today, asOf) ?? { why: 'undated' };
  if (!('value' in was)) return missing(subject, identity, was.why);
  return observe(subject, identity, { ...was.value, olderThanAYear: today.olderThanAYear }, url, { asOf });
}
