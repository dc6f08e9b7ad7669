import { deprecation } from '../facts/package.ts';
import { ownWord, type OwnStatus } from '../facts/repositoryDetail.ts';
import type { Assessment } from '../model/assessment.ts';
import { isArchived } from './home.ts';

/** The state the maintainers give it, in the words of a line. That it is active, people tell better. */
const STATUS: Readonly<Record<OwnStatus, string | undefined>> = {
  active: undefined,
  'feature-complete': 'feature-complete',
  'maintenance-mode': 'in maintenance mode',
  'seeking-maintainers': 'seeking maintainers',
  moved: 'moved elsewhere',
  unmaintained: 'unmaintained',
  deprecated: 'deprecated',
  archived: 'archived',
};

/** `in maintenance mode, say its maintainers`; nothing where they say nothing, or what the forge or the registry says already. */
export function ownStatus(assessment: Assessment): readonly string[] {
  const own = assessment.facts.get(ownWord);
  if (own.state === 'unknown' || own.value === null) return [];
  const { status } = own.value;
  const notice = assessment.facts.get(deprecation);
  const isSaid =
    // The evidence for "finished" names it.
    (assessment.standing.word === 'finished' && (status === 'feature-complete' || status === 'maintenance-mode')) ||
    (status === 'archived' && isArchived(assessment)) ||
    (status === 'deprecated' && notice.state === 'known' && notice.value !== null);
  const words = isSaid ? undefined : STATUS[status];
  return words === undefined ? [] : [`${words}, say its maintainers`];
}
