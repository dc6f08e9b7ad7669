import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Person } from '../../test/editor/person/person.ts';
import type { Opening } from '../editor/workbench.ts';
import type { Situation } from './situation.ts';

/** One picture: how things stand, what is open, and what is done before it is taken. */
export interface Picture {
  readonly name: string;
  readonly situation: Situation;
  /** What the page opens, given the folder of the examples. */
  readonly opens: (folder: string) => Pick<Opening, 'file' | 'diff'>;
  /** Words of the file, seen once it is open. */
  readonly opensWith: string;
  readonly pose: (person: Person) => Promise<unknown>;
  /** The window's size in pixels, where another one suits better. */
  readonly window?: { readonly width: number; readonly height: number };
  /** Pixels of height that are kept; `bottom`: from the lower edge of the window, so that the status bar is seen. */
  readonly height?: number;
  readonly bottom?: boolean;
}

const GO_SERVICE = file('go-service', 'go.mod');
const STORIES = file('stories', 'package.json');
const WEB_APP = file('web-app', 'package.json');

/** The pictures of the README, in its order. */
export const PICTURES: readonly Picture[] = [
  {
    name: 'hover-go',
    situation: 'usual',
    opens: GO_SERVICE,
    opensWith: 'boltdb',
    pose: (person) => person.hovers('go.etcd.io/etcd/client/v3', /last release/),
  },
  {
    name: 'hover-npm',
    situation: 'usual',
    opens: STORIES,
    opensWith: '@example/deprecated',
    pose: async (person) => {
      await person.squiggles('warning');
      await person.hovers('@example/deprecated-version', /can publish/);
    },
  },
  {
    name: 'actions',
    situation: 'usual',
    opens: WEB_APP,
    opensWith: 'axios',
    pose: async (person) => {
      await person.hovers('express', /OpenJS/);
      await person.goesTo('express');
      await person.asksForFixes(/fund/i);
    },
  },
  {
    name: 'diff',
    situation: 'usual',
    opens: beforeAndAfter,
    opensWith: '@example/deprecated',
    pose: async (person) => {
      await person.squiggles('warning');
      await person.hovers('@example/licence-closed', /restrict/);
    },
    height: 470,
  },
  {
    name: 'status',
    situation: 'usual',
    opens: STORIES,
    opensWith: '@example/deprecated',
    pose: async (person) => {
      await person.squiggles('warning');
      await person.hovers('@example/steady', /last release/);
      await person.asksStatus(/warnings/);
    },
    bottom: true,
    height: 420,
  },
  {
    name: 'hints',
    situation: 'every-hint',
    opens: STORIES,
    opensWith: '@example/deprecated',
    pose: async (person) => {
      await person.squiggles('warning');
      await person.runs('Problems: Focus on Problems View');
      await person.hovers('@example/fresh', /last release/); // by then the facts are there
      await person.goesTo('"version"');
    },
    window: { width: 820, height: 600 },
    height: 523,
  },
  {
    name: 'restricted',
    situation: 'restricted',
    opens: WEB_APP,
    opensWith: 'axios',
    pose: async (person) => {
      await person.hovers('express', /OpenJS/);
      await person.asksStatus(/Restricted/);
    },
    bottom: true,
    height: 420,
  },
  {
    name: 'offline',
    situation: 'offline',
    opens: GO_SERVICE,
    opensWith: 'boltdb',
    pose: (person) => person.hovers('go.etcd.io/etcd/client/v3', /reached/),
  },
  {
    name: 'failing',
    situation: 'failing',
    opens: WEB_APP,
    opensWith: 'axios',
    pose: (person) => person.hovers('express', /facts known/),
  },
];

function file(...path: readonly string[]): Picture['opens'] {
  return (folder) => ({ file: join(folder, ...path) });
}

/** A change under review: it adds one dependency, bumps one and lets one go. */
function beforeAndAfter(folder: string): Pick<Opening, 'diff'> {
  const after = join(folder, 'stories', 'package.json');
  const before = join(folder, 'before', 'package.json');
  mkdirSync(join(folder, 'before'), { recursive: true });
  const text = readFileSync(after, 'utf8')
    .replace('    "@example/licence-closed": "^2.0.0",\n', '')
    .replace('"@example/deprecated-version": "2.0.1"', '"@example/deprecated-version": "2.0.0"')
    .replace('"@example/funded"', '"@example/follower": "^1.0.0",\n    "@example/funded"');
  writeFileSync(before, text);
  return { diff: [before, after] };
}
