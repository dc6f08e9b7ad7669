import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { nameOf, type Purl } from '../../../server/src/model/purl.ts';
import { npmDefault } from '../../../server/src/platform/npmConfig.ts';
import { DEPENDENCIES_VIEW, DEPENDENCY_CHOICES, REVIEW_VIEW, TREE_REQUEST, type Tree } from '../../../server/src/protocol.ts';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import { repositoryWith } from '../repository.ts';
import { folderWith } from '../runCli.ts';
import { uriOf, type Editor } from './editor.ts';
import { startEditor } from './startEditor.ts';

// What a lockfile takes from a host that is nobody's registry is told to nobody, in an editor too.
let upstream: Upstream;
let editor: Editor;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
afterEach(() => editor.close());

const PUBLIC = String(npmDefault('registry'));
const CORP = 'https://npm.corp.example.org/';
/** Names as manifests spell them, be they sent as purls, since the log was that long. */
const namesSince = (at: number) =>
  new Set(
    upstream.log
      .slice(at)
      .flatMap(({ names }) => names)
      .map((name) => (name.startsWith('pkg:') ? nameOf(name as Purl) : name)),
  );
const manifest = (...lines: string[]) => `{\n  "dependencies": {\n${lines.map((line) => `    ${line}`).join(',\n')}\n  }\n}\n`;
const STEADY = '"@example/steady": "^2.1.0"';
const FUNDED = '"@example/funded": "^1.2.0"';

/** A lockfile of one level, whose first package requires `requires`, and the manifest all else. */
function lock(entries: Readonly<Record<string, readonly [version: string, from: string]>>, requires: object = {}): string {
  const [first = ''] = Object.keys(entries);
  const direct = Object.keys(entries).filter((name) => !Object.hasOwn(requires, name));
  const packages = Object.entries(entries).map(([name, [version, from]]) => {
    const resolved = `${from}${name}/-/${name.split('/').at(-1) ?? ''}-${version}.tgz`;
    return [`node_modules/${name}`, { version, resolved, ...(name === first ? { dependencies: requires } : {}) }] as const;
  });
  return JSON.stringify({
    lockfileVersion: 3,
    packages: { '': { dependencies: Object.fromEntries(direct.map((name) => [name, '*'])) }, ...Object.fromEntries(packages) },
  });
}

test.each([true, false])('its card says from where, and asks once it comes from the registry (trusted: %s)', async (trusted) => {
  const folder = folderWith({
    'package.json': manifest(STEADY, FUNDED),
    'package-lock.json': lock({ '@example/steady': ['2.1.0', PUBLIC], '@example/funded': ['1.2.0', CORP] }),
  });
  const start = upstream.log.length;
  editor = await startEditor({ upstreams: upstream.env, folders: [folder], initializationOptions: { trusted } });
  const document = editor.open(uriOf(`${folder}/package.json`), manifest(STEADY, FUNDED));
  await editor.settled(2);
  const card = await document.hover('"@example/funded"');
  expect(card).toContain('Nobody was asked · a lockfile takes it from npm.corp.example.org, not from the registry configured');
  expect(card).not.toMatch(/can publish|asks for funding/);
  expect(await document.hover('"@example/steady"')).toContain('can publish');
  expect(namesSince(start)).toEqual(new Set(['@example/steady']));

  writeFileSync(
    join(folder, 'package-lock.json'),
    lock({ '@example/steady': ['2.1.0', PUBLIC], '@example/funded': ['1.2.0', PUBLIC] }),
  );
  await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uriOf(`${folder}/package-lock.json`), type: 2 }],
  });
  await editor.until(() => namesSince(start).has('@example/funded'));
  await editor.settled(2);
  expect(await document.hover('"@example/funded"')).toContain('can publish');
});

test('a line typed for what the lockfile has from there already is asked of nobody', async () => {
  const folder = folderWith({
    'package.json': manifest(STEADY),
    'package-lock.json': lock({ '@example/steady': ['2.1.0', PUBLIC], '@example/funded': ['1.2.0', CORP] }),
  });
  const start = upstream.log.length;
  editor = await startEditor({ upstreams: upstream.env, folders: [folder] });
  const document = editor.open(uriOf(`${folder}/package.json`), manifest(STEADY));
  await editor.settled(1);
  document.type(STEADY, `${STEADY},\n    ${FUNDED}`);
  document.save();
  await editor.status(({ dependencies, pending }) => dependencies === 2 && pending === 0);
  expect(await document.hover('"@example/funded"')).toContain('npm.corp.example.org');
  expect(namesSince(start)).toEqual(new Set(['@example/steady']));
});

test('what lines bring in from there is asked of nobody for the view of all dependencies', async () => {
  const folder = folderWith({
    'package.json': manifest(STEADY),
    'package-lock.json': lock(
      { '@example/steady': ['2.1.0', PUBLIC], '@example/funded': ['1.2.0', CORP], '@example/fresh': ['1.0.2', PUBLIC] },
      { '@example/funded': '^1.2.0', '@example/fresh': '^1.0.2' },
    ),
  });
  const start = upstream.log.length;
  editor = await startEditor({ upstreams: upstream.env, folders: [folder] });
  const tree = await editor.connection.sendRequest<Tree>(TREE_REQUEST, {
    view: DEPENDENCIES_VIEW,
    choices: [DEPENDENCY_CHOICES.transitive],
  });
  expect(JSON.stringify(tree)).toContain('@example/funded');
  expect([...namesSince(start)].sort()).toEqual(['@example/fresh', '@example/steady']);
});

test('the list of what a branch changes says it in the row, before what is calm', async () => {
  const lines = { '@example/steady': '^2.1.0' };
  const text = (dependencies: object) => JSON.stringify({ dependencies }, null, 2);
  const repository = repositoryWith({
    'package.json': text(lines),
    'package-lock.json': lock({ '@example/steady': ['2.1.0', PUBLIC] }),
  });
  repository.write({
    'package.json': text({ ...lines, '@example/team': '^1.0.0', '@example/funded': '^1.2.0' }),
    'package-lock.json': lock({
      '@example/steady': ['2.1.0', PUBLIC],
      '@example/team': ['1.0.0', PUBLIC],
      '@example/funded': ['1.2.0', CORP],
    }),
  });
  const start = upstream.log.length;
  editor = await startEditor({ upstreams: upstream.env, folders: [repository.folder] });
  const tree = await editor.connection.sendRequest<Tree>(TREE_REQUEST, { view: REVIEW_VIEW });
  const [row] = tree.nodes[0]?.children?.filter(({ children = [] }) => children.length === 0) ?? [];
  expect(row).toMatchObject({
    label: '@example/funded',
    description: '1.2.0 · resolved from npm.corp.example.org, not from the registry configured · not asked',
  });
  expect(row?.spoken).toContain('resolved from npm.corp.example.org');
  expect(namesSince(start)).not.toContain('@example/funded');
});
