import { authentication, workspace, type ExtensionContext, type LogOutputChannel, type SecretStorage } from 'vscode';
import { State, type LanguageClient } from 'vscode-languageclient/node';
import { GITHUB_SESSION_NOTIFICATION, type GitHubSession } from '../../server/src/protocol.ts';
import { PUBLIC_HOST, tokensWanted, type Provider, type Wanted } from './githubTokens.ts';
import { log } from './messages.ts';

/** Under what name a token is kept in the secret storage. */
export function secretOf(host: string): string {
  return `github:${host}`;
}

/** Which hosts tokens are wanted for, by the user's own settings: none of them can be set by a workspace but the provider's address. */
export function wantedNow(): Wanted {
  const mainstay = workspace.getConfiguration('mainstay');
  return {
    asked: mainstay.get<boolean>('services.github', true) && mainstay.get<string>('privacy') !== 'strict',
    servers: mainstay.get<readonly string[]>('github.servers', []),
    enterpriseUri: workspace.getConfiguration('github-enterprise').get<string>('uri'),
  };
}

/** The settings that {@link wantedNow} reads. */
const DECIDING = ['mainstay.services', 'mainstay.privacy', 'mainstay.github', 'github-enterprise'];

/** Where the user is signed in to GitHub, told to the server whenever it changes. */
export interface GitHubAccess {
  /** Looks again, and tells the server. */
  refresh(): Promise<void>;
  /** Every token told so far, for what must not show them. */
  secrets(): readonly string[];
  /** Tells this client's server from its next start on; looks for the first time then. */
  tell(client: LanguageClient): { dispose(): void };
  dispose(): void;
}

/**
 * Watches VS Code's sessions and the secret storage for the server. Never opens a dialogue or a badge: only sessions that the user has
 * granted before are used. `changed` is told whether the user is signed in to github.com; undefined where GitHub is not to be asked.
 */
export function createGitHubAccess(
  { secrets }: Pick<ExtensionContext, 'secrets'>,
  output: LogOutputChannel,
  changed: (signedIn: boolean | undefined) => void,
): GitHubAccess {
  let client: LanguageClient | undefined;
  const seen = new Set<string>();
  let looks = 0;

  async function refresh(): Promise<void> {
    const look = (looks += 1);
    const wanted = wantedNow();
    const tokens = await tokensWanted(wanted, {
      kept: (host) => keptIn(secrets, host, output),
      session: (one) => silent(one, output),
    });
    if (look !== looks) return; // a later look sees more
    for (const token of tokens.values()) seen.add(token);
    changed(wanted.asked ? tokens.has(PUBLIC_HOST) : undefined);
    if (client?.isRunning() !== true) return;
    const session: GitHubSession = { tokens: Object.fromEntries(tokens) };
    await client.sendNotification(GITHUB_SESSION_NOTIFICATION, session);
  }

  /** Before the first start nobody needs a token, and VS Code's provider is left asleep. */
  function look(isWorthIt = true): void {
    if (!isWorthIt || client === undefined) return;
    refresh().catch((error: unknown) => output.error(log.tokensNotTold, nameOf(error)));
  }

  const listeners = [
    authentication.onDidChangeSessions(({ provider }) => look(provider.id.startsWith('github'))),
    secrets.onDidChange(() => look()),
    workspace.onDidChangeConfiguration((event) => look(DECIDING.some((section) => event.affectsConfiguration(section)))),
  ];
  return {
    refresh,
    secrets: () => [...seen],
    tell(given) {
      return given.onDidChangeState(({ newState }) => {
        client = given;
        look(newState === State.Running);
      });
    },
    dispose() {
      for (const listener of listeners) listener.dispose();
    },
  };
}

async function silent(provider: Provider, output: LogOutputChannel): Promise<string | undefined> {
  try {
    return (await authentication.getSession(provider, [], { silent: true }))?.accessToken;
  } catch (error) {
    output.debug(log.noSession(provider), nameOf(error)); // no such provider here, as in editors made of VS Code
    return undefined;
  }
}

async function keptIn(secrets: SecretStorage, host: string, output: LogOutputChannel): Promise<string | undefined> {
  try {
    return await secrets.get(secretOf(host));
  } catch (error) {
    output.warn(log.secretsUnreadable, nameOf(error));
    return undefined;
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : log.noReason;
}
