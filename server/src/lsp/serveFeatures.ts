import { ErrorCodes, ResponseError, type CodeActionParams, type Connection } from 'vscode-languageserver';
import { CodeActionTriggerKind } from 'vscode-languageserver';
import {
  ACCEPT_ALL_COMMAND,
  ACCEPT_COMMAND,
  EXPLAIN_COMMAND,
  EXPLAIN_REQUEST,
  EXPLAIN_RULE_COMMAND,
  OPEN_COMMAND,
  OPEN_RULE_COMMAND,
  WITHDRAW_COMMAND,
} from '../protocol.ts';
import type { Client } from './client.ts';
import { codeActionsOf } from './codeActions.ts';
import type { Deciding } from './deciding.ts';
import { diagnosticReport } from './diagnosticReport.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { explain } from './explaining.ts';
import type { Gathering } from './gathering.ts';
import { hoverHandler } from './hover.ts';
import { inlayHintsOf } from './inlayHints.ts';
import type { Judging } from './judging.ts';
import type { OpenManifests } from './openManifests.ts';
import { openPage, openRule } from './pages.ts';
import type { PersonalDecisions } from './personalDecisions.ts';
import type { Policies } from './policies.ts';
import { policyActions } from './policyActions.ts';
import type { PolicyView } from './policyView.ts';
import { resolveReplacing } from './replacing.ts';
import type { Sessions } from './sessions.ts';
import type { World } from './world.ts';

/** Commands that change nothing. */
const READING: ReadonlySet<string> = new Set([OPEN_COMMAND, OPEN_RULE_COMMAND, EXPLAIN_COMMAND, EXPLAIN_RULE_COMMAND]);

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

  connection.onHover(
    hoverHandler({
      ...parts,
      icons: client.options.icons,
      pictures: client.options.pictures,
      hasOwnersAction: client.options.explains,
    }),
  );

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
      resolves: client.resolvesEdits,
      versionsEdits: client.versionsEdits,
      explains: client.options.explains,
      hasRulePages: world.rulePages !== undefined && client.showsDocuments,
      now: world.now(),
    });
    // A version of something is not what decisions are about, and cannot be edited: what is left are pages to go to.
    return manifest.isWorked ? actions : actions.filter(({ command }) => READING.has(command?.command ?? ''));
  });

  if (client.resolvesEdits)
    connection.onCodeActionResolve(async (action) => {
      const resolved = await resolveReplacing(parts, action);
      if (resolved instanceof ResponseError) connection.console.log(resolved.message);
      return resolved;
    });

  connection.onRequest(EXPLAIN_REQUEST, (given: unknown) => explain(parts, given));

  const commands: Readonly<Record<string, (given: unknown) => Promise<unknown>>> = {
    [OPEN_COMMAND]: (given) => openPage(parts, given),
    [OPEN_RULE_COMMAND]: (given) => openRule(parts, given),
    [ACCEPT_COMMAND]: (given) => parts.deciding.accept(given),
    [ACCEPT_ALL_COMMAND]: (given) => parts.deciding.acceptAll(given),
    [WITHDRAW_COMMAND]: (given) => parts.deciding.withdraw(given),
  };
  connection.onExecuteCommand(async ({ command, arguments: given }) => {
    const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
    return run ? await run(given?.[0]) : new ResponseError(ErrorCodes.InvalidParams, `there is no command ${command}`);
  });
}
