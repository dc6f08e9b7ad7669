import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type { Document } from '../../test/protocol/lsp/document.ts';
import { introduceEditor, uriOf, type Editor } from '../../test/protocol/lsp/editor.ts';
import { startUpstream, type Upstream } from '../../test/upstream/server.ts';
import { untouched } from '../untouched.mjs';
import { crowd, crowdManifests } from './crowd.ts';

const NOW = '2026-08-01T00:00:00.000Z';

/** The bundled server in a process of its own, spoken to over `--stdio`, with a crowd of npm packages on the local upstream. */
export interface Served {
  readonly editor: Editor;
  readonly upstream: Upstream;
  /** The server's process. */
  readonly pid: number;
  /** From starting its process to its answer to `initialize`, in ms. */
  readonly initializedMs: number;
  /** Names the manifest depends on, in its order. */
  readonly names: readonly string[];
  /** Opens the manifest of the whole crowd. */
  open(): Document;
  close(): Promise<void>;
}

/** Serves the manifest of a crowd; every hint there can be is wanted. `latencyMs` is what each answer takes. */
export async function serve(size: number, { latencyMs, settings }: { latencyMs: number; settings?: object }): Promise<Served> {
  const upstream = await startUpstream({ world: crowd(NOW, { npm: size, go: 0 }), latencyMs });
  return serveText(crowdManifests({ npm: size, go: 0 })['package.json'] ?? '', upstream, settings);
}

/** Starts a server and introduces an editor to it, which has the one manifest; `upstream` is closed with it. */
export async function serveText(text: string, upstream: Upstream, settings: object = {}): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-bench-'));
  const path = join(folder, 'package.json');
  writeFileSync(path, text);
  const started = performance.now();
  const server = spawn(process.execPath, [resolve('dist/server.js'), '--stdio'], {
    env: { ...untouched(process.env, join(folder, 'home')), MAINSTAY_UPSTREAMS: JSON.stringify(upstream.env) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  const editor = await introduceEditor(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin), {
    folders: [folder],
    settings: () => ({ inlayHints: 'all', ...settings }),
    ended: () => server.kill(),
  });
  const initializedMs = performance.now() - started;
  return {
    editor,
    initializedMs,
    pid: server.pid ?? 0,
    upstream,
    names: Object.keys((JSON.parse(text) as { dependencies: object }).dependencies),
    open: () => editor.open(uriOf(path), text),
    async close() {
      await editor.close();
      await ended;
      await upstream.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
