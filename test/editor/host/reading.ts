import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Tests } from '../suite.ts';
import { codeOf, diagnostics, eventually, file, open, placeOf } from './editing.ts';

/** What hovers at a text, all providers' contents as one text. */
async function hoverAt(document: vscode.TextDocument, text: string): Promise<string> {
  const { start } = placeOf(document, text);
  const hovers = await vscode.commands.executeCommand<readonly { readonly contents: readonly vscode.MarkdownString[] }[]>(
    'vscode.executeHoverProvider',
    document.uri,
    start,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map(({ value }) => value)
    .join('\n');
}

async function actionsAt(document: vscode.TextDocument, text: string): Promise<readonly vscode.CodeAction[]> {
  const place = placeOf(document, text);
  return await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    place,
  );
}

/** Reading a manifest that stood already. */
export const reading: Tests = {
  'the hover on a deprecated version quotes its owner': async () => {
    const { document } = await open(file('stories', 'package.json'));
    const text = await eventually(
      () => hoverAt(document, '@example/deprecated-version'),
      (card) => card.includes('Loses data on Windows'),
    );
    assert.match(text, /2\.0\.1/);
  },

  'the hover on a module of a foundation names it, in the foundation’s own words': async () => {
    const { document } = await open(file('go-service', 'go.mod'));
    const text = await eventually(
      () => hoverAt(document, 'go.etcd.io/etcd/client/v3'),
      (card) => card.includes('graduated'),
    );
    assert.match(text, /CNCF/);
  },

  'diagnostics stand on the lines they speak of, one per dependency, with rule and severity': async () => {
    const { document } = await open(file('stories', 'package.json'));
    const found = await diagnostics(document.uri, (some) => some.some((one) => codeOf(one) === 'no-source'));
    const at = (name: string) => {
      const { line } = placeOf(document, `"${name}"`).start;
      return found.filter(({ range }) => range.start.line === line).map((one) => [codeOf(one), one.severity]);
    };
    const { Warning, Information, Hint } = vscode.DiagnosticSeverity;
    assert.deepEqual(at('@example/deprecated-version'), [['deprecated', Warning]]);
    assert.deepEqual(at('@example/unpublished'), [['retracted', Warning]]);
    assert.deepEqual(at('@example/licence-closed'), [['licence-change', Information]]);
    assert.deepEqual(at('@example/handover'), [['new-publisher', Warning]]);
    assert.deepEqual(at('@example/provenance-lost'), [['provenance-lost', Warning]]);
    assert.deepEqual(at('@example/line-ended'), [['line-ended', Hint]]);
    assert.deepEqual(at('@example/no-repository'), [['no-source', Hint]]);
    assert.deepEqual(at('@example/steady'), []);
  },

  'diagnostics on a go.mod say what was retracted': async () => {
    const { document } = await open(file('stories', 'go.mod'));
    const found = await diagnostics(document.uri, (some) => some.some((one) => codeOf(one) === 'retracted'));
    assert.match(found.map(({ message }) => message).join('\n'), /Writes outside of its folder/);
  },

  'inlay hints are short, at the end of lines that have something to say': async () => {
    const { document } = await open(file('stories', 'package.json'));
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await eventually(
      async () =>
        await vscode.commands.executeCommand<readonly vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole),
      (some) => some.length > 0,
    );
    for (const { label, position } of hints) {
      const text = typeof label === 'string' ? label : label.map(({ value }) => value).join('');
      assert.ok(text.length > 0 && text.length <= 43, `“${text}” is ${text.length} long`);
      assert.equal(position.character, document.lineAt(position.line).text.length);
    }
    const quiet = placeOf(document, '"@example/steady"').start.line;
    assert.deepEqual(
      hints.filter(({ position }) => position.line === quiet),
      [],
    );
  },

  'actions on a package that asks for funding name the host they lead to': async () => {
    const { document } = await open(file('stories', 'package.json'));
    const titles = await eventually(
      async () => (await actionsAt(document, '@example/funded')).map(({ title }) => title),
      (some) => some.some((title) => title.startsWith('Fund')),
    );
    const funding = titles.filter((title) => title.startsWith('Fund'));
    assert.ok(
      funding.every((title) => /[a-z0-9-]+\.[a-z]{2,}/.test(title)),
      funding.join(' · '),
    );
    assert.equal(new Set(titles).size, titles.length);
  },

  'actions on a module of a foundation lead to that foundation': async () => {
    const { document } = await open(file('go-service', 'go.mod'));
    const titles = await eventually(
      async () => (await actionsAt(document, 'go.etcd.io/etcd/client/v3')).map(({ title }) => title),
      (some) => some.some((title) => /CNCF|Cloud Native/.test(title)),
    );
    assert.match(titles.join(' · '), /\.(io|org)\b/);
  },
};
