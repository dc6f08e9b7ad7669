import { window, type ExtensionContext } from 'vscode';
import { registerCommands, STATUS_COMMAND } from './commands.ts';
import { tellOfDiffs } from './diffPairs.ts';
import { createGitHubAccess } from './githubAccess.ts';
import { createLanguageClient } from './languageClient.ts';
import { atFirstManifest } from './manifestDocuments.ts';
import { log, PRODUCT } from './messages.ts';
import { createStatusItem } from './statusItem.ts';
import { tellOfTrust } from './trust.ts';

let stop: (() => Promise<void>) | undefined;

/** Called by VS Code at the first JSON, YAML or go.mod document: waits for a manifest, then starts the server. */
export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel(PRODUCT, { log: true });
  const status = createStatusItem(STATUS_COMMAND);
  const access = createGitHubAccess(context, output, (signedIn) => status.githubIs(signedIn));
  const client = createLanguageClient({ context, output, status, secrets: access.secrets });
  stop = async () => {
    if (client.isRunning()) await client.stop();
  };
  context.subscriptions.push(
    output,
    status,
    access,
    access.tell(client),
    tellOfTrust(client),
    tellOfDiffs(client),
    ...registerCommands({ context, client, output, status, access }),
    atFirstManifest(() => void client.start().catch((error: unknown) => output.error(log.notStarted, String(error)))),
  );
}

/** Called by VS Code at its end: lets the server end first. */
export async function deactivate(): Promise<void> {
  await stop?.();
}
