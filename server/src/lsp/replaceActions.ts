import { CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import { renamingOf, repointed } from '../ecosystems/renaming.ts';
import { latest } from '../facts/package.ts';
import { identity } from '../facts/repository.ts';
import { successorOf } from '../measures/successor.ts';
import { speaking } from '../model/finding.ts';
import { moveTitle, replacementLink, replaceTitle, repointTitle, suggestionsFor } from '../present/replacing.ts';
import { isOfForge } from '../present/unknown.ts';
import { OPEN_COMMAND } from '../protocol.ts';
import type { KindOf, Offers } from './actionParts.ts';
import { toEdit } from './convert.ts';
import type { Judged } from './judging.ts';
import type { OpenManifest } from './openManifests.ts';
import type { ReplacingData } from './replacing.ts';
import { entryKey } from './typing.ts';

/** Most packages among what a list suggests that are offered as edits; its page has them all. */
const MAX_EDITS = 3;

/**
 * Ways out of a finding that nobody accepted: to the successor that the owners name, else to what the community suggests. An edit's version is looked up
 * once it is chosen (`codeAction/resolve`); where that could bring nothing, or a line cannot be edited by itself, the page is offered alone.
 */
export function replaceActions(
  manifest: OpenManifest,
  { dependency, assessment }: Judged,
  diagnostic: Diagnostic | undefined,
  { resolves, versionsEdits }: Pick<Offers, 'resolves' | 'versionsEdits'>,
): readonly KindOf[] {
  if (speaking(assessment.findings).length === 0) return [];
  const { facts } = assessment;
  const kind = diagnostic ? CodeActionKind.QuickFix : CodeActionKind.RefactorRewrite;
  const on = diagnostic ? { diagnostics: [diagnostic] } : {};
  const canLookUp = resolves && isRegistryThere(assessment);
  const edit = (title: string, to: string, strict: boolean): KindOf => {
    const data: ReplacingData = { replacing: { uri: manifest.uri, entry: entryKey(dependency), to, strict } };
    return { title, kind, ...on, data };
  };

  const successor = successorOf(dependency, facts);
  const way = successor && canLookUp ? renamingOf(dependency, successor.name, manifest.manifest()) : undefined;
  const moves = successor && way ? [edit(moveTitle(successor, way), successor.name, successor.saidBy === 'renamed')] : [];

  const replaces = suggestionsFor(assessment)
    .flatMap((one): readonly KindOf[] => {
      if (one.kind !== 'package' || !canLookUp || one.name === successor?.name) return [];
      const how = renamingOf(dependency, one.name, manifest.manifest());
      return how ? [edit(replaceTitle(one.name, how), one.name, false)] : [];
    })
    .slice(0, MAX_EDITS);

  const today = facts.get(identity);
  const renamed = today.state === 'known' && today.value.renamed ? repointed(dependency, today.value.fullName) : undefined;
  const repoints: readonly KindOf[] =
    renamed && today.state === 'known'
      ? [
          {
            title: repointTitle(today.value.fullName),
            kind,
            ...on,
            edit: toEdit(manifest.document(), [renamed], versionsEdits),
          },
        ]
      : [];

  const page = replacementLink(assessment);
  const pages: readonly KindOf[] = page
    ? [{ title: page.title, kind: diagnostic ? kind : CodeActionKind.Empty, ...on, command: open(page) }]
    : [];
  return [...moves, ...repoints, ...replaces, ...pages];
}

function open({ title, url }: { readonly title: string; readonly url: string }) {
  return { title, command: OPEN_COMMAND, arguments: [url] };
}

/** Whether a look-up could bring something: the registry was asked about this very line and could be reached. */
function isRegistryThere({ facts, unknown }: Judged['assessment']): boolean {
  const newest = facts.get(latest);
  if (newest.state === 'unknown' && newest.why !== 'not-served' && newest.why !== 'not-found') return false;
  return !unknown.some(({ id, why }) => why === 'offline' && !isOfForge(id));
}
