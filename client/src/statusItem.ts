import { StatusBarAlignment, ThemeColor, window, workspace } from 'vscode';
import type { Status } from '../../server/src/protocol.ts';
import { isManifest } from './manifestDocuments.ts';
import { PRODUCT, statusLines } from './messages.ts';
import { statusText, type ServerState, type StatusText } from './statusText.ts';

/** The item in the status bar, seen only while a manifest is in the active editor, and speaking of that one. */
export interface StatusItem {
  /** Takes what the server says of its work. */
  report(status: Status): void;
  /** Takes where the server itself stands. */
  serverIs(state: ServerState): void;
  /** Takes whether the user is signed in to GitHub; undefined where GitHub is not to be asked. */
  githubIs(signedIn: boolean | undefined): void;
  /** Whether signing in to GitHub would tell more. */
  offersSignIn(): boolean;
  /** Whether names that a mirror is asked about may be public ones: nobody has said so yet, and so nothing else is asked. */
  offersMirrors(): boolean;
  /** What the item knows, in plain lines. */
  details(): readonly string[];
  dispose(): void;
}

/** Creates the item; `command` is what a click runs. */
export function createStatusItem(command: string): StatusItem {
  const item = window.createStatusBarItem('mainstay.status', StatusBarAlignment.Right, 100);
  item.name = PRODUCT;
  item.command = command;
  let state: ServerState | undefined;
  let last: Status | undefined;
  let signedIn: boolean | undefined;

  function textOf(now: ServerState): StatusText {
    const active = window.activeTextEditor?.document.uri.toString();
    return statusText({ state: now, status: last, active, trusted: workspace.isTrusted, signedIn });
  }

  function show(): void {
    const document = window.activeTextEditor?.document;
    if (state === undefined || document === undefined || !isManifest(document)) {
      item.hide();
      return;
    }
    const { text, spoken, details, failed } = textOf(state);
    item.text = text;
    item.accessibilityInformation = { label: spoken };
    // Messages can hold foreign text: plain text, in which nothing is read as Markdown and lines break between words.
    item.tooltip = [PRODUCT, ...details].join('\n');
    item.backgroundColor = failed ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    item.show();
  }

  const listeners = [window.onDidChangeActiveTextEditor(show), workspace.onDidGrantWorkspaceTrust(show)];
  return {
    report(status) {
      last = status;
      show();
    },
    serverIs(now) {
      state = now;
      if (now !== 'running') last = undefined;
      show();
    },
    githubIs(now) {
      signedIn = now;
      show();
    },
    offersSignIn: () => signedIn === false,
    offersMirrors: () => last?.behindMirror === true,
    details: () => (state === undefined ? [statusLines.notStarted] : textOf(state).details),
    dispose: () => {
      for (const one of [...listeners, item]) one.dispose();
    },
  };
}
