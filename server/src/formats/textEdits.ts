import type { Span } from '../model/manifest.ts';

/** A stretch of a text and what is to stand there instead. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** The text after its edits, which must not overlap. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((now, { span, text: put }) => now.slice(0, span.start) + put + now.slice(span.end), text);
}
