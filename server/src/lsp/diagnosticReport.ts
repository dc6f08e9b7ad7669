import { createHash } from 'node:crypto';
import type { DocumentDiagnosticReport } from 'vscode-languageserver';
import { diagnosticsOf, type DiagnosticsLayout } from './diagnostics.ts';
import type { Judged } from './judging.ts';
import type { OpenManifest } from './openManifests.ts';

/** The answer to a pull; `unchanged` where it equals what the client holds. The id is made of the content, so that nothing is remembered. */
export function diagnosticReport(
  manifest: OpenManifest,
  judged: readonly Judged[],
  layout: DiagnosticsLayout,
  previous: string | undefined,
): DocumentDiagnosticReport {
  const items = diagnosticsOf(manifest, judged, layout);
  const resultId = createHash('sha256').update(JSON.stringify(items)).digest('base64url').slice(0, 22);
  return resultId === previous ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items };
}
