import { commands, extensions, Uri } from 'vscode';
import { REVIEW_VIEW, type TreeNode } from '../../server/src/protocol.ts';
import { diff } from './messages.ts';
import { isRow, rangeOf, servedTree, type ServedTreeWorld } from './treeView.ts';

/** The view “Dependency Changes” with its commands; `confirm` says in the status bar what could not be done. */
export function reviewView(world: ServedTreeWorld & { confirm(text: string): void }): {
  readonly view: { dispose(): void };
  readonly actions: Readonly<Record<string, (given?: unknown) => Promise<void>>>;
} {
  const view = servedTree(REVIEW_VIEW, world);
  return {
    view,
    actions: {
      async 'mainstay.reviewChanges'() {
        await commands.executeCommand(`${REVIEW_VIEW}.focus`);
        await view.refresh();
      },
      'mainstay.review.refresh': () => view.refresh(),
      async 'mainstay.review.openDiff'(given?: unknown) {
        const problem = isRow(given) ? await openDiff(given) : diff.fromRow;
        if (problem !== undefined) world.confirm(problem);
      },
    },
  };
}

/** Part of the API of VS Code's own git extension, version 1. */
interface GitApi {
  toGitUri(uri: Uri, ref: string): Uri;
}

/** Shows what a manifest was at the merge base beside what it is; why not, in words, where that cannot be. */
async function openDiff({ location, base }: TreeNode): Promise<string | undefined> {
  if (location === undefined || base === undefined) return diff.nothingBefore;
  const git = await gitApi();
  if (git === undefined) return diff.noGit;
  const now = Uri.parse(location.uri);
  const name = now.path.slice(now.path.lastIndexOf('/') + 1);
  const title = diff.title(name, base.commit);
  await commands.executeCommand('vscode.diff', git.toGitUri(Uri.parse(base.uri), base.commit), now, title, {
    selection: rangeOf(location),
  });
  return undefined;
}

async function gitApi(): Promise<GitApi | undefined> {
  const extension = extensions.getExtension<{ readonly enabled: boolean; getAPI(version: 1): GitApi }>('vscode.git');
  if (extension === undefined) return undefined;
  const git = extension.isActive ? extension.exports : await extension.activate();
  return git.enabled ? git.getAPI(1) : undefined;
}
