import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { clockOf } from '../platform/upstreams.ts';
import { removeTemporaryFolders } from '../reviewing/temporaryFolders.ts';
import { startServer } from './server.ts';

declare const MAINSTAY_VERSION: string;

// An editor that says nothing of how to talk means standard input and output.
if (!process.argv.some((word) => /^--(?:stdio|node-ipc|socket|pipe)\b/.test(word))) process.argv.push('--stdio');

process.on('exit', removeTemporaryFolders);

// They ship beside the bundle, so the link fits this version, works offline and tells nobody what is read.
const rulePages = join(__dirname, '..', 'docs', 'rules');

startServer(createConnection(ProposedFeatures.all), {
  env: process.env,
  version: MAINSTAY_VERSION,
  runtime: `Node ${process.versions.node}, ${process.platform}`,
  userAgent: `mainstay/${MAINSTAY_VERSION} (open source; language server)`,
  ...(existsSync(rulePages) ? { rulePages: pathToFileURL(`${rulePages}/`).href } : {}),
  now: clockOf(process.env, Date.now),
});
