import { readFileSync } from 'node:fs';
import { DEPENDENCIES_VIEW, TREE_CHANGED_NOTIFICATION, TREE_REQUEST, type Tree } from '../../server/src/protocol.ts';
import type { Document } from '../../test/protocol/lsp/document.ts';
import type { Editor } from '../../test/protocol/lsp/editor.ts';
import { startUpstream } from '../../test/upstream/server.ts';
import { crowd } from './crowd.ts';
import { serveText, type Served } from './served.ts';
import { ms } from './times.ts';

/** Clock ticks a second, as Linux tells of processes. */
const TICKS = 100;

/**
 * From opening a manifest to all answers, in time and in the server's own CPU, while an editor asks for diagnostics and hints whenever it is told to: of so
 * many names that no registry knows, which is the least there is to do for a line. The CPU of a name is to be the same in a large manifest.
 */
export async function benchCrowding(size: number, fewer: number, latencyMs: number): Promise<string> {
  const few = await crowding(fewer, latencyMs);
  const many = await crowding(size, latencyMs);
  const ratio = many.cpuMs / size / (few.cpuMs / fewer);
  return [
    `${ms(many.wallMs)}, ${ms(many.cpuMs)} of CPU`,
    `at ${fewer}: ${ms(few.wallMs)}, ${ms(few.cpuMs)}`,
    `CPU for a name ${ratio.toFixed(1)} × that at ${fewer}`,
  ].join(', ');
}

/** From asking for the view of all dependencies, of so many names that no registry knows, to its first rows, and to the last. */
export async function benchView(size: number, latencyMs: number): Promise<string> {
  const served = await serveNobody(size, latencyMs);
  const { connection } = served.editor;
  const rows = () => connection.sendRequest<Tree>(TREE_REQUEST, { view: DEPENDENCIES_VIEW, choices: [] });
  const started = performance.now();
  const changed = new Promise<void>((done) => void connection.onNotification(TREE_CHANGED_NOTIFICATION, () => done()));
  const first = await rows();
  const [soon, early] = [performance.now() - started, first.message ?? ''];
  if (early.includes('still being asked')) await changed;
  await rows();
  const whole = performance.now() - started;
  await served.close();
  return `first rows ${ms(soon)} (${early}), the last ${ms(whole)}`;
}

async function crowding(size: number, latencyMs: number) {
  const served = await serveNobody(size, latencyMs);
  const { editor, pid } = served;
  const before = cpuOf(pid);
  const started = performance.now();
  const document = served.open();
  follow(editor, document).catch(() => undefined); // until the connection is closed
  await editor.settled(size);
  const measured = { wallMs: performance.now() - started, cpuMs: cpuOf(pid) - before };
  await served.close();
  return measured;
}

/** Asks as VS Code does: whenever the server says that there may be more. */
async function follow(editor: Editor, document: Document): Promise<never> {
  for (;;) {
    const seen = editor.refreshes.diagnostics;
    await document.pull();
    await document.hints();
    await editor.until(() => editor.refreshes.diagnostics > seen);
  }
}

async function serveNobody(size: number, latencyMs: number): Promise<Served> {
  const upstream = await startUpstream({ world: crowd('2026-08-01T00:00:00.000Z', { npm: 0, go: 0 }), latencyMs });
  const dependencies = Object.fromEntries(Array.from({ length: size }, (_, index) => [`@example/nobody-${index}`, '^1.0.0']));
  return serveText(JSON.stringify({ name: 'bench', dependencies }, null, 2), upstream);
}

/** What a process has had of the CPU, in ms; NaN where the system does not tell as Linux does. */
function cpuOf(pid: number): number {
  try {
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13) ?? [];
    return ((Number(user) + Number(system)) * 1000) / TICKS;
  } catch {
    return NaN;
  }
}
