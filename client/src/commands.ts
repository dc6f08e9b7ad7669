import { commands, env, version, window, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { CLEAR_REQUEST, LEDGER_REQUEST, REFRESH_REQUEST, REPORT_REQUEST } from '../../server/src/protocol.ts';
import { bugReport } from './bugReport.ts';
import type { GitHubAccess } from './githubAccess.ts';
import { decisionCommands } from './decisionCommands.ts';
import { dependenciesView } from './dependenciesView.ts';
import { reportCommands } from './dependencyReport.ts';
import { explainCommands } from './explainCommands.ts';
import { githubCommands } from './githubCommands.ts';
import { readOnlyTexts } from './readOnlyText.ts';
import { reviewView } from './reviewView.ts';
import { showDetails } from './statusDetails.ts';
import type { StatusItem } from './statusItem.ts';

/** The command behind the status item. */
export const STATUS_COMMAND = 'mainstay.showStatus';

/** Time in ms for which the status bar confirms what a command did. */
const CONFIRMATION_MS = 5000;
const NOT_RUNNING = 'not running: open a package.json, pnpm-workspace.yaml or go.mod of your own';

/** What commands act on. */
export interface CommandWorld {
  readonly context: ExtensionContext;
  readonly client: LanguageClient;
  readonly output: LogOutputChannel;
  readonly status: StatusItem;
  readonly access: Pick<GitHubAccess, 'refresh'>;
}

/** Registers every command of the extension. None opens a notification: what was done is confirmed in the status bar. */
export function registerCommands({ context, client, output, status, access }: CommandWorld): readonly { dispose(): void }[] {
  const texts = readOnlyTexts();
  const confirm = (text: string) => void window.setStatusBarMessage(`Mainstay: ${text}`, CONFIRMATION_MS);

  /** Asks the server; undefined where it does not run or cannot answer. */
  async function ask(method: string, given?: unknown): Promise<unknown> {
    if (!client.isRunning()) return undefined;
    try {
      return (await (given === undefined ? client.sendRequest(method) : client.sendRequest(method, given))) ?? null;
    } catch (error) {
      output.error(`${method} failed.`, error instanceof Error ? error : String(error));
      return undefined;
    }
  }

  async function run(command: string, argument: unknown): Promise<string | undefined> {
    if (!client.isRunning()) return NOT_RUNNING;
    try {
      await client.sendRequest('workspace/executeCommand', { command, arguments: [argument] });
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  const start = async () => {
    // One that is on its way is waited for.
    if (!client.isRunning()) await client.start().catch((error: unknown) => output.error('No start.', String(error)));
  };
  const review = reviewView({ client, output, start, confirm });
  const dependencies = dependenciesView({ client, output, start, confirm, state: context.workspaceState });
  const report = reportCommands({ client, output, start, confirm });

  const actions: Readonly<Record<string, (given?: unknown) => Promise<void> | void>> = {
    async 'mainstay.refresh'() {
      await start();
      confirm((await ask(REFRESH_REQUEST)) === undefined ? NOT_RUNNING : 'asking again');
    },
    async 'mainstay.showPrivacyLedger'() {
      const ledger = await ask(LEDGER_REQUEST);
      const text = typeof ledger === 'string' ? ledger : `Mainstay is ${NOT_RUNNING}.\n\nNo name has been sent to anybody.\n`;
      await texts.show('Mainstay privacy ledger.txt', text);
    },
    async 'mainstay.clearFacts'() {
      confirm((await ask(CLEAR_REQUEST)) === undefined ? NOT_RUNNING : 'stored facts cleared');
    },
    async 'mainstay.copyDiagnostics'() {
      const server = await ask(REPORT_REQUEST);
      const facts = {
        extension: extensionVersion(context),
        editor: version,
        platform: `${process.platform} ${process.arch}, Node ${process.versions.node}`,
        remote: env.remoteName,
        trusted: workspace.isTrusted,
      };
      await env.clipboard.writeText(bugReport(facts, status.details(), typeof server === 'string' ? server : undefined));
      confirm('diagnostics copied, without names and paths');
    },
    'mainstay.showOutput': () => output.show(true),
    [STATUS_COMMAND]: () => showDetails(status.details(), status.offersSignIn()),
    ...review.actions,
    ...dependencies.actions,
    ...report.actions,
    ...githubCommands({ context, access, confirm }),
    ...explainCommands({ extensionUri: context.extensionUri, texts, ask, confirm }),
    ...decisionCommands({ globalState: context.globalState, run, confirm }),
  };
  return [
    texts,
    review.view,
    dependencies.view,
    report,
    ...Object.entries(actions).map(([id, action]) => commands.registerCommand(id, action)),
  ];
}

function extensionVersion({ extension }: ExtensionContext): string {
  const manifest: unknown = extension.packageJSON;
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
}
