import { bugReportLines } from './messages.ts';

/** What the client itself adds to a bug report: versions and kinds only, no name, path or setting. */
export interface ClientFacts {
  readonly extension: string;
  readonly editor: string;
  readonly platform: string;
  readonly remote: string | undefined;
  readonly trusted: boolean;
}

/** Lays out the report to paste; `server` is the server's own part, undefined where it gave none. */
export function bugReport(facts: ClientFacts, status: readonly string[], server: string | undefined): string {
  return [
    bugReportLines.versions(facts.extension, facts.editor, facts.platform, facts.remote),
    bugReportLines.workspace(facts.trusted),
    ...(server === undefined ? [bugReportLines.noReport, ...status] : ['', server.trimEnd()]),
    '',
  ].join('\n');
}
