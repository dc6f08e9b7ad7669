import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Tests } from '../suite.ts';

export const activation: Tests = {
  'the folder is open': async () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 1);
    const log = await (await fetch(process.env['MAINSTAY_TEST_LOG'] ?? '')).json();
    assert.deepEqual(log, []);
  },
};
