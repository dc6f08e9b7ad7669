import { EventEmitter, LogLevel, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { withoutSecrets } from './traceSecrets.ts';

/**
 * The output channel as the language client is to see it for its trace: open while `mainstay.trace.server` asks for one. On its own the
 * client goes by the channel's log level alone, which few know of, and which the setting could neither open nor close. Credentials are
 * left out of what is written, `secrets` wherever they stand.
 */
export function traceChannel(
  context: ExtensionContext,
  output: LogOutputChannel,
  secrets: () => readonly string[],
): LogOutputChannel {
  const changed = new EventEmitter<LogLevel>();
  const listening = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('mainstay.trace')) changed.fire(levelWanted());
  });
  context.subscriptions.push(changed, listening);
  const channel: unknown = Object.create(output, {
    logLevel: { get: levelWanted },
    onDidChangeLogLevel: { value: changed.event },
    trace: { value: (message: string) => output.info(withoutSecrets(message, secrets())) },
  });
  return channel as LogOutputChannel; // all else is the channel's own
}

function levelWanted(): LogLevel {
  return workspace.getConfiguration('mainstay').get<string>('trace.server', 'off') === 'off' ? LogLevel.Info : LogLevel.Trace;
}
