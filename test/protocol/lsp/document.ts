import type {
  CodeAction,
  CodeActionContext,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
  InlayHint,
  Position,
  ProtocolConnection,
} from 'vscode-languageserver/node';

/** One open document. */
export interface Document {
  readonly uri: string;
  text(): string;
  /** The place of a word in the text now. */
  at(word: string): Position;
  /** Replaces a word by another, as typing does: one small edit. */
  type(word: string, replacement: string): void;
  save(): void;
  close(): void;
  hover(word: string): Promise<string | undefined>;
  pull(previousResultId?: string): Promise<DocumentDiagnosticReport>;
  diagnostics(): Promise<readonly Diagnostic[]>;
  hints(): Promise<readonly (readonly [text: string, label: string])[]>;
  actions(word: string, context?: Partial<CodeActionContext>): Promise<readonly CodeAction[]>;
}

/** Opens a document with the server at the other end of a connection. */
export function openDocument(connection: ProtocolConnection, uri: string, opened: string, languageId: string): Document {
  let text = opened;
  let version = 1;
  const textDocument = { uri };
  const send = (method: string, params: object) => void connection.sendNotification(method, params);
  const ask = <T>(method: string, params: object) => connection.sendRequest<T>(method, { textDocument, ...params });
  const placeOf = (offset: number): Position => {
    const lines = text.slice(0, offset).split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  const offsetOf = (word: string) => {
    const offset = text.indexOf(word);
    if (offset < 0) throw new Error(`no “${word}” in the document`);
    return offset;
  };
  const at = (word: string) => placeOf(offsetOf(word));
  send('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  const pull = (previousResultId?: string) =>
    ask<DocumentDiagnosticReport>('textDocument/diagnostic', previousResultId === undefined ? {} : { previousResultId });
  return {
    uri,
    text: () => text,
    at,
    type(word, replacement) {
      const start = offsetOf(word);
      const range = { start: placeOf(start), end: placeOf(start + word.length) };
      text = text.slice(0, start) + replacement + text.slice(start + word.length);
      version += 1;
      send('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range, text: replacement }],
      });
    },
    save: () => send('textDocument/didSave', { textDocument }),
    close: () => send('textDocument/didClose', { textDocument }),
    async hover(word) {
      const { line, character } = at(word);
      const hover = await ask<Hover | null>('textDocument/hover', { position: { line, character: character + 1 } });
      const contents = hover?.contents;
      return contents === undefined || typeof contents === 'string' || Array.isArray(contents) ? undefined : contents.value;
    },
    pull,
    async diagnostics() {
      const report = await pull();
      return report.kind === 'full' ? report.items : [];
    },
    async hints() {
      const range = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };
      const hints = await ask<InlayHint[]>('textDocument/inlayHint', { range });
      const lines = text.split('\n');
      return hints.map(({ position, label }) => [
        (lines[position.line] ?? '').slice(0, position.character).trim(),
        typeof label === 'string' ? label : '',
      ]);
    },
    actions(word, context = {}) {
      const place = at(word);
      return ask<CodeAction[]>('textDocument/codeAction', {
        range: { start: place, end: place },
        context: { diagnostics: [], ...context },
      });
    },
  };
}
