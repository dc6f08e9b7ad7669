import { createHash } from 'node:crypto';
import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver';

/** The answer to a pull; `unchanged` where it equals what the client holds. The id is made of the content, so that nothing is remembered. */
export function diagnosticReport(items: Diagnostic[], previous: string | undefined): DocumentDiagnosticReport {
  const resultId = createHash('sha256').update(JSON.stringify(items)).digest('base64url').slice(0, 22);
  return resultId === previous ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items };
}
