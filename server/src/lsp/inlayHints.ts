import type { InlayHint, Range } from 'vscode-languageserver';
import type { Instant } from '../model/instant.ts';
import { inlayLabel } from '../present/inlayLabel.ts';
import type { Settings } from '../settings/settings.ts';
import type { Judged } from './judging.ts';
import type { OpenManifest } from './openManifests.ts';

/** Hints at the ends of the lines within a range, one a line; none for what is not known. */
export function inlayHintsOf(
  manifest: OpenManifest,
  judged: readonly Judged[],
  range: Range,
  { mode, now }: { readonly mode: Settings['inlayHints']; readonly now: Instant },
): InlayHint[] {
  if (mode === 'off') return [];
  const document = manifest.document();
  const lines = new Set<number>();
  return judged.flatMap(({ dependency, assessment, moment }): InlayHint[] => {
    const [, line] = manifest.linesOf(dependency);
    if (line < range.start.line || line > range.end.line || lines.has(line)) return [];
    const label = inlayLabel(assessment, { now, mode, added: moment === 'added' });
    if (label === undefined) return [];
    lines.add(line);
    return [{ position: endOfLine(document, line), label, paddingLeft: true }];
  });
}

function endOfLine(document: ReturnType<OpenManifest['document']>, line: number) {
  const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  return { line, character: text.replace(/[\r\n]+$/, '').length };
}
