import { commands, QuickPickItemKind, window } from 'vscode';

const ACTIONS: readonly { readonly label: string; readonly command: string }[] = [
  { label: '$(refresh) Ask again', command: 'mainstay.refresh' },
  { label: '$(shield) Show which names were sent where', command: 'mainstay.showPrivacyLedger' },
  { label: '$(output) Show the output', command: 'mainstay.showOutput' },
  { label: '$(clippy) Copy diagnostics for a bug report', command: 'mainstay.copyDiagnostics' },
];

const SIGN_IN = [{ label: '$(github) Sign in to GitHub', command: 'mainstay.signIn' }];

/** Lists what the status item knows, and what can be done; resolves when the list is closed. */
export async function showDetails(details: readonly string[], offersSignIn: boolean): Promise<void> {
  const lines = details.map((label) => ({ label }));
  const separator = { label: '', kind: QuickPickItemKind.Separator };
  const picked = await window.showQuickPick([...lines, separator, ...(offersSignIn ? SIGN_IN : []), ...ACTIONS], {
    title: 'Mainstay',
  });
  if (picked !== undefined && 'command' in picked) await commands.executeCommand(picked.command);
}
