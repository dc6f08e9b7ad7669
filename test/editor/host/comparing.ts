import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CHANGED, makeBranch } from '../branch.ts';
import type { Tests } from '../suite.ts';
import { codeOf, diagnostics, eventually, file, placeOf } from './editing.ts';
import { requestsAbout } from './upstreamLog.ts';

interface Git {
  openRepository(root: vscode.Uri): Promise<unknown>;
  toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
}

/** VS Code's own git extension, once it knows the open folder as a repository. */
async function git(): Promise<Git> {
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): Git }>('vscode.git');
  assert.ok(extension, 'there is no git extension');
  const api = (await extension.activate()).getAPI(1);
  await api.openRepository(file());
  return api;
}

async function hoverAt(uri: vscode.Uri, text: string): Promise<string> {
  const document = await vscode.workspace.openTextDocument(uri);
  const hovers = await vscode.commands.executeCommand<readonly { readonly contents: readonly vscode.MarkdownString[] }[]>(
    'vscode.executeHoverProvider',
    uri,
    placeOf(document, text).start,
  );
  return hovers.flatMap(({ contents }) => contents.map(({ value }) => value)).join('\n');
}

const own = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source?.toLowerCase() === 'mainstay');
const saidOf = (found: readonly vscode.Diagnostic[]) => found.map((one) => [codeOf(one), one.severity] as const).sort();

async function hintsOf(uri: vscode.Uri): Promise<number> {
  const { lineCount } = await vscode.workspace.openTextDocument(uri);
  const whole = new vscode.Range(0, 0, lineCount, 0);
  return (await vscode.commands.executeCommand<readonly vscode.InlayHint[]>('vscode.executeInlayHintProvider', uri, whole))
    .length;
}

const diff = (left: vscode.Uri, right: vscode.Uri) =>
  vscode.commands.executeCommand('vscode.diff', left, right, 'compared', { preview: false });

/** A file system that is on no disk, holding one text a path. */
function virtualFiles(texts: Readonly<Record<string, string>>): vscode.FileSystemProvider {
  const none = () => {
    throw vscode.FileSystemError.NoPermissions();
  };
  const textAt = ({ path }: vscode.Uri) => {
    const text = texts[path];
    if (text === undefined) throw vscode.FileSystemError.FileNotFound();
    return new TextEncoder().encode(text);
  };
  return {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: (uri) => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: textAt(uri).length }),
    readFile: textAt,
    readDirectory: () => [],
    createDirectory: none,
    writeFile: none,
    delete: none,
    rename: none,
  };
}

const { Warning, Information } = vscode.DiagnosticSeverity;

/** Two texts side by side. Runs last: it makes a repository of the open folder. */
export const comparing: Tests = {
  'the working file against what git has: the file speaks, what stood before answers hovers only': async () => {
    const { main } = makeBranch(file().fsPath);
    const api = await git();
    const now = file(...CHANGED.split('/'));
    const before = api.toGitUri(now, main);
    assert.equal(before.scheme, 'git');
    await diff(before, now);
    const found = await diagnostics(now, (some) =>
      some.some((one) => codeOf(one) === 'line-ended' && one.severity === Information),
    );
    assert.ok(
      saidOf(found).some(([code, severity]) => code === 'deprecated' && severity === Warning),
      JSON.stringify(saidOf(found)),
    );
    await eventually(
      () => hoverAt(before, '@example/team'),
      (card) => card.includes('can publish'),
    );
    assert.deepEqual(own(before), []);
    assert.equal(await hintsOf(before), 0);
  },

  'two commits: the later one speaks of what came in, though it is no file': async () => {
    const api = await git();
    const now = file(...CHANGED.split('/'));
    const [left, right] = [api.toGitUri(now, 'main'), api.toGitUri(now, 'work')];
    await diff(left, right);
    const found = await diagnostics(right, (some) => some.length >= 3);
    assert.ok(
      saidOf(found).some(([code, severity]) => code === 'line-ended' && severity === Information),
      JSON.stringify(saidOf(found)),
    );
    const document = await vscode.workspace.openTextDocument(right);
    const { line } = placeOf(document, '@example/steady').start;
    assert.deepEqual(
      found.filter(({ range }) => range.start.line === line),
      [],
    );
    assert.ok((await hintsOf(right)) > 0);
    assert.deepEqual(own(left), []);
  },

  'a version that is compared with nothing says nothing unasked': async () => {
    const api = await git();
    const alone = api.toGitUri(file(...CHANGED.split('/')), 'main~0');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(alone), { preview: false });
    await eventually(
      () => hoverAt(alone, '@example/team'),
      (card) => card.includes('can publish'),
    );
    assert.deepEqual(own(alone), []);
    assert.equal(await hintsOf(alone), 0);
  },

  'a virtual file system is annotated alike; of its left side nothing is asked until somebody looks': async () => {
    const manifest = (entries: object) => `${JSON.stringify({ dependencies: entries }, null, 2)}\n`;
    const left = { '@example/left-only': '^1.0.0', '@example/steady': '^2.1.0' };
    const registered = vscode.workspace.registerFileSystemProvider(
      'virtual-for-test',
      virtualFiles({
        '/base/package.json': manifest(left),
        '/head/package.json': manifest({ ...left, '@example/line-ended': '^1.1.1' }),
      }),
      { isReadonly: true },
    );
    const at = (side: string) => vscode.Uri.from({ scheme: 'virtual-for-test', path: `/${side}/package.json` });
    try {
      await diff(at('base'), at('head'));
      const found = await diagnostics(at('head'), (some) => some.length > 0);
      assert.deepEqual(saidOf(found), [['line-ended', Information]]);
      assert.deepEqual(own(at('base')), []);
      assert.deepEqual(await requestsAbout('@example/left-only'), []);
      await hoverAt(at('base'), '@example/left-only');
      await eventually(
        () => requestsAbout('@example/left-only'),
        (asked) => asked.length > 0,
      );
    } finally {
      registered.dispose();
    }
  },

  'the commands of the view are there, and the view opens': async () => {
    const known = await vscode.commands.getCommands(true);
    for (const command of ['mainstay.reviewChanges', 'mainstay.review.refresh', 'mainstay.review.openDiff'])
      assert.ok(known.includes(command), command);
    await vscode.commands.executeCommand('mainstay.reviewChanges');
  },
};
