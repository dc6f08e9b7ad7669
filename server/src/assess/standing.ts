import { deprecation } from '../facts/package.ts';
import type { Standing } from '../model/assessment.ts';
import type { FactView } from '../model/fact.ts';

/** The standing: the first that is known to be true. What is not known proves nothing, good or bad. */
export function standingOf(view: FactView): Standing {
  const notice = view.get(deprecation);
  if (notice.state === 'known' && notice.value !== null)
    return { word: 'ended', because: 'newest release deprecated by its owner' };
  return { word: 'unknown', because: 'commit activity is not known' };
}
