import { commands, EventEmitter, Uri, window, workspace } from 'vscode';

const SCHEME = 'mainstay';

/** Shows texts in editors that nobody can change or save. */
export interface ReadOnlyText {
  /** Opens a text under a file name, in place of what it showed before. */
  show(name: string, text: string): Promise<void>;
  /** Opens Markdown rendered, as VS Code's own preview does; its text where there is no preview. */
  showMarkdown(name: string, text: string): Promise<void>;
  dispose(): void;
}

/** Registers the scheme of such texts. */
export function readOnlyTexts(): ReadOnlyText {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const registered = workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: ({ path }) => texts.get(path) ?? '',
  });

  function keep(name: string, text: string): Uri {
    const uri = Uri.from({ scheme: SCHEME, path: `/${name}` });
    texts.set(uri.path, text);
    changed.fire(uri);
    return uri;
  }

  return {
    async showMarkdown(name, text) {
      const uri = keep(name, text);
      await workspace.openTextDocument(uri); // the preview reads what is open
      await showPreview(uri);
    },
    async show(name, text) {
      const uri = keep(name, text);
      await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
    },
    dispose() {
      registered.dispose();
      changed.dispose();
    },
  };
}

/** Shows a Markdown document rendered; as text where VS Code's own Markdown extension is switched off. */
export async function showPreview(uri: Uri): Promise<void> {
  try {
    await commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await window.showTextDocument(uri, { preview: true });
  }
}
