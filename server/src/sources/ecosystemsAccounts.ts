import { canPublish, publishAccounts } from '../facts/package.ts';
import { defineSource, failed, missing, observe } from '../model/source.ts';
import { entriesOf } from './ecosystems/asking.ts';
import { matched } from './ecosystems/matching.ts';
import { accountsOf, dateOf, pageOf } from './ecosystems/packageFacts.ts';

/**
 * Who can publish packages nobody asked the registry about, a hundred a request: for a review that compares all of a build with all of what it was
 * before. Only asked where that very fact is wanted, and nothing of the answer is kept: the accounts stay in memory.
 */
export const ecosystemsAccounts = defineSource({
  id: 'ecosystems-accounts',
  subject: 'package',
  maxBatch: 100,
  concurrency: 2,
  timeoutMs: 30_000,
  clearance: 'third-party',
  service: 'ecosystems',
  needs: [],
  provides: [publishAccounts],
  past: [],
  covers({ purl }, view) {
    const told = view.get(canPublish);
    const isGone = told.state === 'unknown' && told.why === 'not-found'; // as the registry says, or this very service
    return purl.startsWith('pkg:npm/') && !isGone && view.get(publishAccounts).state !== 'known';
  },
  async *collect(ask) {
    const found = matched(ask.subjects, await entriesOf(ask));
    for (const subject of ask.subjects) {
      const entry = found.get(subject);
      if (entry === undefined) {
        yield failed(subject, 'not-found');
        continue;
      }
      const accounts = accountsOf(entry);
      const asOf = dateOf(entry.last_synced_at, ask.now);
      if (asOf === undefined) yield missing(subject, publishAccounts, 'undated');
      else if (accounts === undefined) yield missing(subject, publishAccounts, 'not-served');
      else yield observe(subject, publishAccounts, accounts, pageOf(subject), { asOf });
    }
  },
});
