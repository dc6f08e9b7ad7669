import { CodeActionKind, type CodeAction, type CodeActionContext, type Diagnostic, type Range } from 'vscode-languageserver';
import * as z from 'zod/mini';
import { purlOfDependency } from '../model/manifest.ts';
import { linksOf, type CardLink } from '../present/links.ts';
import {
  ACCEPT_COMMAND,
  ASK_TO_ACCEPT_COMMAND,
  OPEN_COMMAND,
  POLICY_FILE,
  WITHDRAW_COMMAND,
  type Acceptable,
} from '../protocol.ts';
import { SOURCE } from './diagnostics.ts';
import type { Judged } from './judging.ts';
import type { OpenManifest } from './openManifests.ts';

const Data = z.object({ purl: z.nullable(z.string()), rule: z.string() });

/** What the client can do about decisions. */
export interface DecisionOffer {
  /** It asks for reason, owner and day itself. */
  readonly asks: boolean;
  /** There is a place for decisions of one's own. */
  readonly personal: boolean;
}

/**
 * Where a person can go from a line: to fund, to the foundation, to the repository; and decisions: to accept what a diagnostic says, to take back
 * what was accepted on a line. Built anew from a diagnostic's own data, and from the entries that the range touches; a page is offered once. On a
 * diagnostic they are quick fixes, elsewhere of no kind.
 */
export function codeActionsOf(
  manifest: OpenManifest,
  judged: readonly Judged[],
  range: Range,
  { diagnostics, only }: CodeActionContext,
  decisions: DecisionOffer,
): CodeAction[] {
  const seen = new Set<string>();
  const offer = (links: readonly CardLink[], diagnostic: Diagnostic | undefined): CodeAction[] =>
    links.flatMap(({ title, url }): CodeAction[] => {
      const kind = diagnostic ? CodeActionKind.QuickFix : CodeActionKind.Empty;
      if (seen.has(url) || !isWanted(kind, only)) return [];
      seen.add(url);
      return [
        {
          title,
          kind,
          ...(diagnostic ? { diagnostics: [diagnostic] } : {}),
          command: { title, command: OPEN_COMMAND, arguments: [url] },
        },
      ];
    });
  const own = diagnostics.filter(({ source }) => source === SOURCE);
  const onDiagnostics = own.flatMap((diagnostic) => {
    const data = z.safeParse(Data, diagnostic.data);
    const hit = data.success ? subjectOf(judged, data.data.purl, diagnostic, manifest) : undefined;
    return hit ? offer(linksOf(hit.assessment), diagnostic) : [];
  });
  const touched = judged.filter(({ dependency }) => touches(manifest.linesOf(dependency), range));
  const onLines = touched.flatMap(({ assessment }) => offer(linksOf(assessment), undefined));
  const all = [
    ...own.flatMap((diagnostic) => acceptActions(manifest, diagnostic, decisions)),
    ...touched.flatMap((one) => withdrawActions(manifest, one)),
  ].filter(({ kind }) => isWanted(kind, only));
  return [...onDiagnostics, ...all, ...onLines];
}

const SCOPES = { team: `team, ${POLICY_FILE}`, personal: 'only me' } as const satisfies Record<Acceptable['scope'], string>;

type Decided = CodeAction & { readonly kind: string };

function acceptActions({ uri }: OpenManifest, diagnostic: Diagnostic, { asks, personal }: DecisionOffer): readonly Decided[] {
  const data = z.safeParse(Data, diagnostic.data);
  if (!data.success || data.data.purl === null) return [];
  const { purl, rule } = data.data;
  return (personal ? (['team', 'personal'] as const) : (['team'] as const)).map((scope) => {
    const title = `Accept “${rule}” for this dependency (${SCOPES[scope]})…`;
    const argument: Acceptable = { uri, purl, rule, scope };
    const command = { title, command: asks ? ASK_TO_ACCEPT_COMMAND : ACCEPT_COMMAND, arguments: [argument] };
    return { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], command };
  });
}

function withdrawActions({ uri }: OpenManifest, { assessment: { findings } }: Judged): readonly Decided[] {
  return findings.flatMap(({ rule, accepted }) => {
    if (!accepted) return [];
    const { scope, decision } = accepted;
    const title = `No longer accept “${rule}” for this dependency (${SCOPES[scope]})`;
    const argument: Acceptable = { uri, purl: decision.purl, rule, scope };
    return [{ title, kind: CodeActionKind.Empty, command: { title, command: WITHDRAW_COMMAND, arguments: [argument] } }];
  });
}

function subjectOf(
  judged: readonly Judged[],
  purl: string | null,
  { range }: Diagnostic,
  manifest: OpenManifest,
): Judged | undefined {
  if (purl !== null) return judged.find(({ dependency }) => purlOfDependency(dependency) === purl);
  return judged.find(({ dependency }) => touches(manifest.linesOf(dependency), range));
}

function touches([first, last]: readonly [number, number], { start, end }: Range): boolean {
  return first <= end.line && last >= start.line;
}

/** Kinds form a tree by dots; `only` asks for branches of it. Source: LSP 3.17, CodeActionContext. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}
