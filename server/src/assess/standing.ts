import { deprecation } from '../facts/package.ts';
import { archival } from '../facts/repository.ts';
import type { Standing } from '../model/assessment.ts';
import type { FactView } from '../model/fact.ts';
import { dayOf } from '../model/instant.ts';

/** The standing: the first that is known to be true. What is not known proves nothing, good or bad. */
export function standingOf(view: FactView): Standing {
  const kept = view.get(archival);
  if (kept.state === 'known' && (kept.value.archived || kept.value.disabled)) {
    const when = kept.value.at === null ? '' : ` ${dayOf(kept.value.at)}`;
    return { word: 'ended', because: `${kept.value.archived ? 'archived by its owners' : 'switched off by its forge'}${when}` };
  }
  const notice = view.get(deprecation);
  if (notice.state === 'known' && notice.value !== null)
    return { word: 'ended', because: 'newest release deprecated by its owner' };
  return { word: 'unknown', because: 'not enough is known' };
}
