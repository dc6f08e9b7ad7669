import { deprecation } from '../../facts/package.ts';
import { archival } from '../../facts/repository.ts';
import { ownWord, type OwnStatus } from '../../facts/repositoryDetail.ts';
import type { FactView } from '../../model/fact.ts';
import { dayOf } from '../../model/instant.ts';

/** States that the maintainers' own word ends a project with; that it moved, or looks for hands, does not. */
const OVER: ReadonlySet<OwnStatus> = new Set(['archived', 'deprecated', 'unmaintained']);

/** Why it is over, in the words of whoever ended it; undefined where nobody is known to have. */
export function endedBecause(view: FactView): string | undefined {
  const kept = view.get(archival);
  if (kept.state === 'known' && (kept.value.archived || kept.value.disabled)) {
    const when = kept.value.at === null ? '' : ` ${dayOf(kept.value.at)}`;
    return `${kept.value.archived ? 'archived by its owners' : 'switched off by its forge'}${when}`;
  }
  const notice = view.get(deprecation);
  if (notice.state === 'known' && notice.value !== null) return 'newest release deprecated by its owner';
  const own = view.get(ownWord);
  if (own.state === 'known' && own.value !== null && OVER.has(own.value.status))
    return `${own.value.status}, say its maintainers${own.value.since === null ? '' : ` since ${dayOf(own.value.since)}`}`;
  return undefined;
}
