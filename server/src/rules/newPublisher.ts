import { publisherRuns, releasers, releases } from '../facts/package.ts';
import { newPublishers } from '../measures/publishers.ts';
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
  needs: { accounts: releasers, runs: publisherRuns, history: releases },
  optional: {},
  judge({ accounts, runs, history }, facts, { now, thresholds }) {
    const silentDays = thresholds['new-publisher.silentDays'];
    const withinDays = thresholds['new-publisher.withinDays'];
    const found = newPublishers({ accounts, runs, history }, now, { silentDays, withinDays });
    if (found === undefined) return unknown(releases, 'too-large');
    const [newest] = found;
    if (newest === undefined) return quiet;
    const { account, first, silent, version, at } = newest;
    return fires(
      `First release by the account ${quote(account)}: ${first}, after ${silent} days without any (threshold ${silentDays}). Its newest: ${version}, ${at}. May be a planned handover.`,
      [facts.accounts, facts.runs, facts.history],
      { subject: account },
    );
  },
});
