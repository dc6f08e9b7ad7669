import { CodeActionKind } from 'vscode-languageserver';
import { speaking } from '../model/finding.ts';
import { dayOf } from '../model/instant.ts';
import {
  ACCEPT_ALL_COMMAND,
  ASK_TO_ACCEPT_COMMAND,
  EXPLAIN_COMMAND,
  POLICY_FILE,
  type Explainable,
  type FileAcceptance,
} from '../protocol.ts';
import { isWanted, type KindOf, type Offers } from './actionParts.ts';
import { isDirect, type Judged } from './judging.ts';
import type { OpenManifest } from './openManifests.ts';

/** The kind of what can be done about a whole manifest. */
export const SOURCE_KIND = `${CodeActionKind.Source}.mainstay`;

/**
 * What can be done about the findings of a whole manifest: read them all, and record one decision for each, as a team does that begins with a manifest
 * full of them. Only where source actions are asked for: none of it belongs to a line. Nothing where nothing speaks.
 */
export function sourceActions(
  { uri }: OpenManifest,
  judged: readonly Judged[],
  only: readonly string[] | undefined,
  { asks, explains, now }: Offers,
): readonly KindOf[] {
  if (only === undefined || !only.some((kind) => isWanted(kind, [CodeActionKind.Source]))) return [];
  const count = judged
    .filter(({ dependency }) => isDirect(dependency))
    .reduce((sum, { assessment }) => sum + speaking(assessment.findings).length, 0);
  if (count === 0) return [];
  const [findings, all] = count === 1 ? ['the finding', 'the finding'] : [`${count} findings`, `all ${count} findings`];
  const explaining: Explainable = { uri };
  const accepting: FileAcceptance = { uri, scope: 'team', ...(asks ? { today: dayOf(now) } : {}) };
  const explain = `Explain ${findings} of this manifest`;
  const accept = `Accept ${all} of this manifest (team, ${POLICY_FILE})…`;
  return [
    ...(explains
      ? [
          {
            title: explain,
            kind: `${SOURCE_KIND}.explain`,
            command: { title: explain, command: EXPLAIN_COMMAND, arguments: [explaining] },
          },
        ]
      : []),
    {
      title: accept,
      kind: `${SOURCE_KIND}.accept`,
      command: { title: accept, command: asks ? ASK_TO_ACCEPT_COMMAND : ACCEPT_ALL_COMMAND, arguments: [accepting] },
    },
  ];
}
