import { window, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  type CancellationToken,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import {
  ALLOWED_HOSTS_REQUEST,
  HTTP_REQUEST,
  POLICY_FILE,
  STATUS_NOTIFICATION,
  type AllowedHosts,
  type HttpExchange,
  type InitializationOptions,
  type Status,
} from '../../server/src/protocol.ts';
import { NO_HOSTS } from './hostRules.ts';
import { carryOut } from './httpForServer.ts';
import { manifestSelector } from './manifestDocuments.ts';
import { confirmations, log, PRODUCT } from './messages.ts';
import { restartBudget } from './restarts.ts';
import type { StatusItem } from './statusItem.ts';
import { traceChannel } from './traceChannel.ts';

/** Port of the server's debugger under F5; `.vscode/launch.json` attaches there. */
const DEBUG_PORT = 6009;

/** Time in ms for which the status bar says why an action could not be completed. */
const REFUSAL_MS = 8000;

/** What the client reports to, and what it must not tell. */
export interface ClientWorld {
  readonly context: ExtensionContext;
  readonly output: LogOutputChannel;
  readonly status: StatusItem;
  /** Credentials that no trace may show. */
  secrets(): readonly string[];
}

/** Builds the client of `dist/server.js`; nothing runs until it is started. It never opens a notification: failures go to output and status. */
export function createLanguageClient({ context, output, status, secrets }: ClientWorld): LanguageClient {
  const module = context.asAbsolutePath('dist/server.js');
  // Not the workspace: where a program is looked up in the current folder, that must be no folder of somebody else's.
  const options = { cwd: context.extensionPath };
  const client = new LanguageClient(
    'mainstay',
    PRODUCT,
    {
      run: { module, transport: TransportKind.ipc, options },
      debug: { module, transport: TransportKind.ipc, options: { ...options, execArgv: [`--inspect=${DEBUG_PORT}`] } },
    },
    clientOptions(context, output, traceChannel(context, output, secrets), status),
  );
  serveNetwork(client);
  client.onNotification(STATUS_NOTIFICATION, (said: Status) => status.report(said));
  client.onDidChangeState(({ newState }) => {
    status.serverIs(newState === State.Running ? 'running' : newState === State.Stopped ? 'stopped' : 'starting');
  });
  return client;
}

function clientOptions(
  { globalStorageUri }: ExtensionContext,
  output: LogOutputChannel,
  trace: LogOutputChannel,
  status: StatusItem,
): LanguageClientOptions {
  const mayRestart = restartBudget();
  return {
    documentSelector: [...manifestSelector, { pattern: `**/${POLICY_FILE}` }],
    initializationOptions: (): InitializationOptions => ({
      icons: true,
      pictures: true,
      trusted: workspace.isTrusted,
      httpThroughClient: true,
      asksToAccept: true,
      explains: true,
      validatesPolicy: true,
      storage: globalStorageUri.scheme === 'file' ? globalStorageUri.fsPath : '',
    }),
    outputChannel: output,
    traceOutputChannel: trace,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    middleware: {
      // VS Code says nothing of an action that cannot be completed: the status bar does, and the output has it.
      resolveCodeAction: async (item, token, next) => {
        try {
          return await next(item, token);
        } catch (error) {
          const why = error instanceof Error ? error.message : String(error);
          if (!token.isCancellationRequested) window.setStatusBarMessage(confirmations.inStatusBar(why), REFUSAL_MS);
          return item;
        }
      },
    },
    markdown: { isTrusted: false, supportHtml: false, supportThemeIcons: true },
    initializationFailedHandler: (error) => {
      output.error(log.notStarted, error instanceof Error ? error : String(error));
      return false;
    },
    errorHandler: {
      error: (_error, _message, count) => ({
        action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
        handled: true,
      }),
      closed: () => {
        const restart = mayRestart(Date.now());
        if (!restart) status.serverIs('stopped');
        return {
          action: restart ? CloseAction.Restart : CloseAction.DoNotRestart,
          handled: true,
          message: restart ? log.restarted : log.leftAlone,
        };
      },
    },
  };
}

/** HTTP for the server through this extension host: VS Code's proxy, certificates and authentication apply. */
function serveNetwork(client: LanguageClient): void {
  let allowed: AllowedHosts = NO_HOSTS;
  client.onRequest(ALLOWED_HOSTS_REQUEST, (hosts: AllowedHosts) => {
    allowed = hosts;
    return null;
  });
  client.onRequest(HTTP_REQUEST, async (exchange: HttpExchange, token: CancellationToken) => {
    const given = new AbortController();
    const listening = token.onCancellationRequested(() => given.abort());
    try {
      return await carryOut(exchange, { fetch: globalThis.fetch, allowed, signal: given.signal });
    } finally {
      listening.dispose();
    }
  });
}
