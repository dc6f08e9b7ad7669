import { CodeActionKind, type CodeAction, type CodeActionContext, type Diagnostic, type Range } from 'vscode-languageserver';
import * as z from 'zod/mini';
import { purlOfDependency } from '../model/manifest.ts';
import { linksOf, type CardLink } from '../present/links.ts';
import { OPEN_COMMAND } from '../protocol.ts';
import { SOURCE } from './diagnostics.ts';
import type { Judged } from './judging.ts';
import type { OpenManifest } from './openManifests.ts';

const Data = z.object({ purl: z.nullable(z.string()), rule: z.string() });

/**
 * Where a person can go from a line: to fund, to the foundation, to the repository. Built anew from a diagnostic's own data, and from the
 * entries that the range touches; a page is offered once. On a diagnostic they are quick fixes, elsewhere of no kind.
 */
export function codeActionsOf(
  manifest: OpenManifest,
  judged: readonly Judged[],
  range: Range,
  { diagnostics, only }: CodeActionContext,
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
  const onLines = judged
    .filter(({ dependency }) => touches(manifest.linesOf(dependency), range))
    .flatMap(({ assessment }) => offer(linksOf(assessment), undefined));
  return [...onDiagnostics, ...onLines];
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
