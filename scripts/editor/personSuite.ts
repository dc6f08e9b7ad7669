import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { acting } from '../../test/editor/person/acting.ts';
import { deskAt } from '../../test/editor/person/desk.ts';
import type { Desk } from '../../test/editor/person/desk.ts';
import { startHostileServer } from '../../test/editor/person/hostileServer.ts';
import { overseeing } from '../../test/editor/person/overseeing.ts';
import { afterItsDay, deciding, LATER } from '../../test/editor/person/keyboard.ts';
import { explaining } from '../../test/editor/person/explaining.ts';
import { reading } from '../../test/editor/person/reading.ts';
import { reviewing } from '../../test/editor/person/reviewing.ts';
import { restricted, SECRET, writeHostileProject } from '../../test/editor/person/restricted.ts';
import { signing } from '../../test/editor/person/signing.ts';
import { waiting } from '../../test/editor/person/waiting.ts';
import { runTests } from '../../test/editor/suite.ts';
import type { Counts, Tests } from '../../test/editor/suite.ts';
import type { CodeServer } from './codeServer.ts';
import { setStage } from './stage.ts';
import type { Stage } from './stage.ts';
import { startWorkbench } from './workbench.ts';

/** Beyond the longest story: a story ends itself, and says more. */
const TIMEOUT_MS = 180_000;

/** What the suites of persons need. */
export interface PersonWorld {
  readonly root: string;
  readonly codeServer: CodeServer;
  readonly browser: Browser;
}

/** A person in a trusted folder, with the extension from this repository. */
export function runAsPerson(world: PersonWorld): Promise<Counts> {
  return play('as a person', world, {
    extension: world.root,
    tests: (desk, { upstream }) => ({
      ...waiting(desk, upstream),
      ...reading(desk),
      ...acting(desk),
      ...explaining(desk),
      ...signing(desk, upstream),
      ...overseeing(desk),
      ...reviewing(desk),
    }),
  });
}

/** A person who opens a stranger's project. */
export async function runAsStranger(world: PersonWorld): Promise<Counts> {
  const hostile = await startHostileServer();
  try {
    return await play('as a person, in a stranger’s project', world, {
      extension: world.root,
      trusted: false,
      env: SECRET,
      project: (folder) => writeHostileProject(folder, hostile),
      tests: (desk, stage) => restricted(desk, stage, hostile),
    });
  } finally {
    await hostile.close();
  }
}

/** A person without a pointer, on two days: once a decision is made, and once its day has passed. */
export async function runByKeyboard({ root, codeServer, browser }: PersonWorld): Promise<Counts> {
  const stage = await setStage(root);
  const seen = { hints: 0 };
  const onDay = async (title: string, env: NodeJS.ProcessEnv, tests: (desk: Desk) => Tests): Promise<Counts> => {
    const workbench = await startWorkbench(codeServer, { env });
    try {
      const desk = deskAt({ browser, workbench, opening: { folder: stage.folder, extension: root }, failures: failuresOf(root) });
      return await runTests(`${title}, in VS Code ${codeServer.version}`, tests(desk), TIMEOUT_MS);
    } finally {
      await workbench.close();
    }
  };
  try {
    const first = await onDay('by the keyboard alone', stage.env, (desk) => deciding(desk, seen));
    const later = { ...stage.env, MAINSTAY_NOW: LATER };
    const second = await onDay('by the keyboard alone, later', later, (desk) => afterItsDay(desk, seen));
    return { passed: first.passed + second.passed, failed: first.failed + second.failed };
  } finally {
    await stage.close();
  }
}

/** A person who installed the package. */
export function runPackaged(world: PersonWorld, vsix: string): Promise<Counts> {
  return play('as a person, with the package installed', world, { install: vsix, tests: reading });
}

function failuresOf(root: string): string {
  return join(root, '.cache', 'editor', 'failures');
}

interface Play {
  readonly extension?: string;
  readonly install?: string;
  readonly trusted?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Makes the folder to open out of the copy of the examples; absent: that copy. */
  readonly project?: (folder: string) => string;
  readonly tests: (desk: Desk, stage: Stage) => Tests;
}

async function play(title: string, { root, codeServer, browser }: PersonWorld, wanted: Play): Promise<Counts> {
  const { extension, install, trusted = true, env, project = (folder: string) => folder, tests } = wanted;
  const stage = await setStage(root);
  try {
    const folder = project(stage.folder);
    const workbench = await startWorkbench(codeServer, {
      env: { ...stage.env, ...env },
      trusted,
      ...(install === undefined ? {} : { install }),
    });
    try {
      const opening = { folder, ...(extension === undefined ? {} : { extension }) };
      const desk = deskAt({ browser, workbench, opening, failures: failuresOf(root) });
      return await runTests(`${title}, in VS Code ${codeServer.version}`, tests(desk, stage), TIMEOUT_MS);
    } finally {
      await workbench.close();
    }
  } finally {
    await stage.close();
  }
}
