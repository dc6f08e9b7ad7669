import type { CodeServer } from '../editor/codeServer.ts';
import { setStage } from '../editor/stage.ts';
import { startWorkbench } from '../editor/workbench.ts';
import type { Workbench } from '../editor/workbench.ts';

/** How things stand while pictures are taken. `offline`: nobody can be reached; `failing`: the npm registry answers 500 to all. */
export type Situation = 'usual' | 'every-hint' | 'restricted' | 'offline' | 'failing';

/** A workbench in a situation. */
export interface Scene {
  /** The copy of `examples/` that is shown. */
  readonly folder: string;
  readonly workbench: Workbench;
  close(): Promise<void>;
}

/** Quiet where a person would be asked first: the pictures are of what comes after. */
const UNASKED = { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' };

/** Brings a situation about, for the repository at `root`. */
export async function bringAbout(situation: Situation, root: string, codeServer: CodeServer): Promise<Scene> {
  const stage = await setStage(root);
  if (situation === 'failing') stage.upstream.script({ kind: 'status', status: 500, service: 'npm' });
  if (situation === 'offline') await stage.upstream.close();
  const workbench = await startWorkbench(codeServer, {
    env: stage.env,
    trusted: situation !== 'restricted',
    settings: { ...UNASKED, ...(situation === 'every-hint' ? { 'mainstay.inlayHints': 'all' } : {}) },
  });
  return {
    folder: stage.folder,
    workbench,
    close: async () => {
      await workbench.close();
      await stage.close();
    },
  };
}
