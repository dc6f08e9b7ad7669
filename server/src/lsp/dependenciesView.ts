import { purlOfDependency } from '../model/manifest.ts';
import { packagesOf } from '../present/dependencyPackages.ts';
import { dependencyTree } from '../present/dependencyTree.ts';
import { counted } from '../present/numbers.ts';
import { reachWords } from '../present/reachWords.ts';
import { DEPENDENCY_CHOICES, type TreeNode } from '../protocol.ts';
import type { Client } from './client.ts';
import { regionToRange } from './convert.ts';
import type { SettingsOfFolders } from './folderSettings.ts';
import { pathOf } from './places.ts';
import type { RowsWanted, Views } from './serveTrees.ts';
import type { createWorkspaceLines, WorkspaceRead } from './workspaceLines.ts';
import type { World } from './world.ts';

/** What the view of all dependencies is made from. */
export interface DependenciesViewParts {
  readonly workspaceLines: ReturnType<typeof createWorkspaceLines>;
  readonly settings: SettingsOfFolders;
  readonly client: Pick<Client, 'options'>;
  readonly world: Pick<World, 'now'>;
  /** Time in ms after which the rows are shown by what is held, while the rest is still asked about. */
  readonly patienceMs: number;
  folders(): readonly string[];
  /** What was still asked about is known by now. */
  learnt(): void;
}

/**
 * All dependencies of the workspace as rows. Nothing is asked before somebody looks: the first look reads the manifests and asks about their lines. It
 * is answered soon, with what is held; what comes later is shown of the lines read then.
 */
export function createDependenciesView(parts: DependenciesViewParts): Views[string] {
  let last: { readonly transitive: boolean; readonly read: WorkspaceRead } | undefined;

  async function linesFor({ choices, held }: RowsWanted, signal: AbortSignal): Promise<WorkspaceRead> {
    const transitive = choices.has(DEPENDENCY_CHOICES.transitive);
    if (held && last?.transitive === transitive) return last.read.now();
    const read = await parts.workspaceLines({ transitive, signal, patienceMs: parts.patienceMs });
    if (signal.aborted) return read;
    last = { transitive, read };
    // Whoever was not told anything of late still shows them as asked about.
    if (read.pending > 0) void read.settled.then(parts.learnt, parts.learnt);
    return read;
  }

  return async (signal, wanted) => {
    const { choices } = wanted;
    const folder = parts.folders().find((uri) => pathOf(uri) !== undefined);
    if (folder === undefined) return { nodes: [], empty: 'no-folder' };
    const read = await linesFor(wanted, signal);
    const { settings } = await parts.settings.of(folder);
    const onlyFindings = choices.has(DEPENDENCY_CHOICES.findings);
    const uris = new Map(read.manifests.map(({ name, uri }) => [name, uri]));
    const rows = dependencyTree(read.lines, {
      now: parts.world.now(),
      groupedBy: choices.has(DEPENDENCY_CHOICES.net) ? 'net' : 'standing',
      onlyFindings,
      card: { sections: settings['card.sections'], icons: parts.client.options.icons },
      location: (manifest, place) => ({ uri: uris.get(manifest) ?? '', range: regionToRange(place) }),
    });
    const apart = read.lines.filter(({ assessment }) => purlOfDependency(assessment.dependency) === null).length;
    const moreLine = rows.packages === 0 ? 'line' : 'more line';
    const notes = read.notes.map(noteRow);
    const nodes = [...rows.nodes, ...notes];
    // Nothing found by now is not nothing found, and a line that points at a path is a dependency.
    const reached = reachWords(
      packagesOf(read.lines).map(({ best }) => best.assessment),
      parts.world.now(),
    );
    const isOver = read.pending === 0 && reached === undefined && (rows.packages > 0 || apart === 0);
    if (nodes.length === 0 && isOver) return { nodes, empty: rows.packages === 0 ? 'nothing' : 'no-findings' };
    const message = [
      ...(rows.packages === 0 ? [] : [rows.message]),
      ...(reached === undefined ? [] : [reached]),
      ...(read.pending === 0 ? [] : [`${read.pending} still being asked about`]),
      ...(apart === 0 ? [] : [`${counted(apart, moreLine)} ${apart === 1 ? 'points' : 'point'} at paths or addresses`]),
    ].join('; ');
    return {
      nodes,
      ...(message === '' ? {} : { message }),
      ...(rows.warnings === 0
        ? {}
        : { badge: { value: rows.warnings, tooltip: `${counted(rows.warnings, 'warning')} in dependencies` } }),
    };
  };
}

function noteRow(label: string): TreeNode {
  return { id: `note\n${label}`, label, icon: 'question', spoken: `note: ${label}` };
}
