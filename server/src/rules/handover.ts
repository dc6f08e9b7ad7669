import { publisherRuns, releasers, releases } from '../facts/package.ts';
import { foundation } from '../facts/repository.ts';
import { leadHistory } from '../facts/repositoryDetail.ts';
import { isGoverning } from '../measures/governance.ts';
import { handover as handoverIn } from '../measures/handover.ts';
import { newPublishers, type NewPublisher } from '../measures/publishers.ts';
import type { FactOf } from '../model/fact.ts';
import type { Instant } from '../model/instant.ts';
import type { Thresholds } from '../model/thresholds.ts';
import { percent } from './counts.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';

/**
 * Somebody new leads what one person had kept, and no foundation governs it. One louder where a new account published too: then whoever may release
 * has changed with whoever writes.
 */
export const handover = defineRule({
  id: 'handover',
  title: 'New lead',
  tier: 'detail',
  recommended: { standing: 'off', added: 'information' },
  needs: { lead: leadHistory },
  optional: { governance: foundation, releasers, publisherRuns, releases },
  judge({ lead }, facts, { now, thresholds }) {
    const { governance } = facts;
    if (governance.state === 'known' && isGoverning(governance.value)) return quiet;
    const found = handoverIn(lead, thresholds);
    if (found === undefined) return unknown(leadHistory, 'not-served');
    if (found === null) return quiet;
    if (governance.state === 'unknown') return unknown(foundation, governance.why);
    const publisher = publisherIn(facts, now, thresholds);
    const sentences = [
      `New lead: ${percent(found.before)} → ${percent(found.now)} of commits, first seen ${found.firstSeen.slice(0, 7)}.`,
      'Usually good news. Check who made the newest release.',
      ...(publisher ? [`An account that had never released here did so after ${publisher.silent} days without a release.`] : []),
      'Commits cannot rule out a hostile takeover.',
    ];
    const evidence = publisher ? [facts.lead, facts.publisherRuns, facts.releasers] : [facts.lead];
    return fires(sentences.join(' '), evidence, { louder: publisher !== undefined });
  },
});

interface PublishingFacts {
  readonly releasers: FactOf<typeof releasers>;
  readonly publisherRuns: FactOf<typeof publisherRuns>;
  readonly releases: FactOf<typeof releases>;
}

/** The newest account that published first after a silence; undefined where there is none, or where the registry does not tell. */
function publisherIn(facts: PublishingFacts, now: Instant, thresholds: Thresholds): NewPublisher | undefined {
  const { releasers: accounts, publisherRuns: runs, releases: history } = facts;
  if (accounts.state === 'unknown' || runs.state === 'unknown' || history.state === 'unknown') return undefined;
  const publishing = { accounts: accounts.value, runs: runs.value, history: history.value };
  const [silentDays, withinDays] = [thresholds['new-publisher.silentDays'], thresholds['new-publisher.withinDays']];
  return newPublishers(publishing, now, { silentDays, withinDays })?.[0];
}
