/** What the client itself adds to a bug report: versions and kinds only, no name, path or setting. */
export interface ClientFacts {
  readonly extension: string;
  readonly editor: string;
  readonly platform: string;
  readonly remote: string | undefined;
  readonly trusted: boolean;
}

/** Lays out the report to paste; `server` is the server's own part, undefined where it does not run. */
export function bugReport(facts: ClientFacts, status: readonly string[], server: string | undefined): string {
  return [
    `Mainstay ${facts.extension} in VS Code ${facts.editor} on ${facts.platform}${facts.remote === undefined ? '' : ` (remote: ${facts.remote})`}`,
    `Workspace: ${facts.trusted ? 'trusted' : 'restricted mode'}`,
    ...(server === undefined ? ['The language server is not running.', ...status] : ['', server.trimEnd()]),
    '',
  ].join('\n');
}
