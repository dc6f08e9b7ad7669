import type { Connection } from 'vscode-languageserver';
import { STATUS_NOTIFICATION, type Status } from '../protocol.ts';
import type { Client } from './client.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { Gathering } from './gathering.ts';
import type { Judging } from './judging.ts';
import type { OpenManifest, OpenManifests } from './openManifests.ts';
import type { Policies } from './policies.ts';
import type { PolicyView } from './policyView.ts';
import type { Sessions } from './sessions.ts';
import { statusOf } from './status.ts';
import { createTelling } from './telling.ts';
import type { World } from './world.ts';

/** Keeps what the client shows up to date with what is held. */
export interface Showing {
  /** Facts, settings or documents changed. */
  touch(): void;
  edited(manifest: OpenManifest): void;
  closed(document: { readonly uri: string }): void;
  /** An open policy changed. */
  policyEdited(uri: string): void;
  status(): Promise<Status>;
  stop(): void;
}

/** What showing needs. */
export interface ShowingParts {
  readonly connection: Connection;
  readonly client: Client;
  readonly manifests: Pick<OpenManifests, 'all' | 'get'>;
  readonly sessions: Pick<Sessions, 'of'>;
  readonly gathering: Pick<Gathering, 'pending'>;
  readonly judging: Pick<Judging, 'direct'>;
  readonly policies: Pick<Policies, 'documents'>;
  readonly policyView: PolicyView;
  readonly world: Pick<World, 'now'>;
  readonly refreshMs: number;
  readonly rulePages: string | undefined;
  failed(error: unknown): void;
}

/** Late facts make clients that pull pull again; others are pushed to. The status goes out where it changed. */
export function createShowing(parts: ShowingParts): Showing {
  const { connection, client, manifests, sessions, gathering, judging, failed } = parts;
  let lastStatus = '';

  async function status(): Promise<Status> {
    const speaking = manifests.all().filter((manifest) => manifest.voice() !== 'none');
    const opened = await Promise.all(speaking.map(async (manifest) => [manifest, await sessions.of(manifest)] as const));
    return statusOf(
      opened.map(([manifest, session]) => ({
        uri: manifest.uri,
        judged: judging.direct(manifest, session),
        pending: gathering.pending(manifest),
        problems: [...session.problems, ...manifest.problems()],
        isMirrored: session.session.mirrored.has(manifest.ecosystem.id),
      })),
      parts.world.now(),
    );
  }

  async function push(manifest: OpenManifest): Promise<void> {
    const opened = await sessions.of(manifest);
    if (manifest.closed.aborted) return;
    const layout = { related: client.relatedInformation, rulePages: parts.rulePages };
    const diagnostics = diagnosticsOf(manifest, judging.direct(manifest, opened), layout);
    await connection.sendDiagnostics({ uri: manifest.uri, version: manifest.document().version, diagnostics });
  }

  async function pushPolicy(uri: string): Promise<void> {
    const diagnostics = await parts.policyView.diagnostics(uri);
    if (diagnostics) await connection.sendDiagnostics({ uri, diagnostics });
  }

  function pushAll(): readonly Promise<void>[] {
    return [...manifests.all().map(push), ...parts.policies.documents().map(({ uri }) => pushPolicy(uri))];
  }

  const telling = createTelling(
    async () => {
      const said = await status();
      const text = JSON.stringify(said);
      if (text !== lastStatus) await connection.sendNotification(STATUS_NOTIFICATION, said);
      lastStatus = text;
      await Promise.all([
        ...(client.pulls ? [connection.languages.diagnostics.refresh()] : pushAll()),
        ...(client.refreshesHints ? [connection.languages.inlayHint.refresh()] : []),
      ]);
    },
    parts.refreshMs,
    failed,
  );

  return {
    touch: () => telling.touch(),
    edited(manifest) {
      // Clients that pull do so by themselves after an edit.
      if (!client.pulls) push(manifest).catch(failed);
      telling.touch();
    },
    closed({ uri }) {
      if (!client.pulls) connection.sendDiagnostics({ uri, diagnostics: [] }).catch(failed);
      telling.touch();
    },
    policyEdited(uri) {
      if (!client.pulls) pushPolicy(uri).catch(failed);
      telling.touch();
    },
    status,
    stop: () => telling.stop(),
  };
}
