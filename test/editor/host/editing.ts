import * as vscode from 'vscode';

const PAUSE_MS = 50;

/** A file of the open folder. */
export function file(...path: readonly string[]): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no folder is open');
  return vscode.Uri.joinPath(folder.uri, ...path);
}

/** Writes a new file into the open folder. */
export async function write(text: string, ...path: readonly string[]): Promise<vscode.Uri> {
  const uri = file(...path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Opens a file in an editor, as a double click would. */
export async function open(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}

/** The place of a text in a document: its first occurrence. */
export function placeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  if (start < 0) throw new Error(`${document.fileName} does not hold ${text}`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** Mainstay's diagnostics of a file, as soon as `enough` of them are there; the test's own time limit ends the waiting. */
export function diagnostics(
  uri: vscode.Uri,
  enough: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  const now = () => vscode.languages.getDiagnostics(uri).filter(({ source }) => source?.toLowerCase() === 'mainstay');
  return new Promise((done) => {
    const look = () => {
      const found = now();
      if (!enough(found)) return;
      listening.dispose();
      done(found);
    };
    const listening = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}

/** Asks again until the answer will do: for answers whose lateness VS Code does not announce. */
export async function eventually<Answer>(ask: () => Promise<Answer>, enough: (answer: Answer) => boolean): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (enough(answer)) return answer;
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
}

/** The code of a diagnostic, whether it has a link or not. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
