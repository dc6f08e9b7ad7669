import { ProgressLocation, Uri, window, workspace } from 'vscode';
import {
  EXPLAIN_COMMAND,
  EXPLAIN_REQUEST,
  EXPLAIN_RULE_COMMAND,
  type Explainable,
  type Explanation,
} from '../../server/src/protocol.ts';
import { isManifest } from './manifestDocuments.ts';
import { explaining } from './messages.ts';
import { showPreview, type ReadOnlyText } from './readOnlyText.ts';

/** What the commands act on; `ask` is undefined where the server does not run or cannot answer. */
export interface ExplainCommandWorld {
  readonly extensionUri: Uri;
  readonly texts: Pick<ReadOnlyText, 'showMarkdown'>;
  ask(method: string, given: unknown): Promise<unknown>;
  /** Why `ask` brought nothing, in words. */
  whyNothing(): string;
  confirm(text: string): void;
}

/** Explaining without a pointer: the card of the dependency under the cursor, or of one that is named, and the page of a rule, as rendered Markdown. */
export function explainCommands({
  extensionUri,
  texts,
  ask,
  whyNothing,
  confirm,
}: ExplainCommandWorld): Readonly<Record<string, (given?: unknown) => Promise<void>>> {
  return {
    async [EXPLAIN_COMMAND](given?: unknown) {
      const what = isExplainable(given) ? given : underCursor();
      if (what === undefined) {
        confirm(explaining.noCursor);
        return;
      }
      const { uri, name, position, part } = what;
      if (!(await isOpened(uri))) {
        confirm(explaining.notOpened);
        return;
      }
      const told = await window.withProgress({ location: ProgressLocation.Window, title: explaining.progress }, () =>
        ask(EXPLAIN_REQUEST, {
          uri,
          ...(name === undefined ? {} : { name }),
          ...(position === undefined ? {} : { position }),
          ...(part === undefined ? {} : { part }),
        }),
      );
      if (isExplanation(told)) await texts.showMarkdown(explaining.document(told.title), told.markdown);
      else if (told === undefined) confirm(whyNothing());
      else confirm(name === undefined && position === undefined ? explaining.noFinding : explaining.noDependency);
    },
    async [EXPLAIN_RULE_COMMAND](given?: unknown) {
      const rule = field(given, 'rule');
      if (typeof rule !== 'string' || !/^[a-z]+(?:-[a-z]+)*$/.test(rule)) {
        confirm(explaining.fromQuickFix);
        return;
      }
      await showPreview(Uri.joinPath(extensionUri, 'docs', 'rules', `${rule}.md`));
    },
  };
}

/** Opens a document without showing it: a tree names manifests that no editor shows, and the server must have it. */
async function isOpened(uri: string): Promise<boolean> {
  try {
    await workspace.openTextDocument(Uri.parse(uri));
    return true;
  } catch {
    return false; // gone, or no text: VS Code says no more to programs either
  }
}

function underCursor(): Explainable | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined || !isManifest(editor.document)) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}

function isExplainable(given: unknown): given is Explainable {
  const position = field(given, 'position');
  return (
    typeof field(given, 'uri') === 'string' &&
    ['string', 'undefined'].includes(typeof field(given, 'name')) &&
    [undefined, 'owner'].includes(field(given, 'part') as string | undefined) &&
    (position === undefined || ['line', 'character'].every((key) => typeof field(position, key) === 'number'))
  );
}

function isExplanation(told: unknown): told is Explanation {
  return typeof field(told, 'title') === 'string' && typeof field(told, 'markdown') === 'string';
}

function field(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? (of as Readonly<Record<string, unknown>>)[name] : undefined;
}
