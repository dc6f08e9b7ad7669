import { EventEmitter, Uri, window, workspace } from 'vscode';

const SCHEME = 'mainstay';

/** Shows texts in editors that nobody can change or save. */
export interface ReadOnlyText {
  /** Opens a text under a file name, in place of what it showed before. */
  show(name: string, text: string): Promise<void>;
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
  return {
    async show(name, text) {
      const uri = Uri.from({ scheme: SCHEME, path: `/${name}` });
      texts.set(uri.path, text);
      changed.fire(uri);
      await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
    },
    dispose() {
      registered.dispose();
      changed.dispose();
    },
  };
}
