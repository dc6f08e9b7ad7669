import { daysBefore } from './storyTelling.ts';
import type { GoModule, GoVersion, ImportPage, Iso } from './world.ts';

interface Told extends Omit<GoVersion, 'at'> {
  readonly ago: number;
}
interface Story extends Omit<GoModule, 'versions'> {
  readonly licence?: string;
  readonly releases: readonly Told[];
}

const home = (name: string) => `https://git.example.org/example/${name}`;
const GO = 'go 1.22\n';

/** Invented Go modules, one story each. Ages are days before the world's `now`. */
const STORIES: readonly Story[] = [
  {
    path: 'example.org/steady',
    repository: home('steady'),
    releases: [
      { version: 'v1.0.0', ago: 700 },
      { version: 'v1.1.0', ago: 300 },
      { version: 'v1.2.0', ago: 30 },
    ],
  },
  // Two ways to retract, said by the newest release: one version with a reason, a range without.
  {
    path: 'example.org/retracted',
    repository: home('retracted'),
    releases: [
      { version: 'v1.0.0', ago: 500, retracted: '' },
      { version: 'v1.0.1', ago: 490, retracted: '' },
      { version: 'v1.1.0', ago: 300 },
      { version: 'v1.2.0', ago: 90, retracted: 'Writes outside of its folder.' },
      {
        version: 'v1.2.1',
        ago: 88,
        mod: `module example.org/retracted\n\n${GO}\nretract (\n\t// Writes outside of its folder.\n\tv1.2.0\n\t[v1.0.0, v1.0.1]\n)\n`,
      },
    ],
  },
  {
    path: 'example.org/deprecated',
    repository: home('deprecated'),
    deprecated: 'use example.org/steady instead.',
    releases: [
      { version: 'v0.8.0', ago: 900 },
      {
        version: 'v0.9.0',
        ago: 400,
        mod: `// Deprecated: use example.org/steady instead.\nmodule example.org/deprecated\n\n${GO}`,
      },
    ],
  },
  // The first major rests while the second is released, under its own path.
  {
    path: 'example.org/lines',
    repository: home('lines'),
    releases: [
      { version: 'v1.0.0', ago: 1500 },
      { version: 'v1.4.0', ago: 1100 },
    ],
  },
  {
    path: 'example.org/lines/v2',
    repository: home('lines'),
    releases: [
      { version: 'v2.0.0', ago: 1000 },
      { version: 'v2.1.0', ago: 420 },
      { version: 'v2.2.0', ago: 21 },
    ],
  },
  // The proxy keeps no origin: where it is developed stands on the import path's own page.
  {
    path: 'example.org/vanity/part',
    repository: 'https://git.example.org/team/vanity',
    releases: [
      { version: 'v0.1.0', ago: 260, withoutOrigin: true },
      { version: 'v0.2.0', ago: 60, withoutOrigin: true },
    ],
  },
  { path: 'example.org/no-source', releases: [{ version: 'v1.0.0', ago: 350 }] },
  {
    path: 'example.org/fresh',
    repository: home('fresh'),
    releases: [
      { version: 'v1.3.0', ago: 200 },
      { version: 'v1.3.1', ago: 1 },
    ],
  },
  {
    path: 'example.org/licence-closed',
    repository: home('licence-closed'),
    licence: 'MPL-2.0',
    releases: [
      { version: 'v1.0.0', ago: 600 },
      { version: 'v1.1.0', ago: 45, licences: ['BUSL-1.1'] },
    ],
  },
  // Asked for under one path, fetched from another repository.
  { path: 'example.org/moved', repository: home('moved-here'), releases: [{ version: 'v1.0.0', ago: 100 }] },
  { path: 'example.org/CaseKept', repository: home('CaseKept'), releases: [{ version: 'v1.0.0', ago: 130 }] },
  // No tag at all: the list is empty and @latest is a commit.
  {
    path: 'example.org/untagged',
    repository: home('untagged'),
    releases: [{ version: 'v0.0.0-20260102030405-0123456789ab', ago: 77, unlisted: true }],
  },
  // The list names a version whose .info is gone.
  {
    path: 'example.org/half-gone',
    repository: home('half-gone'),
    releases: [
      { version: 'v1.0.0', ago: 400 },
      { version: 'v1.0.1', ago: 380, gone: true },
      { version: 'v1.0.2', ago: 370 },
    ],
  },
  // An advisory that was fixed: see advisoryStories.ts.
  {
    path: 'example.org/mended',
    repository: home('mended'),
    releases: [
      { version: 'v1.0.0', ago: 500 },
      { version: 'v1.1.0', ago: 200 },
    ],
  },
  // Developed on GitHub: a module, and a second one in a folder of it.
  {
    path: 'example.org/kept',
    repository: 'https://github.com/example-org/kept',
    licence: 'MIT',
    releases: [
      { version: 'v1.0.0', ago: 800 },
      { version: 'v1.1.0', ago: 200 },
      { version: 'v1.2.0', ago: 33 },
    ],
  },
  {
    path: 'example.org/kept/sub',
    repository: 'https://github.com/example-org/kept',
    folder: 'sub',
    tagPrefix: 'sub/',
    licence: 'MIT',
    releases: [{ version: 'v0.3.0', ago: 150 }],
  },
];

/** The stories as of a moment. */
export function goStories(now: Iso): readonly GoModule[] {
  return STORIES.map(({ releases, licence = 'BSD-3-Clause', deprecated = null, ...module }) => ({
    ...module,
    deprecated,
    versions: releases.map(({ ago, mod, licences, ...version }) => ({
      ...version,
      at: daysBefore(now, ago),
      licences: licences ?? [licence],
      mod: mod ?? `module ${module.path}\n\n${GO}`,
    })),
  }));
}

/** The invented modules' own pages. */
export const STORY_PAGES: readonly ImportPage[] = [
  { prefix: 'example.org/vanity', repository: 'https://git.example.org/team/vanity' },
  { prefix: 'example.org/steady', repository: home('steady') },
  { prefix: 'example.org/kept', repository: 'https://github.com/example-org/kept' },
];
