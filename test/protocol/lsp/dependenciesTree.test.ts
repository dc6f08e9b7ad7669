import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  DEPENDENCIES_VIEW,
  DEPENDENCY_CHOICES,
  LEDGER_REQUEST,
  TREE_CHANGED_NOTIFICATION,
  TREE_REQUEST,
  type Tree,
  type TreeNode,
} from '../../../server/src/protocol.ts';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import { folderWith } from '../runCli.ts';
import { uriOf, type Editor } from './editor.ts';
import { startEditor, type EditorOptions } from './startEditor.ts';

// “Dependencies”: every manifest of the workspace's folders as rows, judged as an open one is judged.
let upstream: Upstream;
let editor: Editor;
let told: number;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
afterEach(() => editor.close());

async function start(folders: readonly string[], options: Partial<EditorOptions> = {}): Promise<void> {
  told = 0;
  editor = await startEditor({
    upstreams: upstream.env,
    folders: [...folders],
    ...options,
    prepare: (connection) => {
      connection.onNotification(TREE_CHANGED_NOTIFICATION, ({ view }: { view: string }) => {
        if (view === DEPENDENCIES_VIEW) told += 1;
      });
    },
  });
}
const rows = (...choices: readonly string[]) =>
  editor.connection.sendRequest<Tree>(TREE_REQUEST, { view: DEPENDENCIES_VIEW, choices });
const ledger = () => editor.connection.sendRequest<string>(LEDGER_REQUEST);

const manifest = (dependencies: object, more: object = {}) => `${JSON.stringify({ ...more, dependencies }, null, 2)}\n`;
const lock = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages }, null, 2);

/** Rows as text, two spaces a level. */
function drawn(nodes: readonly TreeNode[], level = 0): readonly string[] {
  return nodes.flatMap(({ label, description = '', icon, children = [] }) => [
    `${'  '.repeat(level)}${icon}: ${label} | ${description}`,
    ...drawn(children, level + 1),
  ]);
}
const all = (nodes: readonly TreeNode[]): readonly TreeNode[] => nodes.flatMap((one) => [one, ...all(one.children ?? [])]);
const row = (tree: Tree, label: string) => all(tree.nodes).find((one) => one.label === label);

const workspace = () =>
  folderWith({
    'package.json': manifest({ '@example/steady': '^2.1.0', '@example/deprecated': '^1.0.0', '@example/team': '*' }),
    'packages/a/package.json': manifest({ '@example/deprecated': '^1.0.0', '@example/one-person': '*', near: 'file:../near' }),
    'packages/b/go.mod': 'module example.org/self\n\ngo 1.26\n\nrequire example.org/retracted v1.2.0\n',
    'node_modules/other/package.json': manifest({ '@example/funded': '*' }),
  });

describe('a workspace', () => {
  test('x', async () => {
    await start([workspace()], {initializationOptions: {}});
    const tree = await rows();
    console.log(drawn(tree.nodes).join('\n'), tree.message, tree.badge);
    console.log(drawn((await rows(DEPENDENCY_CHOICES.net)).nodes).join('\n'));
    console.log(JSON.stringify(row(tree, '@example/deprecated'), null, 1));
    expect(await ledger()).toContain('steady');
    expect(uriOf(join('/', 'x'))).toBeDefined();
    expect(told).toBe(0);
    expect(lock({})).toBeDefined();
  });
});
