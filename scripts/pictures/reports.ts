import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { marked } from 'marked';
import type { Browser } from 'playwright-core';
import { makeBranch } from '../../test/editor/branch.ts';
import { setStage } from '../editor/stage.ts';
import { TOKEN } from './situation.ts';

/** A picture of what the command line reports of a branch. */
export interface ReportPicture {
  readonly name: string;
  readonly words: readonly string[];
  /** Width of the page in pixels. */
  readonly width: number;
  /** The page that shows what was printed. */
  page(printed: string): Promise<string> | string;
}

/** Where the pages of the rules are said to be; nobody goes there. */
const RULE_PAGES = 'https://example.org/mainstay/rules';

/** The reports of `mainstay review`, as a forge renders the comment and as a terminal shows the text. */
export const REPORTS: readonly ReportPicture[] = [
  {
    name: 'review-comment',
    words: ['--format', 'markdown', '--rule-pages', RULE_PAGES],
    width: 900,
    page: async (printed) => pageOf(COMMENT, `<article>${await marked.parse(printed, { gfm: true })}</article>`),
  },
  { name: 'review-terminal', words: [], width: 1260, page: (printed) => pageOf(TERMINAL, `<pre>${inColours(printed)}</pre>`) },
];

/** Runs the built command line on a branch and takes the picture of what it prints, into `media/`. */
export async function takeReport(
  { name, words, width, page: pageFor }: ReportPicture,
  browser: Browser,
  root: string,
): Promise<void> {
  const stage = await setStage(root);
  const page = await browser.newPage({ viewport: { width, height: 100 } });
  try {
    makeBranch(stage.folder);
    const printed = await review(join(root, 'dist', 'cli.js'), words, { cwd: stage.folder, env: stage.env });
    await page.setContent(await pageFor(printed));
    await page.screenshot({ path: join(root, 'media', `${name}.png`), fullPage: true });
  } finally {
    await page.close();
    await stage.close();
  }
}

/** What `review` prints; that it finds something to fail on is no failure here. */
function review(
  cli: string,
  words: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<string> {
  const coloured = { ...env, FORCE_COLOR: '1', GH_TOKEN: TOKEN, MAINSTAY_CACHE_DIR: join(cwd, '..', 'cache') };
  return new Promise((done, failed) => {
    execFile(process.execPath, [cli, 'review', ...words], { cwd, env: coloured }, (_error, stdout, stderr) => {
      if (stdout === '') failed(new Error(`mainstay review printed nothing: ${stderr}`));
      else done(stdout);
    });
  });
}

/** The few colours that Mainstay prints, as elements of HTML. */
const OPENING: Readonly<Record<string, string>> = { 1: 'b', 2: 'i', 33: 'em', 34: 'u' };
const CLOSING = new Set(['22', '39']);

function inColours(text: string): string {
  const open: string[] = [];
  return text
    .replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/\u001b\[(\d+)m/g, (_all, code: string) => {
      const element = CLOSING.has(code) ? open.pop() : OPENING[code];
      if (element === undefined) throw new Error(`no element for the colour ${code}`);
      if (CLOSING.has(code)) return `</${element}>`;
      open.push(element);
      return `<${element}>`;
    });
}

function pageOf(style: string, body: string): string {
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>${body}`;
}

const COMMENT = `
  body { margin: 16px; background: #fff; color: #1f2328; font: 14px/1.5 "Noto Sans", "DejaVu Sans", Helvetica, Arial, sans-serif; }
  article { border: 1px solid #d1d9e0; border-radius: 6px; padding: 16px; }
  h3 { margin: 0 0 12px; font-size: 18px; }
  a { color: #0969da; text-decoration: none; }
  code { background: #eff1f3; border-radius: 4px; padding: 2px 5px; font: 12px "DejaVu Sans Mono", monospace; }
  table { border-collapse: collapse; margin: 12px 0; width: 100%; }
  th, td { border: 1px solid #d1d9e0; padding: 6px 10px; text-align: left; vertical-align: top; }
  tr:nth-child(2n) td { background: #f6f8fa; }
  summary { cursor: pointer; margin: 8px 0; }
`;

const TERMINAL = `
  body { margin: 0; background: #1e1e1e; color: #d4d4d4; }
  pre { margin: 0; padding: 16px 20px; font: 13px/1.45 "DejaVu Sans Mono", monospace; white-space: pre-wrap; }
  b { color: #fff; }
  i { color: #8b8b8b; font-style: normal; }
  em { color: #d7ba7d; font-style: normal; }
  u { color: #6cb6ff; text-decoration: none; }
`;
