import { activity, openWork } from '../facts/repository.ts';
import { responsiveness } from '../facts/repositoryDetail.ts';
import { dayOf } from '../model/instant.ts';
import { counted } from './counts.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';

/** Far more is open than the active people can answer, and less than half of what comes in is closed. Where nobody is active, it is as for one person. */
export const overloaded = defineRule({
  id: 'overloaded',
  title: 'More is asked than can be answered',
  tier: 'detail',
  recommended: { standing: 'off', added: 'off' },
  strict: { standing: 'information', added: 'information' },
  ofPeople: true,
  needs: { open: openWork, year: activity, met: responsiveness },
  optional: {},
  judge({ open, year, met }, facts, { thresholds }) {
    const all = open.issues + open.changes;
    const most = thresholds['overloaded.open'];
    if (all <= most * Math.max(1, year.active)) return quiet;
    if (met.closureRatio === null) return met.sample === 0 ? quiet : unknown(responsiveness, 'not-served');
    if (met.closureRatio * 100 >= thresholds['overloaded.closed']) return quiet;
    // Of a busier year at least so many are active: there may be more, for each of whom there is less.
    if (year.sampled) return unknown(activity, 'too-large');
    const people =
      year.active === 0
        ? `, and nobody made five commits in 12 months (threshold ${most})`
        : ` for ${counted(year.active, 'active person', 'active people')} (threshold ${most} each)`;
    return fires(
      `${all} open issues and changes${people}. Of a sample of ${met.sample}, ${Math.round(met.closureRatio * 100)} were closed for every 100 opened in 12 months to ${dayOf(year.until)} (threshold ${thresholds['overloaded.closed']}).`,
      [facts.open, facts.year, facts.met],
    );
  },
});
