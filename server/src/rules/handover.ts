import { publisherRuns, releasers, releases } from '../facts/package.ts';
import { foundation } from '../facts/repository.ts';
import { leadHistory } from '../facts/repositoryDetail.ts';
import { isGoverning } from '../measures/governance.ts';
import { handover as handoverIn } from '../measures/handover.ts';
import { newPublisher } from '../measures/newPublisher.ts';
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
    const publisher = newPublisher(facts, now, thresholds);
    const isLouder = publisher !== null && publisher !== undefined;
    const sentences = [
      `New lead: ${percent(found.before)} → ${percent(found.now)} of commits, first seen ${found.firstSeen.slice(0, 7)}.`,
      'Usually good news. Check who made the newest release.',
      ...(isLouder
        ? [`An account that had never released here did so after ${publisher.silentDays} days without a release.`]
        : []),
      'Commits cannot rule out a hostile takeover.',
    ];
    const evidence = isLouder ? [facts.lead, facts.publisherRuns, facts.releasers] : [facts.lead];
    return fires(sentences.join(' '), evidence, { louder: isLouder });
  },
});
