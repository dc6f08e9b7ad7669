import { commands, QuickPickItemKind, window, workspace } from 'vscode';
import { MIRRORS_SETTING } from '../../server/src/protocol.ts';
import { PRODUCT, statusActions } from './messages.ts';

/** A row that does something. */
interface Action {
  readonly label: string;
  readonly command: string;
  readonly argument?: string;
}

const ACTIONS: readonly Action[] = [
  { label: statusActions.refresh, command: 'mainstay.refresh' },
  { label: statusActions.ledger, command: 'mainstay.showPrivacyLedger' },
  { label: statusActions.output, command: 'mainstay.showOutput' },
  { label: statusActions.diagnostics, command: 'mainstay.copyDiagnostics' },
];

const SIGN_IN = [{ label: statusActions.signIn, command: 'mainstay.signIn' }];
const MIRRORS = [{ label: statusActions.mirrors, command: 'workbench.action.openSettings', argument: MIRRORS_SETTING }];
const TRUST = [{ label: statusActions.trust, command: 'workbench.trust.manage' }];

/** What may be offered beside what always is. */
export interface Offers {
  readonly signIn: boolean;
  readonly mirrors: boolean;
}

/** Lists what the status item knows, and what can be done; resolves when the list is closed. */
export async function showDetails(details: readonly string[], { signIn, mirrors }: Offers): Promise<void> {
  const lines = details.map((label) => ({ label }));
  const separator = { label: '', kind: QuickPickItemKind.Separator };
  const offers: readonly Action[] = [
    ...(workspace.isTrusted ? [] : TRUST),
    ...(signIn ? SIGN_IN : []),
    ...(mirrors ? MIRRORS : []),
    ...ACTIONS,
  ];
  const picked = await window.showQuickPick([...lines, separator, ...offers], { title: PRODUCT });
  if (picked === undefined || !('command' in picked)) return;
  await commands.executeCommand(picked.command, ...(picked.argument === undefined ? [] : [picked.argument]));
}
