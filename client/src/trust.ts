import { workspace, type Disposable } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { TRUSTED_NOTIFICATION } from '../../server/src/protocol.ts';

/** Tells a running server when the user comes to trust the workspace; one started later reads it for itself. */
export function tellOfTrust(client: LanguageClient): Disposable {
  return workspace.onDidGrantWorkspaceTrust(() => {
    if (client.isRunning()) void client.sendNotification(TRUSTED_NOTIFICATION);
  });
}
