import type { InitializeParams } from 'vscode-languageserver';
import * as z from 'zod/mini';
import type { InitializationOptions } from '../protocol.ts';

/** What the client can do and wants; everything optional of LSP settled to yes or no. */
export interface Client {
  /** `vscode 1.100.0`, for a report. */
  readonly name: string;
  /** Pulls diagnostics, and pulls again when told to; others get them pushed. */
  readonly pulls: boolean;
  readonly refreshesHints: boolean;
  readonly relatedInformation: boolean;
  readonly pullsSettings: boolean;
  readonly registersSettings: boolean;
  readonly registersWatchers: boolean;
  readonly showsProgress: boolean;
  readonly showsDocuments: boolean;
  /** Takes edits that name versions of documents, and new files among them. */
  readonly createsFiles: boolean;
  /** Takes edits that name the version of the document they were made for, and refuses them once it is another. */
  readonly versionsEdits: boolean;
  /** Asks for an action's edit once it is chosen, and hands back what the action carries. */
  readonly resolvesEdits: boolean;
  /** What the client asked for. */
  readonly options: Required<Omit<InitializationOptions, 'storage'>>;
  /** The folder for stored facts that the client names; empty: none is wanted, undefined: it does not say. */
  readonly storage: string | undefined;
  /** Settings given at start, for clients that cannot be asked. */
  readonly settings: unknown;
}

const flag = (missing: boolean) => z.catch(z._default(z.boolean(), missing), missing);
const Options = z.object({
  icons: flag(false),
  pictures: flag(false),
  trusted: flag(true),
  httpThroughClient: flag(false),
  asksToAccept: flag(false),
  explains: flag(false),
  validatesPolicy: flag(false),
  storage: z.catch(z.optional(z.string()), undefined),
  settings: z.optional(z.unknown()),
});

/** Reads what the client said of itself; an odd option counts as not given. */
export function readClient({ capabilities, clientInfo, initializationOptions }: InitializeParams): Client {
  const given = z.safeParse(Options, initializationOptions ?? {});
  const { settings, storage, ...options } = given.success ? given.data : z.parse(Options, {});
  const { workspace, textDocument, window } = capabilities;
  return {
    name: clientInfo ? `${clientInfo.name} ${clientInfo.version ?? ''}`.trim() : 'unknown',
    pulls: textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    relatedInformation:
      (textDocument?.diagnostic?.relatedInformation ?? textDocument?.publishDiagnostics?.relatedInformation) === true,
    pullsSettings: workspace?.configuration === true,
    registersSettings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    showsProgress: window?.workDoneProgress === true,
    showsDocuments: window?.showDocument?.support === true,
    createsFiles:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    versionsEdits: workspace?.workspaceEdit?.documentChanges === true,
    resolvesEdits:
      textDocument?.codeAction?.dataSupport === true &&
      textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    options,
    storage,
    settings,
  };
}
