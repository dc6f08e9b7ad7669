import { activity, affiliations } from '../facts/repository.ts';
import { knownShare, mainEmployer } from '../measures/employers.ts';
import { dayOf } from '../model/instant.ts';
import { percent } from './counts.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';

/** Nearly all work is done by one employer's people, as far as addresses tell. One person's employer is none, a foundation or university never is. */
export const singleVendor = defineRule({
  id: 'single-vendor',
  title: "Most work is one employer's",
  tier: 'batch',
  recommended: { standing: 'off', added: 'off' },
  strict: { standing: 'information', added: 'information' },
  needs: { made: affiliations },
  optional: { year: activity },
  judge({ made }, facts, { thresholds }) {
    const known = knownShare(made);
    // Most addresses name no employer: then the data is blind, and nothing is known to be so or not.
    if (known === 0 || known * 100 < thresholds['single-vendor.known']) return unknown(affiliations, 'not-served');
    const main = mainEmployer(made);
    if (!main || main.people < thresholds['single-vendor.people']) return quiet;
    if (main.share * 100 < thresholds['single-vendor.share']) return quiet;
    const about = facts.year.state === 'known' && facts.year.value.sampled ? 'about ' : '';
    const sentences = [
      `Of the commits of known affiliation ${about}${percent(main.share)} are one employer's (${main.domain}): ${about}${main.commits} of ${made.known}, by ${main.people} people, in 12 months to ${dayOf(made.until)}.`,
      `The employer is known for ${about}${percent(known)} of ${made.commits} commits.`,
    ];
    return fires(sentences.join(' '), [facts.made], { subject: main.domain });
  },
});
