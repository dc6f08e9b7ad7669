import { publisherRuns, releasers, releases } from '../facts/package.ts';
import { newPublisher as newPublisherIn } from '../measures/newPublisher.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';
import { quote } from './quote.ts';

/**
 * A stable release by an account whose first one here, within the last year, came after half a year without any by anybody; further releases of it do
 * not clear that. Workflows of trusted publishing are no accounts. Whether the account owns other packages of the scope no fact tells: the
 * registry's document of a package does not say it, and asking for the account would name a person.
 */
export const newPublisher = defineRule({
  id: 'new-publisher',
  title: 'New publisher after silence',
  tier: 'batch',
  recommended: { standing: 'warning', added: 'warning' },
  inQuiet: true,
  // Without one of them nothing is told; they come together or not at all.
  needs: { accounts: releasers, runs: publisherRuns, history: releases },
  optional: { releasers, publisherRuns, releases },
  judge(_, facts, { now, thresholds }) {
    const found = newPublisherIn(facts, now, thresholds);
    if (found === undefined) return unknown(releases, 'too-large');
    if (found === null) return quiet;
    const { account, first, silentDays, version, at } = found;
    const threshold = thresholds['new-publisher.silentDays'];
    return fires(
      `First release by the account ${quote(account)}: ${first}, after ${silentDays} days without any (threshold ${threshold}). Its newest: ${version}, ${at}. May be a planned handover.`,
      [facts.releasers, facts.publisherRuns, facts.releases],
      { subject: account },
    );
  },
});
