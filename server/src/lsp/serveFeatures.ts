import { ErrorCodes, ResponseError, type CodeActionParams, type Connection } from 'vscode-languageserver';
import { CodeActionTriggerKind } from 'vscode-languageserver';
import * as z from 'zod/mini';
import { ACCEPT_COMMAND, OPEN_COMMAND, WITHDRAW_COMMAND } from '../protocol.ts';
import type { Client } from './client.ts';
import { codeActionsOf } from './codeActions.ts';
import type { Deciding } from './deciding.ts';
import { diagnosticReport } from './diagnosticReport.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { Gathering } from './gathering.ts';
import { hoverHandler } from './hover.ts';
import { inlayHintsOf } from './inlayHints.ts';
import type { Judging } from './judging.ts';
import type { OpenManifests } from './openManifests.ts';
import type { PersonalDecisions } from './personalDecisions.ts';
import type { Policies } from './policies.ts';
import { policyActions } from './policyActions.ts';
import type { PolicyView } from './policyView.ts';
import type { Sessions } from './sessions.ts';
import type { World } from './world.ts';

/** What requests are answered from. */
export interface FeatureParts {
  readonly connection: Connection;
  readonly client: Client;
  readonly manifests: OpenManifests;
  readonly sessions: Sessions;
  readonly gathering: Gathering;
  readonly judging: Judging;
  readonly policies: Pick<Policies, 'documents'>;
  readonly policyView: PolicyView;
  readonly personal: Pick<PersonalDecisions, 'isKept'>;
  readonly deciding: Deciding;
  readonly world: World;
  readonly hoverMs: number;
}

/** Answers requests about documents: translate in, ask, translate out. */
export function serveFeatures(parts: FeatureParts): void {
  const { connection, client, manifests, sessions, gathering, judging, world } = parts;

  connection.onHover(hoverHandler({ ...parts, icons: client.options.icons, pictures: client.options.pictures }));

  if (client.pulls)
    connection.languages.diagnostics.on(async ({ textDocument, previousResultId }) => {
      const ofPolicy = await parts.policyView.diagnostics(textDocument.uri);
      if (ofPolicy) return diagnosticReport(ofPolicy, previousResultId);
      const manifest = manifests.get(textDocument.uri);
      if (!manifest) return { kind: 'full', items: [] };
      const judged = judging.direct(manifest, await sessions.of(manifest));
      const layout = { related: client.relatedInformation, rulePages: world.rulePages };
      return diagnosticReport(diagnosticsOf(manifest, judged, layout), previousResultId);
    });

  connection.languages.inlayHint.on(async ({ textDocument, range }) => {
    const manifest = manifests.get(textDocument.uri);
    if (!manifest) return [];
    const opened = await sessions.of(manifest);
    const mode = opened.settings.inlayHints;
    return inlayHintsOf(manifest, judging.direct(manifest, opened), range, { mode, now: world.now() });
  });

  connection.onCodeAction(async ({ textDocument, range, context }: CodeActionParams) => {
    const policy = parts.policies.documents().find(({ uri }) => uri === textDocument.uri);
    if (policy) return policyActions(policy, context, world.now());
    const manifest = manifests.get(textDocument.uri);
    if (!manifest) return [];
    // Automatic requests tell where the caret is; nothing else in LSP does.
    if (context.triggerKind === CodeActionTriggerKind.Automatic) gathering.caretAt(manifest, range.end.line);
    const opened = await sessions.of(manifest);
    if (manifest.voice() === 'none') return [];
    const touched = manifest.manifest().dependencies.map((dependency) => judging.one(manifest, opened, dependency));
    const actions = codeActionsOf(manifest, touched, range, context, {
      asks: client.options.asksToAccept,
      personal: parts.personal.isKept,
    });
    // A version of something is not what decisions are about, and cannot be edited: what is left are pages to go to.
    return manifest.isWorked ? actions : actions.filter(({ command }) => command?.command === OPEN_COMMAND);
  });

  connection.onExecuteCommand(async ({ command, arguments: given }) => {
    if (command === ACCEPT_COMMAND) return await parts.deciding.accept(given?.[0]);
    if (command === WITHDRAW_COMMAND) return await parts.deciding.withdraw(given?.[0]);
    const url = z.safeParse(PageToOpen, given?.[0]);
    if (command !== OPEN_COMMAND || !url.success)
      return new ResponseError(ErrorCodes.InvalidParams, `${command} takes one https address`);
    if (!client.showsDocuments) return new ResponseError(ErrorCodes.InvalidRequest, 'this editor opens no pages');
    return await connection.window.showDocument({ uri: url.data, external: true });
  });
}

const PageToOpen = z.string().check(
  z.maxLength(2000),
  z.refine((address) => {
    if (!URL.canParse(address)) return false;
    const { protocol, username, password } = new URL(address);
    return protocol === 'https:' && username === '' && password === '';
  }),
);
