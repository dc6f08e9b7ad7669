import { commands, QuickPickItemKind, window, workspace } from 'vscode';
import { MIRRORS_SETTING } from '../../server/src/protocol.ts';
import { PRODUCT, statusActions } from './messages.ts';
import { statusRows } from './statusRows.ts';

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

/**
 * Lists what the status item knows, and what can be done, of which the first is chosen already: what is only to be read does nothing. Resolves when the
 * list is closed and what was picked is done.
 */
export async function showDetails(details: readonly string[], { signIn, mirrors }: Offers): Promise<void> {
  const offers: readonly Action[] = [
    ...(workspace.isTrusted ? [] : TRUST),
    ...(signIn ? SIGN_IN : []),
    ...(mirrors ? MIRRORS : []),
    ...ACTIONS,
  ];
  const list = window.createQuickPick();
  list.title = PRODUCT;
  list.items = [...details.flatMap(statusRows), { label: '', kind: QuickPickItemKind.Separator }, ...offers];
  list.activeItems = offers.slice(0, 1);
  const picked = await new Promise<Action | undefined>((close) => {
    list.onDidAccept(() => {
      const offer = offers.find((one) => list.selectedItems.includes(one));
      if (offer !== undefined) close(offer);
    });
    list.onDidHide(() => close(undefined));
    list.show();
  });
  list.dispose();
  if (picked === undefined) return;
  await commands.executeCommand(picked.command, ...(picked.argument === undefined ? [] : [picked.argument]));
}
