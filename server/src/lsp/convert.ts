import type { Range, WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../formats/textEdits.ts';
import type { Span } from '../model/manifest.ts';
import type { TextRegion } from '../present/textRegion.ts';

/** A stretch of the document as LSP names it; both count UTF-16 units. */
export function toRange(document: TextDocument, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** The lines a stretch touches, both included, from 0. */
export function linesOf(document: TextDocument, { start, end }: Span): readonly [first: number, last: number] {
  return [document.positionAt(start).line, document.positionAt(end).line];
}

/** A stretch of a text that compilers name as LSP does: lines and characters from 0. */
export function regionToRange({ startLine, startColumn, endLine, endColumn }: TextRegion): Range {
  return {
    start: { line: startLine - 1, character: startColumn - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  };
}

/** Edits of a document as LSP has them; tied to the text they were made for where the client can tell. */
export function toEdit(document: TextDocument, edits: readonly TextEdit[], versionsEdits: boolean): WorkspaceEdit {
  const { uri, version } = document;
  const all = edits.map(({ span, text }) => ({ range: toRange(document, span), newText: text }));
  return versionsEdits ? { documentChanges: [{ textDocument: { uri, version }, edits: all }] } : { changes: { [uri]: all } };
}
