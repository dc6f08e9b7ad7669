import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Tests } from '../suite.ts';
import { eventually, open, placeOf, write } from './editing.ts';
import { requestsAbout } from './upstreamLog.ts';

const manifest = (entries: string) => `{\n  "name": "typed",\n  "dependencies": {\n${entries}\n  }\n}\n`;

/** Waits until a name has been asked about: whatever came before it in the same way has had its turn by then. */
async function asked(name: string): Promise<void> {
  await eventually(
    () => requestsAbout(name),
    (found) => found.length > 0,
  );
}

/** Opens a manifest with a dependency nobody asked about yet, and waits until it has been asked about. */
async function openAnother(folder: string, name: string): Promise<void> {
  await open(await write(manifest(`    "${name}": "^1.0.0"`), folder, 'package.json'));
  await asked(name);
}

/** What is not asked. Each test shows at its end that what may be asked is asked, by the same way and later. */
export const silence: Tests = {
  'other people’s manifests, in node_modules, are not read': async () => {
    await open(await write(manifest('    "@example/theirs": "^1.0.0"'), 'web-app', 'node_modules', 'theirs', 'package.json'));
    await openAnother('after-theirs', '@example/ours');
    assert.deepEqual(await requestsAbout('@example/theirs'), []);
    assert.deepEqual(await requestsAbout('theirs'), []);
  },

  'nothing is asked about a dependency that is typed half-way': async () => {
    const editor = await open(await write(manifest('    "@example/steady": "^2.1.0"'), 'half-way', 'package.json'));
    const end = placeOf(editor.document, '"^2.1.0"').end;
    const type = (text: string) => editor.edit((edit) => edit.insert(editor.selection.active, text));
    editor.selection = new vscode.Selection(end, end);
    await type(',\n    ');
    for (const letter of '"@example/half-typed"') await type(letter);
    await type(': "');
    await openAnother('after-half-way', '@example/whole');
    assert.deepEqual(await requestsAbout('half-typed'), []);
    assert.deepEqual(await requestsAbout('@example/half'), []);
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  },

  'a dependency that was typed whole is asked about once it is saved': async () => {
    const editor = await open(await write(manifest('    "@example/steady": "^2.1.0"'), 'typed-whole', 'package.json'));
    const { end } = placeOf(editor.document, '"^2.1.0"');
    await editor.edit((edit) => edit.insert(end, ',\n    "@example/typed-whole": "^1.0.0"'));
    assert.deepEqual(await requestsAbout('@example/typed-whole'), []);
    await editor.document.save();
    await asked('@example/typed-whole');
  },
};
