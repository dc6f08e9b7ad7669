import { commands, QuickPickItemKind, window, workspace } from 'vscode';
import { PRODUCT, statusActions } from './messages.ts';

const ACTIONS: readonly { readonly label: string; readonly command: string }[] = [
  { label: statusActions.refresh, command: 'mainstay.refresh' },
  { label: statusActions.ledger, command: 'mainstay.showPrivacyLedger' },
  { label: statusActions.output, command: 'mainstay.showOutput' },
  { label: statusActions.diagnostics, command: 'mainstay.copyDiagnostics' },
];

const SIGN_IN = [{ label: statusActions.signIn, command: 'mainstay.signIn' }];
const TRUST = [{ label: statusActions.trust, command: 'workbench.trust.manage' }];

/** Lists what the status item knows, and what can be done; resolves when the list is closed. */
export async function showDetails(details: readonly string[], offersSignIn: boolean): Promise<void> {
  const lines = details.map((label) => ({ label }));
  const separator = { label: '', kind: QuickPickItemKind.Separator };
  const offers = [...(workspace.isTrusted ? [] : TRUST), ...(offersSignIn ? SIGN_IN : []), ...ACTIONS];
  const picked = await window.showQuickPick([...lines, separator, ...offers], { title: PRODUCT });
  if (picked !== undefined && 'command' in picked) await commands.executeCommand(picked.command);
}
