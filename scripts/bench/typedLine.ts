import { startUpstream } from '../../test/upstream/server.ts';
import { serveText, type Served } from './served.ts';
import { median, ms } from './times.ts';

const RUNS = 7;
/** A package that is there already, and one whose line has both a hint and a warning. */
const STANDS = '"@example/steady": "^2.1.0"';
const TYPED = '"@example/deprecated": "^1.2.0"';

/**
 * From the last keystroke of a new dependency line to its inlay hint and its squiggle: where the file is saved at once, and where the caret goes on to
 * the next line and the text stands for the second that is waited before anything is asked. Medians; `latencyMs` is what each answer takes.
 */
export async function benchTypedLine(latencyMs: number): Promise<string> {
  const saved = await timesOf(latencyMs, (document) => document.save());
  const left = await timesOf(latencyMs, (document) => document.type(`${TYPED}\n`, `${TYPED}\n\n`));
  const told = ({ hint, squiggle }: typeof saved) => `hint ${ms(median(hint))}, squiggle ${ms(median(squiggle))}`;
  return `saved: ${told(saved)}; line left: ${told(left)} (1,000 ms of it waited), medians of ${RUNS}`;
}

async function timesOf(latencyMs: number, leave: (document: ReturnType<Served['open']>) => void) {
  const hint: number[] = [];
  const squiggle: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const served = await serveText(`{ "dependencies": {\n${STANDS}\n} }\n`, await startUpstream({ latencyMs }));
    const document = served.open();
    await served.editor.settled(1);
    await document.hints();
    const started = performance.now();
    document.type(STANDS, `${STANDS},\n${TYPED}`);
    leave(document);
    const seen = served.editor.refreshes;
    const when = async (isThere: () => Promise<boolean>, refreshes: () => number) => {
      for (;;) {
        const before = refreshes();
        if (await isThere()) return performance.now() - started;
        await served.editor.until(() => refreshes() > before);
      }
    };
    const [first, second] = await Promise.all([
      when(
        async () => (await document.hints()).some(([text]) => text.includes('@example/deprecated')),
        () => seen.hints,
      ),
      when(
        async () => (await document.diagnostics()).some(({ code }) => code === 'deprecated'),
        () => seen.diagnostics,
      ),
    ]);
    hint.push(first);
    squiggle.push(second);
    await served.close();
  }
  return { hint, squiggle };
}
