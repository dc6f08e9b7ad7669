import { authentication, window, type ExtensionContext } from 'vscode';
import { secretOf, wantedNow, type GitHubAccess } from './githubAccess.ts';
import { hostsWanted, whyNoToken } from './githubTokens.ts';
import { github } from './messages.ts';

/** Hosts a token is kept for, so that all can be forgotten; the names only. */
const HOSTS_KEPT = 'githubTokenHosts';

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
    if (hosts.length === 0) confirm(github.notAsked);
    return hosts.length < 2 ? hosts[0] : await window.showQuickPick(hosts, { title });
  }

  return {
    async 'mainstay.signIn'() {
      const hosts = hostsWanted(wantedNow()).filter(({ provider }) => provider !== undefined);
      const host = await pick(
        hosts.map((one) => one.host),
        github.signInWhere,
      );
      const provider = hosts.find((one) => one.host === host)?.provider;
      if (host === undefined || provider === undefined) return;
      try {
        await authentication.getSession(provider, [], { createIfNone: true });
      } catch (error) {
        // The user said no, or this editor has no such provider; the message says which.
        confirm(github.notSignedIn(host, error instanceof Error ? error.message : undefined));
        return;
      }
      await access.refresh();
      confirm(github.signedIn(host));
    },

    async 'mainstay.setToken'() {
      const host = await pick(
        hostsWanted(wantedNow()).map((one) => one.host),
        github.tokenForWhich,
      );
      if (host === undefined) return;
      const token = await window.showInputBox({
        title: github.tokenTitle(host),
        prompt: github.tokenPrompt(host),
        password: true,
        ignoreFocusOut: true,
        validateInput: whyNoToken,
      });
      if (token === undefined) return;
      await globalState.update(HOSTS_KEPT, [...new Set([...hostsKept(), host])]);
      await secrets.store(secretOf(host), token.trim());
      await access.refresh();
      confirm(github.tokenKept(host));
    },

    async 'mainstay.forgetToken'() {
      const hosts = hostsKept();
      for (const host of hosts) await secrets.delete(secretOf(host));
      await globalState.update(HOSTS_KEPT, undefined);
      await access.refresh();
      confirm(hosts.length === 0 ? github.noTokenKept : github.tokensForgotten(hosts));
    },
  };
}
