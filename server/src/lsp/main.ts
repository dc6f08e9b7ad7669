import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server.ts';

declare const MAINSTAY_VERSION: string;

// An editor that says nothing of how to talk means standard input and output.
if (!process.argv.some((word) => /^--(?:stdio|node-ipc|socket|pipe)\b/.test(word))) process.argv.push('--stdio');

startServer(createConnection(ProposedFeatures.all), {
  env: process.env,
  version: MAINSTAY_VERSION,
  runtime: `Node ${process.versions.node}, ${process.platform}`,
  userAgent: `mainstay/${MAINSTAY_VERSION} (open source; language server)`,
  now: () => new Date().toISOString(),
});
