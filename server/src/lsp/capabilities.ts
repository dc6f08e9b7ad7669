import { CodeActionKind, TextDocumentSyncKind, type FileSystemWatcher, type ServerCapabilities } from 'vscode-languageserver';
import { lockfileNames } from '../lockfiles/index.ts';
import {
  ACCEPT_ALL_COMMAND,
  ACCEPT_COMMAND,
  MANIFEST_GLOBS,
  OPEN_COMMAND,
  OPEN_RULE_COMMAND,
  POLICY_FILE,
  WITHDRAW_COMMAND,
} from '../protocol.ts';
import type { Client } from './client.ts';
import { SOURCE } from './diagnostics.ts';
import { SOURCE_KIND } from './sourceActions.ts';

/** Files whose change the server wants to hear of: manifests, what they lock, workspaces, npm's settings, the team's policy. */
export const WATCHED: FileSystemWatcher[] = [
  ...MANIFEST_GLOBS,
  ...lockfileNames.map((name) => `**/${name}`),
  '**/go.work',
  '**/.npmrc',
  `**/${POLICY_FILE}`,
  // Moves with every commit, checkout, merge and rebase: where the branch left its base may be elsewhere then.
  '**/.git/logs/HEAD',
].map((globPattern) => ({ globPattern }));

/** What the server offers a client. */
export function capabilitiesFor({ pulls, resolvesEdits }: Client): ServerCapabilities {
  return {
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      save: { includeText: false },
    },
    hoverProvider: true,
    inlayHintProvider: true,
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, SOURCE_KIND, CodeActionKind.Empty],
      resolveProvider: resolvesEdits,
    },
    executeCommandProvider: { commands: [OPEN_COMMAND, OPEN_RULE_COMMAND, ACCEPT_COMMAND, ACCEPT_ALL_COMMAND, WITHDRAW_COMMAND] },
    ...(pulls ? { diagnosticProvider: { identifier: SOURCE, interFileDependencies: false, workspaceDiagnostics: false } } : {}),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
