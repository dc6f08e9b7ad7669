import { commands, QuickPickItemKind, window, workspace } from 'vscode';
import { PRODUCT, statusActions } from './messages.ts';
import { statusRows } from './statusRows.ts';

const ACTIONS: readonly { readonly label: string; readonly command: string }[] = [
  { label: statusActions.refresh, command: 'mainstay.refresh' },
  { label: statusActions.ledger, command: 'mainstay.showPrivacyLedger' },
  { label: statusActions.output, command: 'mainstay.showOutput' },
  { label: statusActions.diagnostics, command: 'mainstay.copyDiagnostics' },
];

const SIGN_IN = [{ label: statusActions.signIn, command: 'mainstay.signIn' }];
const TRUST = [{ label: statusActions.trust, command: 'workbench.trust.manage' }];

/**
 * Lists what the status item knows, and what can be done, of which the first is chosen already: what is only to be read does nothing. Resolves when the
 * list is closed and what was picked is done.
 */
export async function showDetails(details: readonly string[], offersSignIn: boolean): Promise<void> {
  const offers = [...(workspace.isTrusted ? [] : TRUST), ...(offersSignIn ? SIGN_IN : []), ...ACTIONS];
  const list = window.createQuickPick();
  list.title = PRODUCT;
  list.items = [...details.flatMap(statusRows), { label: '', kind: QuickPickItemKind.Separator }, ...offers];
  list.activeItems = offers.slice(0, 1);
  const picked = await new Promise<string | undefined>((close) => {
    list.onDidAccept(() => {
      const command = offers.find((offer) => list.selectedItems.includes(offer))?.command;
      if (command !== undefined) close(command);
    });
    list.onDidHide(() => close(undefined));
    list.show();
  });
  list.dispose();
  if (picked !== undefined) await commands.executeCommand(picked);
}
