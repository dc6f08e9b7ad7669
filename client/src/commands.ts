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
import { bugReportLines, confirmations, ledger, log } from './messages.ts';
import { readOnlyTexts } from './readOnlyText.ts';
import { reviewView } from './reviewView.ts';
import { showDetails } from './statusDetails.ts';
import type { StatusItem } from './statusItem.ts';

/** The command behind the status item. */
export const STATUS_COMMAND = 'mainstay.showStatus';

/** Time in ms for which the status bar confirms what a command did. */
const CONFIRMATION_MS = 5000;

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
  const confirm = (text: string) => void window.setStatusBarMessage(confirmations.inStatusBar(text), CONFIRMATION_MS);

  /** Asks the server; undefined where it does not run or cannot answer. */
  async function ask(method: string, given?: unknown): Promise<unknown> {
    if (!client.isRunning()) return undefined;
    try {
      return (await (given === undefined ? client.sendRequest(method) : client.sendRequest(method, given))) ?? null;
    } catch (error) {
      output.error(log.failed(method), error instanceof Error ? error : String(error));
      return undefined;
    }
  }

  /** Why {@link ask} brought nothing, in words. */
  const whyNothing = () => (client.isRunning() ? confirmations.failed : confirmations.notRunning);

  async function run(command: string, argument: unknown): Promise<string | undefined> {
    if (!client.isRunning()) return confirmations.notRunning;
    try {
      await client.sendRequest('workspace/executeCommand', { command, arguments: [argument] });
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  const start = async () => {
    // One that is on its way is waited for.
    if (!client.isRunning()) await client.start().catch((error: unknown) => output.error(log.notStarted, String(error)));
  };
  const review = reviewView({ client, output, start, confirm });
  const dependencies = dependenciesView({ client, output, start, confirm, state: context.workspaceState });
  const report = reportCommands({ client, output, start, confirm });

  const actions: Readonly<Record<string, (given?: unknown) => Promise<void> | void>> = {
    async 'mainstay.refresh'() {
      await start();
      confirm((await ask(REFRESH_REQUEST)) === undefined ? confirmations.failed : confirmations.askingAgain);
    },
    async 'mainstay.showPrivacyLedger'() {
      const kept = await ask(LEDGER_REQUEST);
      const why = client.isRunning() ? ledger.failed : ledger.notRunning;
      await texts.show(ledger.document, typeof kept === 'string' ? kept : why);
    },
    async 'mainstay.clearFacts'() {
      confirm((await ask(CLEAR_REQUEST)) === undefined ? whyNothing() : confirmations.factsCleared);
    },
    async 'mainstay.copyDiagnostics'() {
      const server = await ask(REPORT_REQUEST);
      const facts = {
        extension: extensionVersion(context),
        editor: version,
        platform: bugReportLines.platform(process.platform, process.arch, process.versions.node),
        remote: env.remoteName,
        trusted: workspace.isTrusted,
      };
      await env.clipboard.writeText(bugReport(facts, status.details(), typeof server === 'string' ? server : undefined));
      confirm(confirmations.diagnosticsCopied);
    },
    'mainstay.showOutput': () => output.show(true),
    [STATUS_COMMAND]: () => showDetails(status.details(), { signIn: status.offersSignIn(), mirrors: status.offersMirrors() }),
    ...review.actions,
    ...dependencies.actions,
    ...report.actions,
    ...githubCommands({ context, access, confirm }),
    ...explainCommands({ extensionUri: context.extensionUri, texts, ask, whyNothing, confirm }),
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
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : bugReportLines.noVersion;
}
