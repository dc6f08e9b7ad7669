import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Tests } from '../suite.ts';
import { diagnostics, file, open } from './editing.ts';
import { requests } from './upstreamLog.ts';

const COMMANDS = [
  'mainstay.refresh',
  'mainstay.signIn',
  'mainstay.setToken',
  'mainstay.forgetToken',
  'mainstay.showPrivacyLedger',
  'mainstay.clearFacts',
  'mainstay.copyDiagnostics',
];

function mainstay(): vscode.Extension<unknown> {
  const found = vscode.extensions.all.find(({ id }) => id.endsWith('.mainstay'));
  assert.ok(found, 'the extension is not installed');
  return found;
}

/** Runs first: it sees the extension asleep. */
export const activation: Tests = {
  'a folder full of manifests wakes nothing and asks nothing, until one is opened': async () => {
    assert.equal(mainstay().isActive, false);
    assert.deepEqual(await requests(), []);
  },

  'a package.json wakes it': async () => {
    const { document } = await open(file('stories', 'package.json'));
    await diagnostics(document.uri, (found) => found.length > 0);
    assert.equal(mainstay().isActive, true);
  },

  'a go.mod has its own language, and gets its diagnostics': async () => {
    const { document } = await open(file('stories', 'go.mod'));
    assert.equal(document.languageId, 'go.mod');
    await diagnostics(document.uri, (found) => found.length > 0);
  },

  'its commands are there': async () => {
    const known = await vscode.commands.getCommands(true);
    assert.deepEqual(
      COMMANDS.filter((command) => !known.includes(command)),
      [],
    );
  },

  'looking for a GitHub session waits for nobody’s answer: it ends by itself, signed out, and GitHub is not asked': async () => {
    await vscode.commands.executeCommand('mainstay.forgetToken'); // ends with such a look; a dialogue would hold it up
    await vscode.commands.executeCommand('mainstay.copyDiagnostics');
    assert.match(await vscode.env.clipboard.readText(), /signed in to GitHub hosts: 0/);
    assert.deepEqual(
      (await requests()).filter(({ service }) => service === 'github'),
      [],
    );
  },
};
