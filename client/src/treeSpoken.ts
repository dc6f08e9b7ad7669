import type { TreeNode } from '../../server/src/protocol.ts';

/** What a screen reader says of a row: VS Code reads out a label alone, which leaves out how many there are of it. Nothing is said twice. */
export function spokenOf({
  label,
  spoken = label,
  description = '',
}: Pick<TreeNode, 'label' | 'spoken' | 'description'>): string {
  const more = description.split(' · ').filter((words) => words !== '' && !spoken.includes(words));
  return [spoken, more.join(' · ')].filter((words) => words !== '').join(', ');
}
