import { addedStandings } from '../measures/trustDelta.ts';
import type { Reviewed } from '../present/reviewJson.ts';
import { trustText } from '../present/trustWords.ts';
import type { TreeNode } from '../protocol.ts';
import { standingsOfAdded } from '../reviewing/addedStandings.ts';
import type { ReviewInGit } from '../reviewing/review.ts';

/**
 * How many new packages are one person's. How many accounts more can publish into the build is not told here: for that every name of the build would be
 * sent, because somebody opened a list.
 */
export function addedLine({ build }: ReviewInGit, reviewed: readonly Reviewed[]): readonly string[] {
  const text = trustText({ accounts: undefined, added: addedStandings(standingsOfAdded(reviewed, build.before)) });
  return text === '' ? [] : [text];
}

/** What could not be compared, and what else there is to say of how it was, each once and spoken as what it is. */
export function noteRows(top: string, { unusable, remarks, notes, policies, signoffs }: ReviewInGit): readonly TreeNode[] {
  const kinds: readonly (readonly [spoken: string, icon: string, labels: readonly string[]])[] = [
    ['policy', 'question', policies.unusable],
    ['not compared', 'question', unusable],
    ['note', 'info', [...remarks, ...notes]],
    ['policy', 'info', policies.problems],
    ['sign-off record', 'info', signoffs.problems],
  ];
  const rows = new Map<string, TreeNode>();
  for (const [kind, icon, labels] of kinds)
    for (const label of labels)
      if (!rows.has(label)) rows.set(label, { id: `${top}\nnote\n${label}`, label, icon, spoken: `${kind}: ${label}` });
  return [...rows.values()];
}
