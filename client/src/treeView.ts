import {
  CancellationTokenSource,
  commands,
  Disposable,
  EventEmitter,
  MarkdownString,
  Range,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
  type LogOutputChannel,
  type TreeView,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  TREE_CHANGED_NOTIFICATION,
  TREE_REQUEST,
  type Tree,
  type TreeNode,
  type TreeParams,
  type TreeTone,
} from '../../server/src/protocol.ts';
import { log, views } from './messages.ts';
import { spokenOf } from './treeSpoken.ts';

/** A view whose rows the server makes. */
export interface ServedTree {
  /** Asks for the rows again; what was asked before is taken back. Resolves once they are shown. */
  refresh(): Promise<void>;
  dispose(): void;
}

/** What such a view needs. */
export interface ServedTreeWorld {
  readonly client: Pick<LanguageClient, 'isRunning' | 'sendRequest' | 'onNotification'>;
  readonly output: LogOutputChannel;
  /** Starts the server where it does not run; a view that is looked at is reason enough. Never rejects. */
  start(): Promise<void>;
  /** What is chosen in the view now. */
  choices?(): readonly string[];
}

const COLOURS: Readonly<Record<TreeTone, string>> = {
  warning: 'list.warningForeground',
  information: 'notificationsInfoIcon.foreground',
  hint: 'descriptionForeground',
};

/** Said where no server could be asked. */
const NOT_RUNNING: Tree = { nodes: [], empty: 'not-running' };

/**
 * Shows a view of the server's: rows, why there are none (the context key `<view>.empty`, for welcome texts), a line above, a badge, progress. It
 * asks when it is first seen, and again when the server says that rows may be others; unseen it waits until it is seen.
 */
export function servedTree(view: string, { client, output, start, choices }: ServedTreeWorld): ServedTree {
  const changed = new EventEmitter<undefined>();
  let nodes: readonly TreeNode[] = [];
  let asking: CancellationTokenSource | undefined;
  /** What the rows shown are short of: nothing, facts that came since, or all that they were made of. */
  let stale: 'nothing' | 'facts' | 'all' = 'all';

  const shown: TreeView<TreeNode> = window.createTreeView(view, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) => [...(node === undefined ? nodes : (node.children ?? []))],
      getTreeItem: itemOf,
    },
    showCollapseAll: true,
  });

  async function ask(source: CancellationTokenSource, held: boolean): Promise<Tree | undefined> {
    await start();
    if (!client.isRunning()) return NOT_RUNNING;
    const params: TreeParams = {
      view,
      ...(choices === undefined ? {} : { choices: choices() }),
      ...(held ? { held } : {}),
    };
    try {
      return await client.sendRequest<Tree>(TREE_REQUEST, params, source.token);
    } catch (error) {
      if (source.token.isCancellationRequested) return undefined;
      output.error(log.failed(view), error instanceof Error ? error : String(error));
      return { nodes: [], message: views.failed };
    }
  }

  /** Facts that came are shown without a word; what is read and asked for anew shows that it is under way. */
  async function refresh(what: 'facts' | 'all' = 'all'): Promise<void> {
    stale = 'nothing';
    asking?.cancel();
    const source = new CancellationTokenSource();
    asking = source;
    const tree =
      what === 'facts'
        ? await ask(source, true)
        : await window.withProgress({ location: { viewId: view } }, () => ask(source, false));
    if (tree === undefined || asking !== source) return;
    asking = undefined;
    nodes = tree.nodes;
    await commands.executeCommand('setContext', `${view}.empty`, tree.empty ?? '');
    shown.message = tree.message ?? '';
    shown.badge = tree.badge === undefined ? undefined : { value: tree.badge.value, tooltip: tree.badge.tooltip };
    changed.fire(undefined);
    look();
  }

  /** Asks for what the rows are short of, if anybody sees them; what is under way is not broken off for facts that came meanwhile. */
  function look(): void {
    if (!shown.visible || stale === 'nothing' || (stale === 'facts' && asking !== undefined)) return;
    refresh(stale).catch((error: unknown) => output.error(log.failed(view), String(error)));
  }
  const listeners = Disposable.from(
    shown,
    changed,
    shown.onDidChangeVisibility(look),
    client.onNotification(TREE_CHANGED_NOTIFICATION, (params: TreeParams) => {
      if (params.view !== view) return;
      stale = params.held === true && stale !== 'all' ? 'facts' : 'all';
      look();
    }),
  );
  look();
  return {
    refresh: () => refresh(),
    dispose: () => {
      asking?.cancel();
      listeners.dispose();
    },
  };
}

function itemOf(node: TreeNode): TreeItem {
  const { id, label, description, tooltip, icon, tone, location, base, fund, explain, isOpen = false, children = [] } = node;
  const state =
    children.length === 0
      ? TreeItemCollapsibleState.None
      : isOpen
        ? TreeItemCollapsibleState.Expanded
        : TreeItemCollapsibleState.Collapsed;
  const item = new TreeItem(label, state);
  item.id = id;
  if (description !== undefined) item.description = description;
  // Not trusted, no HTML: what is in it was made safe by the server.
  item.tooltip = tooltip === undefined ? label : new MarkdownString(tooltip, true);
  item.iconPath = new ThemeIcon(icon, tone === undefined ? undefined : new ThemeColor(COLOURS[tone]));
  item.accessibilityInformation = { label: spokenOf(node) };
  const offers = [...(base ? ['diff'] : []), ...(fund === undefined ? [] : ['fund']), ...(explain ? ['explain'] : [])];
  item.contextValue = offers.join(' ') || 'plain';
  if (location !== undefined)
    item.command = {
      title: views.reveal,
      command: 'vscode.open',
      arguments: [Uri.parse(location.uri), { selection: rangeOf(location) }],
    };
  return item;
}

/** The place of a row, as the editor has it; the start of the file where none is given. */
export function rangeOf({ range }: NonNullable<TreeNode['location']>): Range {
  if (range === undefined) return new Range(0, 0, 0, 0);
  return new Range(range.start.line, range.start.character, range.end.line, range.end.character);
}

/** Whether a command was given a row of a view: from elsewhere it may be given anything. */
export function isRow(given: unknown): given is TreeNode {
  return typeof given === 'object' && given !== null && 'id' in given && 'label' in given;
}
