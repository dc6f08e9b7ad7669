import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../test/upstream/root.ts';
import { HISTORIES } from '../../test/upstream/world/historyFile.ts';
import { readCompact } from './compactFormat.ts';
import type { History } from './history.ts';
import { readRecorded } from './recordedFormat.ts';

/** The committed histories of the recorded world, in the compact form. */
export const COMMITTED = join(ROOT, HISTORIES);

/** A folder's histories by repository, and the files that could not be read with what is wrong with them, in one line each. */
export interface Folder {
  readonly histories: readonly History[];
  readonly malformed: readonly { readonly file: string; readonly problem: string }[];
}

/** Reads every `<owner>__<name>.json` (recorded) and `.txt` (compact) of a folder, others are passed over; throws where the folder cannot be read. */
export function readFolder(folder: string): Folder {
  const histories: History[] = [];
  const malformed: { file: string; problem: string }[] = [];
  for (const file of historyFiles(folder)) {
    try {
      histories.push(readFile(folder, file));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      malformed.push({ file, problem: error.message.split('\n')[0] ?? '' });
    }
  }
  return { histories: histories.sort((a, b) => (a.repository < b.repository ? -1 : 1)), malformed };
}

/** Reads one repository's history; throws where it is absent or of another shape. */
export function readHistory(folder: string, repository: string): History {
  const name = repository.replace('/', '__');
  return readFile(folder, existsSync(join(folder, `${name}.txt`)) ? `${name}.txt` : `${name}.json`);
}

/** The repositories of a folder by name. */
export function recordedRepositories(folder: string): readonly string[] {
  return historyFiles(folder).map((file) => file.replace(/\.(?:json|txt)$/, '').replace('__', '/'));
}

function historyFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => /^[^_.].*__.+\.(?:json|txt)$/.test(file))
    .sort();
}

function readFile(folder: string, file: string): History {
  const text = readFileSync(join(folder, file), 'utf8');
  return file.endsWith('.txt') ? readCompact(text) : readRecorded(text);
}
