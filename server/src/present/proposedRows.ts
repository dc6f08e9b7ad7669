import type { Signoff } from '../model/signoff.ts';
import type { TreeNode } from '../protocol.ts';
import { signoffLine } from './approvalWords.ts';
import { decisionName } from './decisionWords.ts';
import { oneLine } from './markdown.ts';
import { counted } from './numbers.ts';
import type { Proposal } from './reviewJson.ts';
import { treeNode } from './treeRows.ts';

/** What a change brings to accept or approve itself, a row each: the merge base's policy and records count, so none of it does. */
export function proposedRows(
  id: string,
  proposals: readonly Proposal[],
  signoffs: readonly Signoff[],
  location: (file: string) => TreeNode['location'],
): readonly TreeNode[] {
  return [
    ...group(
      `${id}\naccepted`,
      'Accepted in this change',
      'still counted',
      proposals.map(({ decision, findings }) => ({
        label: oneLine(decisionName(decision)),
        description: `until ${decision.until}: ${oneLine(decision.reason)} (${oneLine(decision.owner)}), ${findings === 0 ? 'about nothing found here' : counted(findings, 'finding')}`,
      })),
    ),
    ...group(
      `${id}\napproved`,
      'Approved in this change',
      'not counted',
      signoffs.map((signoff) => ({ label: oneLine(signoffLine(signoff)), location: location(signoff.file) })),
    ),
  ];
}

type Said = Pick<TreeNode, 'label'> & { readonly [Field in 'description' | 'location']?: TreeNode[Field] | undefined };

function group(id: string, label: string, how: string, rows: readonly Said[]): readonly TreeNode[] {
  if (rows.length === 0) return [];
  const children = rows.map((row, index) => treeNode({ ...row, id: `${id}\n${index}`, icon: 'circle-outline' }));
  return [treeNode({ id, label, description: `${how} · ${rows.length}`, icon: 'git-pull-request', children })];
}
