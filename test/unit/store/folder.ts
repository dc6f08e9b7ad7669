import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry } from '../../../server/src/engine/factStore.ts';
import { sharedEntries, type SharedEntries } from '../../../server/src/engine/factStore/sharedEntries.ts';
import { providedBy } from '../../../server/src/engine/factStore/shardText.ts';
import { factFiles } from '../../../server/src/platform/factFiles.ts';

/** The moment at which these stories begin. */
export const NOW = '2026-11-21T08:00:00.000Z';

/** An empty folder of its own. */
export function emptyFolder(): string {
  return join(mkdtempSync(join(tmpdir(), 'mainstay-store-')), 'facts');
}

/** What a window has open over a folder, and what it was told of its disk. */
export interface Window {
  readonly entries: SharedEntries;
  readonly complaints: readonly string[];
}

/** Another process's eyes on the same folder: nothing is shared with other windows but the disk. */
export function windowOn(folder: string, now = NOW, staleMs = 10_000): Window {
  const complaints: string[] = [];
  const entries = sharedEntries({
    files: factFiles(folder, { staleMs }),
    provided: new Map([['invented', providedBy(['nickname', 'size'])]]),
    now: () => now,
    log: (message) => complaints.push(message),
  });
  return { entries, complaints };
}

/** The key of a package's entry. */
export function keyOf(name: string): string {
  return `invented package:pkg:npm/${name}`;
}

/** An answer with one fact. */
export function told(nickname: string, at = NOW, more: Partial<Entry> = {}): Entry {
  const from = { source: 'invented', url: 'https://example.org/', fetchedAt: at };
  return { at, facts: new Map([['nickname', { state: 'known', value: nickname, from }]]), ...more };
}

/** The nickname that an entry tells. */
export function nicknameIn(entry: Entry | undefined): unknown {
  const fact = entry?.facts.get('nickname');
  return fact?.state === 'known' ? fact.value : undefined;
}
