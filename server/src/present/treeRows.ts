import type { Finding } from '../model/finding.ts';
import type { TreeNode } from '../protocol.ts';
import { decisionWords } from './decisionWords.ts';
import { escapeMarkdown, oneLine } from './markdown.ts';

/** How findings are drawn in a view, by their loudness. */
export const FINDING_ICONS = { warning: 'warning', information: 'info', hint: 'lightbulb' } as const;

/** A finding as a row: what it says, its rule, and what was decided about it. */
export function findingRow(finding: Finding, id: string, location: TreeNode['location']): TreeNode {
  const { rule, severity, message, accepted, proposed } = finding;
  const decided = decisionWords(finding);
  const isDecided = accepted !== undefined || proposed !== undefined;
  return treeNode({
    id,
    label: rule,
    description: [isDecided ? oneLine(decided) : '', message, isDecided ? '' : oneLine(decided)]
      .filter((text) => text !== '')
      .join(' · '),
    tooltip: [escapeMarkdown(message, 1000), ...(decided === '' ? [] : [escapeMarkdown(decided, 1000)])].join('\n\n'),
    spoken: `${accepted ? 'accepted' : proposed ? `${severity}, accepted in this change, still counted` : severity}: ${message}`,
    icon: accepted ? 'pass' : FINDING_ICONS[severity],
    tone: accepted ? undefined : severity,
    location,
  });
}

/** A row without the fields that say nothing. */
export function treeNode(
  fields: { readonly [Field in keyof TreeNode]?: TreeNode[Field] | undefined } & Pick<TreeNode, 'id' | 'label' | 'icon'>,
): TreeNode {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { ...given, id: fields.id, label: fields.label, icon: fields.icon };
}
