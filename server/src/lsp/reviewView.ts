import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WorkspaceFolder } from 'vscode-languageserver';
import { gitIn, GitProblem } from '../platform/git.ts';
import { FileProblem } from '../platform/files.ts';
import { reviewMessage, reviewTree, type ReviewTreeOptions } from '../present/reviewTree.ts';
import { proposedRows } from '../present/proposedRows.ts';
import { proposalsIn, type Reviewed } from '../present/reviewJson.ts';
import type { Tree, TreeNode } from '../protocol.ts';
import { assessAll } from '../reviewing/assessChanges.ts';
import { depthsOf } from '../reviewing/reviewDepth.ts';
import { reviewInGit, type ReviewInGit } from '../reviewing/review.ts';
import { withTemporaryFolders, type LayOut } from '../reviewing/temporaryFolders.ts';
import type { Client } from './client.ts';
import { regionToRange } from './convert.ts';
import type { SettingsOfFolders } from './folderSettings.ts';
import { pathOf } from './places.ts';
import { addedLine, noteRows } from './reviewNotes.ts';
import { reviewSessions, until, type ReviewSessionParts } from './reviewSessions.ts';
import { namesOf } from './workspaceManifests.ts';
import type { World } from './world.ts';

/** What the list of changes is made from. */
export interface ReviewViewParts extends ReviewSessionParts {
  readonly settings: SettingsOfFolders;
  readonly client: Pick<Client, 'options'>;
  readonly world: World;
  folders(): readonly WorkspaceFolder[];
  trusted(): boolean;
}

/** Most changes that are judged and listed; the lines of a manifest come first. */
const MAX_CHANGES = 300;
/** Time in ms after which the list shows what is known by then. */
const TIME_LIMIT_MS = 60_000;

/**
 * What the checkouts of the workspace change among dependencies since they left their base, as files are on disk: compared and judged as `mainstay
 * review` does, by this editor's settings, facts and own decisions. An untrusted workspace has no program run on it. No badge: what it warns of the view of
 * all dependencies counts, and VS Code adds up the badges of one icon.
 */
