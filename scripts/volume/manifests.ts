import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { isDirect } from '../../server/src/lsp/judging.ts';
import { createDiffPairs } from '../../server/src/lsp/diffPairs.ts';
import { openManifests, type OpenManifest } from '../../server/src/lsp/openManifests.ts';
import { noSurroundings } from '../../server/src/manifests.ts';
import type { Dependency } from '../../server/src/model/manifest.ts';

const Index = z.array(z.object({ file: z.string(), commit_date: z.nullish(z.string()) }));

/** About when the manifests without a date were committed, as the notes of the index have it. */
const ABOUT: Readonly<Record<string, string>> = {
  'microsoft__vscode__package.json': '2020-05-01',
  'kubernetes__kubernetes__go.mod': '2023-06-01',
  'facebook__react__package.json': '2023-12-01',
  'vercel__next.js__package.json': '2025-07-01',
};

/** A manifest as the editor holds it, and the day it was committed. */
export interface DatedManifest {
  readonly file: string;
  readonly date: string;
  readonly open: OpenManifest;
}

/** Every recorded manifest of `<data>/manifests`, as listed in its `index.json`; throws where that cannot be read. */
export function readManifests(data: string): readonly DatedManifest[] {
  const folder = join(data, 'manifests');
  const index = Index.parse(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')));
  return index.map(({ file, commit_date: committed }) => {
    const date = committed ?? ABOUT[file];
    if (date === undefined) throw new Error(`${file}: index.json has no commit_date`);
    return { file, date, open: openText(file, readFileSync(join(folder, file), 'utf8')) };
  });
}

/** A text as the editor would hold it with nothing around it; `file` tells its format. */
export function openText(file: string, text: string): OpenManifest {
  const held = openManifests(
    () => Promise.resolve({ surroundings: noSurroundings, base: undefined, problems: [] }),
    () => [],
    createDiffPairs(),
  ).open(`file:///manifests/${file}`, file.endsWith('.json') ? 'json' : 'go.mod', 1, text);
  if (held === undefined) throw new Error(`${file}: no manifest`);
  return held;
}

/** The lines that name a package to look up: direct ones, no replacement, tool or override, nothing of the project's own folders. */
export function packageLines(manifest: OpenManifest): readonly Dependency[] {
  return manifest
    .manifest()
    .dependencies.filter(isDirect)
    .filter(({ scope }) => scope !== 'replace' && scope !== 'tool' && scope !== 'overrides')
    .filter(({ target }) => target.kind === 'registry' || target.kind === 'catalog' || target.kind === 'forge');
}
