import type { CancellationToken, Connection } from 'vscode-languageserver';
import * as z from 'zod/mini';
import { TREE_CHANGED_NOTIFICATION, TREE_REQUEST, type Tree } from '../protocol.ts';
import { createTelling } from './telling.ts';

/** What makes the rows of each view, by its id, of what was chosen in it. Gives up, with what it has, once its signal aborts. */
export type Views = Readonly<Record<string, (signal: AbortSignal, choices: ReadonlySet<string>) => Promise<Tree>>>;

/** The views as the client sees them. */
export interface Trees {
  /** Files, settings or minds changed: rows may be others now, of that view or of all. */
  changed(view?: string): void;
  stop(): void;
}

const Asked = z.object({ view: z.string(), choices: z.optional(z.array(z.string())) });
const NO_ROWS: Tree = { nodes: [] };

/** Answers what views ask, and tells, once for many changes, that they had better ask again. */
export function serveTrees(
  connection: Pick<Connection, 'onRequest' | 'sendNotification'>,
  views: Views,
  waitMs: number,
  failed: (error: unknown) => void,
): Trees {
  connection.onRequest(TREE_REQUEST, async (params: unknown, token: CancellationToken) => {
    const asked = z.safeParse(Asked, params);
    const rows = asked.success && Object.hasOwn(views, asked.data.view) ? views[asked.data.view] : undefined;
    const given = new AbortController();
    const listening = token.onCancellationRequested(() => given.abort());
    try {
      return (await rows?.(given.signal, new Set(asked.data?.choices))) ?? NO_ROWS;
    } finally {
      listening.dispose();
    }
  });
  const stale = new Set<string>();
  const telling = createTelling(
    async () => {
      const told = [...stale];
      stale.clear();
      for (const view of told) await connection.sendNotification(TREE_CHANGED_NOTIFICATION, { view });
    },
    waitMs,
    failed,
  );
  return {
    changed(view) {
      for (const one of view === undefined ? Object.keys(views) : [view]) stale.add(one);
      telling.touch();
    },
    stop: () => telling.stop(),
  };
}
