import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';

/** Progress of all gathering together, shown only where it takes long. */
export interface GatheringProgress {
  /** So many entries are asked about now. */
  pending(count: number): void;
}

/** Shows nothing to clients that show no progress. `afterMs`: what is quicker is not worth showing. */
export function gatheringProgress(
  window: Pick<Connection['window'], 'createWorkDoneProgress'>,
  { shown, afterMs }: { readonly shown: boolean; readonly afterMs: number },
): GatheringProgress {
  let most = 0;
  let left = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reporter: WorkDoneProgressServerReporter | undefined;
  let creating = false;

  async function begin(): Promise<void> {
    creating = true;
    const created = await window.createWorkDoneProgress();
    creating = false;
    if (left === 0) return;
    reporter = created;
    reporter.begin('Mainstay', 0, words(), false);
  }

  const words = () => `${most - left} of ${most} dependencies`;

  return {
    pending(count) {
      if (!shown) return;
      left = count;
      most = Math.max(most, count);
      if (count === 0) {
        clearTimeout(timer);
        timer = undefined;
        most = 0;
        reporter?.done();
        reporter = undefined;
      } else if (reporter) {
        reporter.report(Math.floor(((most - left) / most) * 100), words());
      } else if (timer === undefined && !creating) {
        timer = setTimeout(() => {
          begin().catch(() => (creating = false)); // a client that will not show progress is left alone
        }, afterMs);
      }
    },
  };
}
