import type { CodeAction, CodeActionContext, Diagnostic } from 'vscode-languageserver';
import * as z from 'zod/mini';
import type { Instant } from '../model/instant.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { SOURCE } from './diagnostics.ts';
import type { Judged } from './judging.ts';
import type { OpenManifest } from './openManifests.ts';

/** What the client and the server can do about actions. */
export interface Offers {
  /** The client asks for a decision's reason, owner and day itself. */
  readonly asks: boolean;
  /** There is a place for decisions of one's own. */
  readonly personal: boolean;
  /** The client asks for an action's edit once it is chosen. */
  readonly resolves: boolean;
  /** The client takes edits that name the version of their document. */
  readonly versionsEdits: boolean;
  /** The client shows Markdown by commands of its own. */
  readonly explains: boolean;
  /** The page of a rule can be shown. */
  readonly hasRulePages: boolean;
  readonly now: Instant;
}

/** An action with its kind told, so that it can be asked for by kind. */
export type KindOf<A extends CodeAction = CodeAction> = A & { readonly kind: string };

const Data = z.object({ purl: z.nullable(z.string()), rule: z.string() });

/** A diagnostic of ours with what travels in it, and the dependency it is about where that is still there. */
export interface OwnDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly purl: string | null;
  readonly rule: string;
  readonly judged: Judged | undefined;
}

/**
 * The diagnostics of a request that are ours, told apart by their own data; of a client that drops it by their line and what a finding there
 * says.
 */
export function ownDiagnostics(
  manifest: OpenManifest,
  judged: readonly Judged[],
  { diagnostics }: Pick<CodeActionContext, 'diagnostics'>,
): readonly OwnDiagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    if (diagnostic.source !== SOURCE) return [];
    const data = z.safeParse(Data, diagnostic.data);
    if (!data.success) return withoutData(manifest, judged, diagnostic);
    const { purl, rule } = data.data;
    return [{ diagnostic, purl, rule, judged: subjectOf(manifest, judged, purl, diagnostic) }];
  });
}

function withoutData(manifest: OpenManifest, judged: readonly Judged[], diagnostic: Diagnostic): readonly OwnDiagnostic[] {
  const { code: rule, range } = diagnostic;
  const found = judged.filter(
    ({ dependency, assessment }) =>
      touches(manifest.linesOf(dependency), range) && assessment.findings.some((finding) => finding.rule === rule),
  );
  const [only] = found;
  if (typeof rule !== 'string' || only === undefined || found.length > 1) return [];
  return [{ diagnostic, purl: purlOfDependency(only.dependency), rule, judged: only }];
}

function subjectOf(
  manifest: OpenManifest,
  judged: readonly Judged[],
  purl: string | null,
  { range }: Diagnostic,
): Judged | undefined {
  const same = judged.filter(({ dependency }) => purl === null || purlOfDependency(dependency) === purl);
  // A package may stand on several lines: the diagnostic's own is meant, where it still names it.
  const here = same.find(({ dependency }) => touches(manifest.linesOf(dependency), range));
  return here ?? (purl === null ? undefined : same[0]);
}

/** Whether lines and a range have a line in common. */
export function touches([first, last]: readonly [number, number], { start, end }: Diagnostic['range']): boolean {
  return first <= end.line && last >= start.line;
}

/** Kinds form a tree by dots; `only` asks for branches of it. Source: LSP 3.17, CodeActionContext. */
export function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}
