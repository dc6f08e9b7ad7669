import { funding } from '../facts/package.ts';
import { activity, forgeFunding, foundation } from '../facts/repository.ts';
import { busiest, remainder } from '../measures/activity.ts';
import { isGoverning } from '../measures/governance.ts';
import { standingKeys } from '../measures/standing/standing.ts';
import { SEE_ACTIONS } from '../model/finding.ts';
import type { Governance } from '../model/governance.ts';
import { counted, percent } from './counts.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';

/** The standing `one-person`, where no foundation governs the project: what is left if that person stops. */
export const oneMaintainer = defineRule({
  id: 'one-maintainer',
  title: "Most work is one person's",
  tier: 'batch',
  recommended: { standing: 'hint', added: 'information' },
  ofPeople: true,
  needs: { year: activity, governance: foundation },
  optional: { funding, forgeFunding },
  standing: standingKeys,
  judge({ year, governance }, facts, { standing, thresholds }) {
    if (standing.word === 'unknown') return unknown(activity, 'not-served');
    const top = busiest(year);
    const rest = remainder(year);
    if (standing.word !== 'one-person' || !top || !rest || isGoverning(governance)) return quiet;
    const about = year.sampled ? 'about ' : '';
    const others = Math.max(0, year.active - 1);
    const asks = [facts.funding, facts.forgeFunding].some((fact) => fact.state === 'known' && fact.value.length > 0);
    // Half is not most: there it is that nobody else made five commits.
    const lead =
      top.share * 100 >= thresholds['one-maintainer.share'] ? "Most work is one person's" : 'Only one person is active';
    const sentences = [
      `${lead}: ${about}${percent(top.share)} of ${year.commits} commits.`,
      rest.commits === 0
        ? 'Nobody else committed.'
        : `The other ${percent(rest.share)} is ${about}${counted(rest.commits, 'commit')}; ${othersWords(others, rest.people, year.sampled)}.`,
      foundationWords(governance),
      ...(asks ? [`Funding is asked for${SEE_ACTIONS}.`] : []),
    ];
    return fires(sentences.join(' '), [facts.year, facts.governance]);
  },
});

/** A sample sees some of the people, never all for sure. */
function othersWords(others: number, people: number, sampled: boolean): string {
  if (others === 0)
    return sampled ? 'nobody else was seen active' : `${counted(people, 'person', 'people')} made fewer than 5 each`;
  return `${sampled ? 'at least ' : ''}${counted(others, 'other is', 'others are')} active`;
}

/** A foundation that is there and does not govern the project, in what it is to it. */
function foundationWords(governance: Governance | null): string {
  if (governance === null) return 'No foundation known.';
  const { foundation: name, relation, ended, via } = governance;
  if (ended !== null) return ended === 'left' ? `It left ${name}.` : `${name} put it to rest.`;
  if (via === 'inferred-organisation') return `Its organisation only seems to be of ${name}.`;
  return `${name} (${relation}) does not govern it.`;
}
