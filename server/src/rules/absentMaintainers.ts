import { listedMaintainers } from '../facts/repositoryDetail.ts';
import { dayOf } from '../model/instant.ts';
import { counted } from './counts.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';
import { quote } from './quote.ts';

/** Of those the project itself lists as its maintainers fewer than half were seen. A foundation's project is asked like any other: the list is its own. */
export const absentMaintainers = defineRule({
  id: 'absent-maintainers',
  title: 'Few of the listed maintainers were seen',
  tier: 'detail',
  recommended: { standing: 'hint', added: 'information' },
  needs: { list: listedMaintainers },
  optional: {},
  judge({ list }, facts, { thresholds }) {
    const { file, listed, matched, active, sampled } = list;
    const share = thresholds['absent-maintainers.active'];
    if (active * 100 >= matched * share || matched < thresholds['absent-maintainers.listed']) return quiet;
    // A list that cannot be matched to accounts says nothing of who is there.
    if (matched * 100 < listed * thresholds['absent-maintainers.matched']) return unknown(listedMaintainers, 'not-served');
    // "At least so many" proves nobody absent.
    if (sampled === true) return unknown(listedMaintainers, 'too-large');
    const { from } = facts.list.state === 'known' ? facts.list : {};
    const until = from === undefined ? '' : ` to ${dayOf(from.asOf ?? from.fetchedAt)}`;
    return fires(
      `Of ${counted(listed, 'maintainer')} listed in ${quote(file)} ${matched} were matched to accounts, and ${active} of those authored, merged or reviewed a change in 180 days${until} (threshold ${share} %).`,
      [facts.list],
      { subject: file },
    );
  },
});
