import { window, type ExtensionContext } from 'vscode';
import { registerCommands, STATUS_COMMAND } from './commands.ts';
import { createLanguageClient } from './languageClient.ts';
import { atFirstManifest } from './manifestDocuments.ts';
import { createStatusItem } from './statusItem.ts';
import { tellOfTrust } from './trust.ts';

let stop: (() => Promise<void>) | undefined;

/** Called by VS Code at the first JSON, YAML or go.mod document: waits for a manifest, then starts the server. */
export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel('Mainstay', { log: true });
  const status = createStatusItem(STATUS_COMMAND);
  const client = createLanguageClient(context, output, status);
  stop = async () => {
    if (client.isRunning()) await client.stop();
  };
  context.subscriptions.push(
    output,
    status,
    tellOfTrust(client),
    ...registerCommands({ context, client, output, status }),
    atFirstManifest(
      () => void client.start().catch((error: unknown) => output.error('The language server did not start.', String(error))),
    ),
  );
}

/** Called by VS Code at its end: lets the server end first. */
export async function deactivate(): Promise<void> {
  await stop?.();
}
