import { readFileSync, writeFileSync } from 'node:fs';
import type { Counts } from './suite.ts';

/** Leaves the counts in a file, for a process that started this one. */
export function leaveReport(file: string | undefined, counts: Counts): void {
  if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
}

/** The counts a run left; a run that left none has failed. */
export function readReport(file: string, what: string): Counts {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Counts;
  } catch (error) {
    console.error(`${what}: left no report (${error instanceof Error ? error.message : String(error)})`);
    return { passed: 0, failed: 1 };
  }
}
