import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { readReport } from '../../test/editor/report.ts';
import type { Counts } from '../../test/editor/suite.ts';
import type { CodeServer } from './codeServer.ts';
import type { Stage } from './stage.ts';
import { startWorkbench } from './workbench.ts';

const TIMEOUT_MS = 180_000;

/** A bundled suite, and what its runner must tell it. */
export interface HostSuite {
  /** The file that exports `run(): Promise<void>`. */
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
  readonly report: string;
  dispose(): void;
}

/**
 * Bundles the suite in `entry`, by default that of the tests. It lies inside node_modules, so that what stays outside the bundle is found
 * from there.
 */
export async function bundleHostSuite(root: string, stage: Stage, entry = 'test/editor/host/main.ts'): Promise<HostSuite> {
  const folder = join(root, 'node_modules', '.cache', 'mainstay-editor', String(process.pid));
  const file = join(folder, 'index.cjs');
  await build({
    entryPoints: [join(root, entry)],
    outfile: file,
    bundle: true,
    packages: 'external',
    external: ['vscode'],
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const report = join(mkdtempSync(join(folder, 'report-')), 'report.json');
  const env = { ...stage.env, MAINSTAY_TEST_REPORT: report, MAINSTAY_TEST_LOG: stage.log };
  return { file, env, report, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs the suite in the extension host of code-server, its page in a browser. */
export async function runInWorkbench(
  suite: HostSuite,
  {
    root,
    stage,
    codeServer,
    browser,
  }: {
    readonly root: string;
    readonly stage: Stage;
    readonly codeServer: CodeServer;
    readonly browser: Browser;
  },
): Promise<Counts> {
  const workbench = await startWorkbench(codeServer, { env: suite.env });
  const page = await browser.newPage();
  try {
    await new Promise<void>((done, failed) => {
      const timer = setTimeout(() => failed(new Error(`the suite did not end within ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
      const start = async () => {
        await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => relay(type, args));
        await page.exposeFunction('codeAutomationExit', () => {
          clearTimeout(timer);
          done();
        });
        await page.goto(workbench.address({ folder: stage.folder, extension: root, tests: suite.file }));
      };
      start().catch(failed);
    });
  } catch (error) {
    console.error(`editor: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await page.close();
    await workbench.close();
  }
  return readReport(suite.report, 'the suite in the extension host');
}

/** The extension host's console, as far as the suite wrote to it. */
function relay(type: string, args: readonly unknown[]): void {
  const [pattern] = args;
  // A suite's lines are patterns of Mocha's reporter; what VS Code itself says is none.
  if (['log', 'info'].includes(type) && typeof pattern === 'string' && /%[sd]/.test(pattern)) console.log(...args);
}
