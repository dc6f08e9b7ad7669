import { CancellationTokenSource, Uri, ViewColumn, window, workspace, type LogOutputChannel, type WebviewPanel } from 'vscode';
import { WorkDoneProgress, type LanguageClient } from 'vscode-languageclient/node';
import { DEPENDENCY_REPORT_REQUEST, type DependencyReport } from '../../server/src/protocol.ts';
import { log, report as words } from './messages.ts';

/** What the report's commands act on; `confirm` says in the status bar what was done or could not be. */
export interface ReportWorld {
  readonly client: Pick<LanguageClient, 'isRunning' | 'sendRequest' | 'onProgress'>;
  readonly output: LogOutputChannel;
  /** Starts the server where it does not run. Never rejects. */
  start(): Promise<void>;
  confirm(text: string): void;
}

const VIEW_TYPE = 'mainstayReport';
/** Between two pictures of the progress, ms. */
const REDRAW_MS = 250;

/** A panel with what it shows, once that is there. */
interface Shown {
  readonly panel: WebviewPanel;
  report: DependencyReport | undefined;
}

/**
 * Shows the report on the workspace's dependencies in a panel, and saves it: the server's HTML as it is, without scripts, under its own content
 * security policy. While it is made the panel says how far it is; closing it stops the making.
 */
export function reportCommands(world: ReportWorld): {
  readonly actions: Readonly<Record<string, () => Promise<void>>>;
  dispose(): void;
} {
  const { client, output, confirm } = world;
  let shown: Shown | undefined;
  let asking: CancellationTokenSource | undefined;
  let runs = 0;

  function opened(): Shown {
    if (shown !== undefined) {
      shown.panel.reveal();
      return shown;
    }
    const panel = window.createWebviewPanel(VIEW_TYPE, words.title, ViewColumn.Active, {
      enableScripts: false,
      enableFindWidget: true,
      localResourceRoots: [],
    });
    panel.onDidDispose(() => {
      shown = undefined;
      asking?.cancel();
    });
    shown = { panel, report: undefined };
    return shown;
  }

  /** Makes the report anew and shows it; undefined where that was stopped or failed. */
  async function show(): Promise<DependencyReport | undefined> {
    asking?.cancel();
    const source = new CancellationTokenSource();
    asking = source;
    const here = opened();
    here.report = undefined;
    const told = (progress: string) => {
      if (shown === here && asking === source) here.panel.webview.html = page(words.waiting(progress));
    };
    told(words.reading);
    const report = await ask(source, told);
    if (asking !== source || shown !== here) return undefined;
    asking = undefined;
    if (report === undefined) {
      here.panel.webview.html = page(words.failed);
      return undefined;
    }
    here.report = report;
    here.panel.title = words.titleOf(report.title);
    here.panel.webview.html = report.html;
    return report;
  }

  async function ask(source: CancellationTokenSource, told: (progress: string) => void): Promise<DependencyReport | undefined> {
    await world.start();
    if (!client.isRunning()) return undefined;
    const workDoneToken = `${VIEW_TYPE}/${(runs += 1)}`;
    let drawn = 0;
    const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      const now = Date.now();
      if (value.kind !== 'report' || value.message === undefined || now - drawn < REDRAW_MS) return;
      drawn = now;
      told(words.asked(value.message));
    });
    try {
      return await client.sendRequest<DependencyReport>(DEPENDENCY_REPORT_REQUEST, { workDoneToken }, source.token);
    } catch (error) {
      if (!source.token.isCancellationRequested)
        output.error(log.failed(DEPENDENCY_REPORT_REQUEST), error instanceof Error ? error : String(error));
      return undefined;
    } finally {
      listening.dispose();
    }
  }

  return {
    actions: {
      async 'mainstay.showReport'() {
        await show();
      },
      async 'mainstay.exportReport'() {
        const report = shown?.report ?? (await show());
        if (report === undefined) return;
        const target = await window.showSaveDialog({
          title: words.saveTitle,
          filters: { HTML: ['html'] },
          ...folderFor(words.file),
        });
        if (target === undefined) return;
        try {
          await workspace.fs.writeFile(target, new TextEncoder().encode(report.html));
          confirm(words.saved);
        } catch (error) {
          confirm(words.notSaved(error instanceof Error ? error.message : String(error)));
        }
      },
    },
    dispose() {
      asking?.cancel();
      shown?.panel.dispose();
    },
  };
}

function folderFor(name: string): { readonly defaultUri?: Uri } {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, name) };
}

/** A page of a sentence or two, which have to hold no sign that HTML knows. */
function page(sentences: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'" />
    <title>${words.title}</title>
  </head>
  <body><main><h1>${words.title}</h1><p role="status">${sentences}</p></main></body>
</html>`;
}
