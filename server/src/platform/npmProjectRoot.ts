import { stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { readManifestFile } from './workspaceFolders.ts';
import { memberPatterns } from './workspaceMembers.ts';

/** Folders looked at above a start; deeper trees are no projects of people. */
const MAX_ANCESTORS = 100;

/**
 * The folder whose `.npmrc` npm reads for a folder: the nearest at or above with a package.json or node_modules; where a package.json
 * further above names that one among its workspaces, the one above; the folder itself where there is none. As npm decides it
 * (`@npmcli/config`, "local prefix"), by the members' patterns alone, without listing every member there is. Does not throw.
 */
export async function npmProjectRoot(folder: string): Promise<string> {
  let project: string | undefined;
  let current = resolve(folder);
  for (let step = 0; step < MAX_ANCESTORS; step += 1) {
    if (project === undefined) {
      if ((await has(current, 'package.json')) || (await has(current, 'node_modules'))) project = current;
    } else if (await callsMember(current, project)) {
      return current;
    }
    const parent = dirname(current);
    if (parent === current) break;
    current = parent;
  }
  return project ?? folder;
}

async function has(folder: string, name: string): Promise<boolean> {
  try {
    const found = await stat(join(folder, name));
    return name === 'node_modules' ? found.isDirectory() : found.isFile();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false; // not there, or not to be seen: npm goes on upwards too
    throw error;
  }
}

async function callsMember(root: string, project: string): Promise<boolean> {
  const text = await readManifestFile(join(root, 'package.json'));
  if (text === undefined || !(await has(project, 'package.json'))) return false;
  return memberPatterns(workspacesOf(text)).matches(relative(root, project).split(sep).join('/'));
}

/** The patterns of a manifest's `workspaces`, a list or `{ packages: [] }`; none where the text cannot be read. */
function workspacesOf(text: string): readonly string[] {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  const { workspaces } = Object(manifest) as { workspaces?: unknown };
  const list = Array.isArray(workspaces)
    ? (workspaces as readonly unknown[])
    : (Object(workspaces) as { packages?: unknown }).packages;
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
}
