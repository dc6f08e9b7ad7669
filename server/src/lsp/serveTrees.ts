import type { CancellationToken, Connection } from 'vscode-languageserver';
import * as z from 'zod/mini';
import { TREE_CHANGED_NOTIFICATION, TREE_REQUEST, type Tree } from '../protocol.ts';
import { createTelling } from './telling.ts';

/** How rows are wanted. */
export interface RowsWanted {
  /** What was chosen in the view. */
  readonly choices: ReadonlySet<string>;
  /** Only facts came since they were made last: made of the same, by what is held, asking nobody. */
  readonly held: boolean;
}

/** What makes the rows of each view, by its id. Gives up, with what it has, once its signal aborts. */
export type Views = Readonly<Record<string, (signal: AbortSignal, wanted: RowsWanted) => Promise<Tree>>>;

/** The views as the client sees them. */
export interface Trees {
  /** Files, settings or minds changed: rows may be others now, of that view or of all. */
  changed(view?: string): void;
  /** Facts came: rows of a view may be judged otherwise by now. Told of once, until somebody looks at the view again. */
  learnt(view: string): void;
  stop(): void;
}

const Asked = z.object({ view: z.string(), choices: z.optional(z.array(z.string())), held: z.optional(z.literal(true)) });
const NO_ROWS: Tree = { nodes: [] };
/** Facts come all the time while many are asked for: so many times longer than other changes they wait, and than making the rows of a view takes. */
const FACTS_WAIT = 4;
const ROWS_WAIT = 10;

/** Answers what views ask, and tells, once for many changes, that they had better ask again. */
export function serveTrees(
  connection: Pick<Connection, 'onRequest' | 'sendNotification'>,
  views: Views,
  waitMs: number,
  failed: (error: unknown) => void,
): Trees {
  /** Views looked at since they were last told of facts. */
  const seen = new Set<string>();
  const stale = new Set<string>();
  const judgedAnew = new Set<string>();
  let rowsMs = 0;
  connection.onRequest(TREE_REQUEST, async (params: unknown, token: CancellationToken) => {
    const { success, data } = z.safeParse(Asked, params);
    const rows = success && Object.hasOwn(views, data.view) ? views[data.view] : undefined;
    if (!success || !rows) return NO_ROWS;
    const given = new AbortController();
    const listening = token.onCancellationRequested(() => given.abort());
    seen.add(data.view); // facts that come while the rows are made are news
    const started = performance.now();
    try {
      return await rows(given.signal, { choices: new Set(data.choices), held: data.held === true });
    } finally {
      listening.dispose();
      if (data.held === true) rowsMs = performance.now() - started;
    }
  });
  const telling = createTelling(
    async () => {
      const told = [...stale];
      stale.clear();
      for (const view of told) await connection.sendNotification(TREE_CHANGED_NOTIFICATION, { view });
    },
    waitMs,
    failed,
  );
  const tellingOfFacts = createTelling(
    async () => {
      const told = [...judgedAnew];
      judgedAnew.clear();
      for (const view of told) await connection.sendNotification(TREE_CHANGED_NOTIFICATION, { view, held: true });
    },
    () => Math.max(FACTS_WAIT * waitMs, ROWS_WAIT * rowsMs),
    failed,
  );
  return {
    changed(view) {
      for (const one of view === undefined ? Object.keys(views) : [view]) stale.add(one);
      telling.touch();
    },
    learnt(view) {
      if (!seen.delete(view)) return;
      judgedAnew.add(view);
      tellingOfFacts.touch();
    },
    stop() {
      telling.stop();
      tellingOfFacts.stop();
    },
  };
}
