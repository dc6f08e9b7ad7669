import type { RemoteWorkspace } from 'vscode-languageserver';
import * as z from 'zod/mini';
import { rules } from '../rules/index.ts';
import { readSettings, type Settings } from '../settings/settings.ts';

/** Settings of one folder and what could not be used of them, one message each. */
export interface FolderSettings {
  readonly settings: Settings;
  readonly problems: readonly string[];
}

/** Settings by folder, as the client has them. */
export interface SettingsOfFolders {
  /** The settings that count in a folder (its address), or outside of all. Asked of the client once until they change. */
  of(folder: string | undefined): Promise<FolderSettings>;
  /** They changed; `pushed` is what a client sent along. */
  changed(pushed: unknown): void;
}

const SECTION = 'mainstay';
const Tree = z.record(z.string(), z.unknown());

/** `workspace` is asked only where the client can answer; `given` counts otherwise. */
export function settingsOfFolders(
  workspace: Pick<RemoteWorkspace, never> & { getConfiguration(item: { scopeUri?: string; section: string }): Promise<unknown> },
  pulls: boolean,
  given: unknown,
): SettingsOfFolders {
  const held = new Map<string, Promise<FolderSettings>>();
  let pushed = given;

  async function ask(folder: string | undefined): Promise<FolderSettings> {
    const tree = pulls
      ? await workspace.getConfiguration({ section: SECTION, ...(folder === undefined ? {} : { scopeUri: folder }) })
      : pushed;
    return readSettings(flat(tree), rules);
  }

  return {
    of(folder) {
      const key = folder ?? '';
      const known = held.get(key) ?? ask(folder);
      held.set(key, known);
      // An answer that never came is not held on to.
      known.catch(() => held.delete(key));
      return known;
    },
    changed(sent) {
      const tree = z.safeParse(Tree, sent);
      if (tree.success && tree.data[SECTION] !== undefined) pushed = tree.data[SECTION];
      held.clear();
    },
  };
}

/** Settings by their names with dots; editors hand them over as a tree. */
function flat(given: unknown): Readonly<Record<string, unknown>> {
  const tree = z.safeParse(Tree, given);
  if (!tree.success) return {};
  return Object.fromEntries(
    Object.entries(tree.data).flatMap(([key, value]) => {
      if (value === null) return [];
      const branch = z.safeParse(Tree, value);
      if (!branch.success) return [[key, value] as const];
      return [[key, value] as const, ...Object.entries(branch.data).map(([name, leaf]) => [`${key}.${name}`, leaf] as const)];
    }),
  );
}
