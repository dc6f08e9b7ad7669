import { CodeActionKind, type CodeAction, type CodeActionContext, type Diagnostic, type Range } from 'vscode-languageserver';
import { oneLine } from '../present/markdown.ts';
import { linksOf, type CardLink } from '../present/links.ts';
import { hasOwnersPart } from '../present/ownersPart.ts';
import {
  EXPLAIN_COMMAND,
  EXPLAIN_RULE_COMMAND,
  OPEN_COMMAND,
  OPEN_RULE_COMMAND,
  type Explainable,
  type RuleNamed,
} from '../protocol.ts';
import { isWanted, ownDiagnostics, touches, type KindOf, type Offers } from './actionParts.ts';
import { acceptActions, acceptedActions } from './decisionActions.ts';
import type { Judged } from './judging.ts';
import type { OpenManifest } from './openManifests.ts';
import { replaceActions } from './replaceActions.ts';
import { sourceActions } from './sourceActions.ts';

/**
 * What a person can do from a line, what helps most first: move to what its owners name or the community suggests, fund, contribute; accept what a
 * diagnostic says, renew or take back what was accepted; have it explained; read on; answer as its owner. Built anew from a diagnostic's own data, and from the entries that the range touches; what two of
 * them would offer is offered once. On a diagnostic they are quick fixes; elsewhere an edit is a rewrite and the rest of no kind. Of the manifest as a
 * whole only where source actions are asked for.
 */
export function codeActionsOf(
  manifest: OpenManifest,
  judged: readonly Judged[],
  range: Range,
  context: CodeActionContext,
  offers: Offers,
): CodeAction[] {
  const own = ownDiagnostics(manifest, judged, context);
  const touched = judged.filter(({ dependency }) => touches(manifest.linesOf(dependency), range));
  const all = [
    ...own.flatMap(({ judged: one, diagnostic }) => (one ? waysOut(manifest, one, diagnostic, offers) : [])),
    ...own.flatMap((one) => acceptActions(manifest, one, offers)),
    ...own.flatMap(({ rule, diagnostic }) => explainRule(rule, diagnostic, offers)),
    ...own.flatMap(({ judged: one, diagnostic }) =>
      one ? [...pages(one, diagnostic), ...ownersAction(manifest, one, diagnostic, offers)] : [],
    ),
    ...touched.flatMap((one) => acceptedActions(manifest, one, offers)),
    ...touched.flatMap((one) => waysOut(manifest, one, undefined, offers)),
    ...(touched.length === 1 ? touched.flatMap((one) => explainLine(manifest, one, offers)) : []),
    ...touched.flatMap((one) => pages(one, undefined)),
    ...(touched.length === 1 ? touched.flatMap((one) => ownersAction(manifest, one, undefined, offers)) : []),
    ...sourceActions(manifest, judged, context.only, offers),
  ].filter(({ kind }) => isWanted(kind, context.only));
  const seen = new Set<string>();
  return all.filter((action) => {
    const key = whatItDoes(action);
    return !seen.has(key) && seen.add(key);
  });
}

/** Equal for actions that do the same, whatever they are called. */
function whatItDoes({ command, data, edit, title }: CodeAction): string {
  if (command) return JSON.stringify([command.command, command.arguments]);
  return JSON.stringify(data ?? edit ?? title);
}

function waysOut(manifest: OpenManifest, one: Judged, diagnostic: Diagnostic | undefined, offers: Offers): readonly KindOf[] {
  return [
    ...replaceActions(manifest, one, diagnostic, offers),
    ...linksOf(one.assessment)
      .filter(({ kind }) => !READ_ONLY.has(kind))
      .map((link) => linkAction(link, diagnostic)),
  ];
}

/** Pages that nothing is done on: a finding is not answered by them, so they come last. */
const READ_ONLY: ReadonlySet<CardLink['kind']> = new Set(['governance', 'document', 'repository']);

function pages({ assessment }: Judged, diagnostic: Diagnostic | undefined): readonly KindOf[] {
  return linksOf(assessment)
    .filter(({ kind }) => READ_ONLY.has(kind))
    .map((link) => linkAction(link, diagnostic));
}

function linkAction({ title, url }: CardLink, diagnostic: Diagnostic | undefined): KindOf {
  return {
    title,
    kind: diagnostic ? CodeActionKind.QuickFix : CodeActionKind.Empty,
    ...(diagnostic ? { diagnostics: [diagnostic] } : {}),
    command: { title, command: OPEN_COMMAND, arguments: [url] },
  };
}

function explainRule(rule: string, diagnostic: Diagnostic | undefined, { explains, hasRulePages }: Offers): readonly KindOf[] {
  if (!explains && !hasRulePages) return [];
  const title = `Explain the rule “${rule}”`;
  const argument: RuleNamed = { rule };
  return [
    {
      title,
      kind: diagnostic ? CodeActionKind.QuickFix : CodeActionKind.Empty,
      ...(diagnostic ? { diagnostics: [diagnostic] } : {}),
      command: { title, command: explains ? EXPLAIN_RULE_COMMAND : OPEN_RULE_COMMAND, arguments: [argument] },
    },
  ];
}

/** For whoever keeps what the line asks for: what they can correct or add to what is shown. Of what is nobody's outside nothing is shown. */
function ownersAction(
  manifest: OpenManifest,
  { dependency, assessment }: Judged,
  diagnostic: Diagnostic | undefined,
  { explains }: Offers,
): readonly KindOf[] {
  if (!explains || !hasOwnersPart(assessment)) return [];
  const title = 'This is about my project: correct or add';
  const position = manifest.document().positionAt(dependency.spans.name.start);
  const argument: Explainable = { uri: manifest.uri, position, part: 'owner' };
  return [
    {
      title,
      kind: diagnostic ? CodeActionKind.QuickFix : CodeActionKind.Empty,
      ...(diagnostic ? { diagnostics: [diagnostic] } : {}),
      command: { title, command: EXPLAIN_COMMAND, arguments: [argument] },
    },
  ];
}

/** For who cannot hover: everything known of the one entry a range touches, and its rules. */
function explainLine(manifest: OpenManifest, { dependency, assessment }: Judged, offers: Offers): readonly KindOf[] {
  const title = oneLine(`Explain ${dependency.name}`, 120);
  const position = manifest.document().positionAt(dependency.spans.name.start);
  const argument: Explainable = { uri: manifest.uri, position };
  const rules = [...new Set(assessment.findings.map(({ rule }) => rule))];
  return [
    ...rules.flatMap((rule) => explainRule(rule, undefined, offers)),
    ...(offers.explains
      ? [{ title, kind: CodeActionKind.Empty, command: { title, command: EXPLAIN_COMMAND, arguments: [argument] } }]
      : []),
  ];
}
