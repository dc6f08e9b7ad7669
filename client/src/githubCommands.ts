import { authentication, window, type ExtensionContext } from 'vscode';
import { secretOf, wantedNow, type GitHubAccess } from './githubAccess.ts';
import { hostsWanted, whyNoToken } from './githubTokens.ts';

/** Hosts a token is kept for, so that all can be forgotten; the names only. */
const HOSTS_KEPT = 'githubTokenHosts';
const NOT_ASKED = 'GitHub is not asked: see the settings mainstay.services.github and mainstay.privacy';

/** What the commands act on; `confirm` tells what was done. */
export interface GitHubCommandWorld {
  readonly context: Pick<ExtensionContext, 'secrets' | 'globalState'>;
  readonly access: Pick<GitHubAccess, 'refresh'>;
  confirm(text: string): void;
}

/** Signing in, and a token of one's own: what opens a dialogue does so because the user ran it. */
export function githubCommands({ context, access, confirm }: GitHubCommandWorld): Readonly<Record<string, () => Promise<void>>> {
  const { secrets, globalState } = context;
  const hostsKept = () => globalState.get<readonly string[]>(HOSTS_KEPT, []);

  /** The host meant, asked for only where there are several; `undefined` where there is none, or none was picked. */
  async function pick(hosts: readonly string[], title: string): Promise<string | undefined> {
    if (hosts.length === 0) confirm(NOT_ASKED);
    return hosts.length < 2 ? hosts[0] : await window.showQuickPick(hosts, { title });
  }

  return {
    async 'mainstay.signIn'() {
      const hosts = hostsWanted(wantedNow()).filter(({ provider }) => provider !== undefined);
      const host = await pick(
        hosts.map((one) => one.host),
        'Sign in to',
      );
      const provider = hosts.find((one) => one.host === host)?.provider;
      if (host === undefined || provider === undefined) return;
      try {
        await authentication.getSession(provider, [], { createIfNone: true });
      } catch (error) {
        // The user said no, or this editor has no such provider; the message says which.
        confirm(`not signed in to ${host}: ${error instanceof Error ? error.message : 'no reason given'}`);
        return;
      }
      await access.refresh();
      confirm(`signed in to ${host}, asking again`);
    },

    async 'mainstay.setToken'() {
      const host = await pick(
        hostsWanted(wantedNow()).map((one) => one.host),
        'A token for',
      );
      if (host === undefined) return;
      const token = await window.showInputBox({
        title: `Token for ${host}`,
        prompt: `Needs no scopes. Kept in the editor’s secret storage and sent to ${host} only.`,
        password: true,
        ignoreFocusOut: true,
        validateInput: whyNoToken,
      });
      if (token === undefined) return;
      await globalState.update(HOSTS_KEPT, [...new Set([...hostsKept(), host])]);
      await secrets.store(secretOf(host), token.trim());
      await access.refresh();
      confirm(`token for ${host} kept, asking again`);
    },

    async 'mainstay.forgetToken'() {
      const hosts = hostsKept();
      for (const host of hosts) await secrets.delete(secretOf(host));
      await globalState.update(HOSTS_KEPT, undefined);
      await access.refresh();
      confirm(hosts.length === 0 ? 'no token was kept' : `forgotten: the token for ${hosts.join(', ')}`);
    },
  };
}
