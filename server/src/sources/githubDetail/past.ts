import * as facts from '../../facts/repositoryDetail.ts';
import type { AnyFactKey } from '../../model/fact.ts';
import type { Instant } from '../../model/instant.ts';
import { missing, observe, type Observation } from '../../model/source.ts';
import type { Known } from './question.ts';

/** What is counted by months of the history, which end where they are asked to. */
const COUNTED: readonly AnyFactKey[] = [facts.monthlyCommits, facts.leadHistory, facts.newcomers];
/** What bears dates of its own. */
const DATED: readonly AnyFactKey[] = [facts.ownWord, facts.licenceFileChanges, facts.licenceFileNames];
/** What can be told of an earlier moment. */
export const PAST_FACTS: readonly AnyFactKey[] = [...COUNTED, ...DATED];

/** What is asked about an earlier moment: the documents that say since when they say so, and nothing that is compared with today's branch. */
export function pastKnown({ busiestId, documents }: Known): Known {
  const { licence, readme, 'security-insights': insights } = documents;
  return {
    busiestId,
    documents: {
      ...(licence === undefined ? {} : { licence }),
      ...(readme === undefined ? {} : { readme }),
      ...(insights === undefined ? {} : { 'security-insights': insights }),
    },
    tag: null,
  };
}

/**
 * What an answer says of an earlier moment. GitHub's issues, changes, trees and texts are those of today: `undated`, and a document that is not
 * there today may have been.
 */
export function pastObservations(said: readonly Observation[], asOf: Instant): readonly Observation[] {
  return said.map((one): Observation => {
    if (!('key' in one) || COUNTED.includes(one.key))
      return one.kind === 'value' ? observe<unknown>(one.subject, one.key, one.value, one.url, { asOf }) : one;
    if (!DATED.includes(one.key) || (one.kind === 'missing' && one.why === 'not-found'))
      return missing(one.subject, one.key, 'undated');
    return one;
  });
}
