import type { TreeNode } from '../../server/src/protocol.ts';

/** What a screen reader says of a row: VS Code reads out a label alone, which leaves out how many there are of it. */
export function spokenOf({
  label,
  spoken = label,
  description = '',
}: Pick<TreeNode, 'label' | 'spoken' | 'description'>): string {
  return [spoken, description].filter((words) => words !== '').join(', ');
}
