import { CodeActionKind, type CodeAction, type CodeActionContext } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import * as z from 'zod/mini';
import { monthsAfter, type Instant } from '../model/instant.ts';
import { changeDecision, removeDecision, type Edits } from '../policy/edits.ts';
import { toRange } from './convert.ts';
import { SOURCE } from './diagnostics.ts';

/** Months for which a decision holds where nobody says otherwise. */
export const MONTHS = 6;

const Data = z.object({ decision: z.number() });

/** What can be done with a decision that does nothing any more: renew one that expired, remove any. Made of the diagnostic's own data. */
export function policyActions(document: TextDocument, { diagnostics }: CodeActionContext, now: Instant): CodeAction[] {
  const text = document.getText();
  return diagnostics.flatMap((diagnostic): CodeAction[] => {
    const data = z.safeParse(Data, diagnostic.data);
    if (diagnostic.source !== SOURCE || !data.success) return [];
    const { decision } = data.data;
    const until = monthsAfter(now, MONTHS);
    const offer = (title: string, edits: Edits): CodeAction[] =>
      'problem' in edits
        ? []
        : [
            {
              title,
              kind: CodeActionKind.QuickFix,
              diagnostics: [diagnostic],
              edit: {
                changes: {
                  [document.uri]: edits.edits.map(({ span, text: newText }) => ({ range: toRange(document, span), newText })),
                },
              },
            },
          ];
    return [
      ...(diagnostic.code === 'decision-expired'
        ? offer(`Renew this decision until ${until}`, changeDecision(text, decision, { until }))
        : []),
      ...offer('Remove this decision', removeDecision(text, decision)),
    ];
  });
}
