import { readFileSync, rmSync } from 'node:fs';
import { findBrowser, launchBrowser } from '../editor/browser.ts';
import { installCodeServer } from '../editor/codeServer.ts';
import { bundleHostSuite, runInWorkbench } from '../editor/hostSuite.ts';
import { setStage } from '../editor/stage.ts';
import { median, ms } from './times.ts';

const RUNS = 3;

/** What one extension host measured. */
export interface Activation {
  readonly mainstayMs: number;
  readonly jsonMs: number;
}

/** Activation of the client in a real extension host, a fresh one each time: medians; or why it could not be measured. */
export async function benchActivation(): Promise<string> {
  const root = process.cwd();
  try {
    const path = findBrowser();
    const codeServer = await installCodeServer(root, (line) => console.error(line));
    const browser = await launchBrowser(path);
    const stage = await setStage(root);
    const suite = await bundleHostSuite(root, stage, 'scripts/bench/host.ts');
    const report = `${suite.report}.bench`;
    const timed = { ...suite, env: { ...suite.env, MAINSTAY_BENCH_REPORT: report } };
    const runs: Activation[] = [];
    try {
      for (let run = 0; run < RUNS; run += 1) {
        for (const left of [suite.report, report]) rmSync(left, { force: true }); // by the run before
        const { failed } = await runInWorkbench(timed, { root, stage, codeServer, browser });
        if (failed > 0) throw new Error('the extension host left no times');
        runs.push(JSON.parse(readFileSync(report, 'utf8')) as Activation);
      }
    } finally {
      suite.dispose();
      await stage.close();
      await browser.close();
    }
    const ours = median(runs.map(({ mainstayMs }) => mainstayMs));
    const json = median(runs.map(({ jsonMs }) => jsonMs));
    return `${ms(ours)}, ${(ours / json).toFixed(1)} × VS Code’s own JSON client (${ms(json)}), medians of ${RUNS} hosts of VS Code ${codeServer.version}`;
  } catch (error) {
    return `not measured: ${error instanceof Error ? error.message : String(error)}`;
  }
}
