import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder, whether this runs from its source or from a bundle below node_modules. */
export const ROOT = above(dirname(fileURLToPath(import.meta.url)));

/** Text of a file of the repository. */
export function readLocal(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function above(folder: string): string {
  if (existsSync(join(folder, 'test', 'upstream', 'README.md'))) return folder;
  if (dirname(folder) === folder) throw new Error('the local upstream runs only inside its repository');
  return above(dirname(folder));
}
