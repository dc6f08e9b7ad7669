import { Disposable, window, workspace, type Uri } from 'vscode';
import { State, type LanguageClient } from 'vscode-languageclient/node';
import { DIFF_PAIRS_NOTIFICATION, type ShownDiffs } from '../../server/src/protocol.ts';
import { diffsIn } from './diffTabs.ts';
import { isManifestUri } from './manifestDocuments.ts';

/** Keeps a running server up to date on which manifests are compared with which, in whatever editor shows both. */
export function tellOfDiffs(client: LanguageClient): Disposable {
  let last: string | undefined;

  function tell(): void {
    if (!client.isRunning()) return;
    const inputs = window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
    const shown: ShownDiffs = diffsIn(inputs, {
      wanted: (uri: Uri) => isManifestUri(uri),
      address: (uri: Uri) => client.code2ProtocolConverter.asUri(uri),
    });
    const text = JSON.stringify(shown);
    if (text === last) return;
    last = text;
    void client.sendNotification(DIFF_PAIRS_NOTIFICATION, shown);
  }

  return Disposable.from(
    window.tabGroups.onDidChangeTabs(tell),
    window.tabGroups.onDidChangeTabGroups(tell),
    // The editor that shows a document is known by then, whichever of both events came first.
    workspace.onDidOpenTextDocument(tell),
    client.onDidChangeState(({ newState }) => {
      last = undefined; // a server that starts anew knows nothing
      if (newState === State.Running) tell();
    }),
  );
}
