import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { leaveReport } from '../../test/editor/report.ts';
import type { Activation } from './activating.ts';

/** What VS Code calls in the extension host: wakes Mainstay and, to compare with, VS Code's own JSON client, and leaves both times in a file. */
export async function run(): Promise<void> {
  const found: Activation = {
    mainstayMs: await wake((id) => id.endsWith('.mainstay')),
    jsonMs: await wake((id) => id === 'vscode.json-language-features'),
  };
  writeFileSync(process.env['MAINSTAY_BENCH_REPORT'] ?? 'the runner says where', JSON.stringify(found));
  leaveReport(process.env['MAINSTAY_TEST_REPORT'], { passed: 1, failed: 0 });
}

/** From asking the host for an extension that sleeps until it is active: its code read, run and its `activate` done. */
async function wake(is: (id: string) => boolean): Promise<number> {
  const extension = vscode.extensions.all.find(({ id }) => is(id));
  if (extension === undefined || extension.isActive) throw new Error(`${extension?.id ?? 'the extension'} is not there asleep`);
  const started = performance.now();
  await extension.activate();
  return performance.now() - started;
}
