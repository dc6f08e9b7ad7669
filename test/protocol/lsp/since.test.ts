import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import { repositoryWith, type Repository } from '../repository.ts';
import { uriOf, type Editor } from './editor.ts';
import { startEditor, type EditorOptions } from './startEditor.ts';

// The card of a line that a branch bumps says what changed since the version it had at the merge base.
let upstream: Upstream;
let editor: Editor;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
afterEach(() => editor.close());

const manifest = (dependencies: Readonly<Record<string, string>>) => `${JSON.stringify({ dependencies }, null, 2)}\n`;
const lock = (version: string) =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { '@example/handover': '^1.0.0' } },
      'node_modules/@example/handover': { version },
    },
  });

/** A repository on a branch where it was committed as other files than on its main branch. */
function branched(main: Readonly<Record<string, string>>, branch: Readonly<Record<string, string>>): Repository {
  const repository = repositoryWith(main);
  repository.git('checkout', '-q', '-b', 'work');
  repository.commit(branch);
  return repository;
}

async function hover({ folder }: Repository, text: string, on: string, options: Partial<EditorOptions> = {}): Promise<string> {
  editor = await startEditor({ upstreams: upstream.env, folders: [folder], waits: { hoverMs: 20_000 }, ...options });
  const document = editor.open(uriOf(join(folder, 'package.json')), text);
  await editor.settled(Object.keys((JSON.parse(text) as { dependencies: object }).dependencies).length);
  return (await document.hover(on)) ?? '';
}

test('a bumped line has a section of its own; one that stood, or is new, has none', async () => {
  const stood = { '@example/steady': '2.1.0' };
  const text = manifest({ ...stood, '@example/handover': '1.1.2', '@example/funded': '1.0.0' });
  const repository = branched({ 'package.json': manifest({ ...stood, '@example/handover': '1.1.0' }) }, { 'package.json': text });
  const card = await hover(repository, text, '"@example/handover"');
  expect(card).toContain('| Since 1.1.0 | 2 releases, 318 days |');
  expect(card).toMatch(/^\| Publisher \| by another account, its first release since 1\.1\.0 \| npm today \|$/m);
  expect(card).toMatch(/^\| Could publish \| 1 → 2 \|/m);
  await editor.close();
  expect(await hover(repository, text, '"@example/steady"')).not.toContain('Since');
  await editor.close();
  expect(await hover(repository, text, '"@example/funded"')).not.toContain('Since');
}, 60_000);

test('the version before is the one that the lockfile pinned then', async () => {
  const [before, text] = [manifest({ '@example/handover': '^1.0.0' }), manifest({ '@example/handover': '^1.0.1' })];
  const repository = branched(
    { 'package.json': before, 'package-lock.json': lock('1.0.1') },
    { 'package.json': text, 'package-lock.json': lock('1.1.1') },
  );
  expect(await hover(repository, text, '"@example/handover"')).toMatch(/^\| Since 1\.0\.1 \| 2 releases, /m);
  await editor.close();
  // What was installed before there was a lockfile nobody knows.
  const pinned = branched({ 'package.json': before }, { 'package.json': text, 'package-lock.json': lock('1.1.1') });
  expect(await hover(pinned, text, '"@example/handover"')).not.toContain('Since');
}, 60_000);

test('a reader can do without it', async () => {
  const text = manifest({ '@example/handover': '1.1.2' });
  const repository = branched({ 'package.json': manifest({ '@example/handover': '1.1.0' }) }, { 'package.json': text });
  const settings = () => ({ card: { sections: ['licence'] } });
  const card = await hover(repository, text, '"@example/handover"', { settings });
  expect(card).toContain('| Licence |');
  expect(card).not.toContain('Since');
}, 60_000);
