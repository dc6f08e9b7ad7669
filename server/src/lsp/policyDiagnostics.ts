import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DecisionStanding, DecisionState } from '../model/decision.ts';
import type { PolicyReading } from '../policy/readPolicy.ts';
import { decisionName } from '../present/decisionWords.ts';
import { toRange } from './convert.ts';
import { SOURCE } from './diagnostics.ts';

/** What travels with a diagnostic about a decision, so that code actions need no memory. */
export interface DecisionData {
  /** Where the decision begins, in UTF-16 units. */
  readonly decision: number;
}

/** Decisions that do nothing any more, as a hint on each; `decision-` and the state is its code. */
const WORDS: Readonly<Record<Exclude<DecisionState, 'used' | 'unknown'>, (name: string, because: string) => string>> = {
  expired: (name, because) => `Expired: ${name} speaks again (${because}). Renew or remove it.`,
  worse: (name, because) => `No longer holds: ${name} was ${because}. Decide anew or remove it.`,
  unused: (name, because) => `Unused: ${name}: ${because}. Remove it.`,
};

/** How a policy's diagnostics are laid out. */
export interface PolicyLayout {
  /** Whoever shows it validates by the schema, and has said so already. */
  readonly bySchema: boolean;
}

/** The mistakes of a policy, each a warning at its place, and its decisions that do nothing any more, each a hint. */
export function policyDiagnostics(
  document: TextDocument,
  { problems, places }: PolicyReading,
  standings: readonly DecisionStanding[],
  { bySchema }: PolicyLayout,
): Diagnostic[] {
  const mistakes = problems
    .filter((problem) => !(bySchema && problem.bySchema))
    .map(({ span, message }): Diagnostic => ({
      range: toRange(document, span),
      severity: DiagnosticSeverity.Warning,
      source: SOURCE,
      code: 'policy',
      message: message.charAt(0).toUpperCase() + message.slice(1),
    }));
  const stale = standings.flatMap(({ decision, state, because = '' }): Diagnostic[] => {
    const span = places.get(decision);
    if (state === 'used' || state === 'unknown' || !span) return [];
    const data: DecisionData = { decision: span.start };
    return [
      {
        range: toRange(document, span),
        severity: DiagnosticSeverity.Hint,
        source: SOURCE,
        code: `decision-${state}`,
        message: WORDS[state](decisionName(decision), because),
        data,
        ...(state === 'unused' ? { tags: [DiagnosticTag.Unnecessary] } : {}),
      },
    ];
  });
  return [...mistakes, ...stale];
}