export function createReviewView(parts: ReviewViewParts): (signal: AbortSignal) => Promise<Tree> {
  const { world } = parts;

  return async (signal) => {
    if (!parts.trusted()) return { nodes: [], empty: 'untrusted' };
    const folders = parts.folders().flatMap(({ uri }) => {
      const path = pathOf(uri);
      return path === undefined ? [] : [{ uri, path }];
    });
    const tops = new Map<string, string>();
    for (const { uri, path } of folders) {
      const top = await topSeenFrom(path, world.env);
      if (top !== undefined && !tops.has(top)) tops.set(top, uri);
    }
    if (tops.size === 0) return { nodes: [], empty: folders.length === 0 ? 'no-folder' : 'no-git' };
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)]);
    const found = await Promise.all([...tops].map(([top, uri]) => checkoutRows(top, uri, limit)));
    const nodes = found.length === 1 ? found.flatMap((one) => one.nodes) : found.flatMap(asGroup);
    const message = [
      ...(found.length === 1 ? found.flatMap((one) => one.message) : []),
      ...(limit.aborted ? ['not everything was learnt in time'] : []),
    ].join('\n');
    return {
      nodes,
      ...(nodes.length === 0 && message === '' ? { empty: 'nothing' } : {}),
      ...(message === '' ? {} : { message }),
    };
  };

  interface Rows {
    readonly top: string;
    readonly nodes: readonly TreeNode[];
    readonly message: readonly string[];
  }

  /** Of several checkouts each is a row, which says what there was to say of it; what changed nothing is none. */
  function asGroup({ top, nodes, message }: Rows): readonly TreeNode[] {
    if (nodes.length === 0 && message.length === 0) return [];
    const below = (one: TreeNode): TreeNode => ({
      ...one,
      id: `${top}\n${one.id}`,
      ...(one.children ? { children: one.children.map(below) } : {}),
    });
    const description = message.join(' · ');
    return [
      {
        id: top,
        label: namesOf(parts.folders()).get(top) ?? basename(top),
        description,
        icon: 'repo',
        isOpen: true,
        children: nodes.map(below),
      },
    ];
  }

  async function checkoutRows(top: string, folder: string, signal: AbortSignal): Promise<Rows> {
    const { settings } = await parts.settings.of(folder);
    const base = settings['review.base'];
    try {
      return await withTemporaryFolders(async (layOut: LayOut) => {
        const asked = { base: base === '' ? undefined : base, head: undefined, policy: undefined, trustHeadPolicy: false };
        const review = await reviewInGit(asked, top, world.env, layOut);
        const { kept, leftOut } = cut(review);
        const opened = await reviewSessions(review, top, parts);
        const depths = depthsOf(kept);
        const reviewed = await assessAll(
          { ...review, manifests: kept },
          depths,
          { of: (input) => until(signal, opened(input).session) },
          { progress: () => () => undefined, now: () => world.now() },
        );
        const card = { sections: settings['card.sections'], icons: parts.client.options.icons };
        return rowsOf({ ...review, notes: [...review.notes, ...depths.notes] }, top, reviewed, leftOut, card);
      });
    } catch (error) {
      if (!(error instanceof GitProblem || error instanceof FileProblem)) throw error;
      return { top, nodes: [], message: [error.message.replace('--base', 'mainstay.review.base')] };
    }
  }

  function rowsOf(
    review: ReviewInGit,
    top: string,
    reviewed: readonly Reviewed[],
    leftOut: number,
    card: ReviewTreeOptions['card'],
  ): Rows {
    const { mergeBase, before, sides, policies, signoffs } = review;
    const uriOf = (path: string) => pathToFileURL(join(top, ...path.split('/'))).href;
    const now = world.now();
    const nodes = reviewTree(reviewed, {
      now,
      card,
      location: (manifest, place) => ({ uri: uriOf(manifest), ...(place === undefined ? {} : { range: regionToRange(place) }) }),
      base(manifest, cameFrom) {
        const was = cameFrom ?? manifest;
        return before.has(was) ? { uri: uriOf(was), commit: mergeBase } : undefined;
      },
    });
    const offline = reviewed.some(({ assessment }) => assessment?.unknown.some(({ why }) => why === 'offline') === true);
    return {
      top,
      nodes: [
        ...nodes,
        ...proposedRows(top, proposalsIn(policies, reviewed), signoffs.proposed, (file) => ({ uri: uriOf(file) })),
        ...noteRows(top, review),
      ],
      message: [
        ...(reviewed.length === 0 ? [] : [reviewMessage(sides, reviewed, now)]),
        ...addedLine(review, reviewed),
        ...(leftOut === 0 ? [] : [`${leftOut} more are not listed here: mainstay review tells them all`]),
        ...(offline ? ['some services could not be reached: what was stored is shown'] : []),
      ],
    };
  }
}

/** The changes that are listed: the lines of all manifests first. */
function cut({ manifests }: ReviewInGit): { readonly kept: ReviewInGit['manifests']; readonly leftOut: number } {
  const all = manifests.flatMap(({ changes }) => changes);
  const kept = new Set([...all.filter(({ direct }) => direct), ...all.filter(({ direct }) => !direct)].slice(0, MAX_CHANGES));
  return {
    kept: manifests.map((one) => ({ ...one, changes: one.changes.filter((change) => kept.has(change)) })),
    leftOut: all.length - kept.size,
  };
}

/** The top of the checkout around a folder, by the way that leads to that folder, links or not; undefined where there is none, or no git. */
async function topSeenFrom(folder: string, env: World['env']): Promise<string | undefined> {
  try {
    const { output } = await gitIn(folder, env)(['rev-parse', '--show-cdup']);
    return resolve(folder, output.toString('utf8').replace(/\r?\n$/, ''));
  } catch (error) {
    if (error instanceof GitProblem) return undefined;
    throw error;
  }
}
