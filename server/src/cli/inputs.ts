import { dirname, join, relative } from 'node:path';
import { ecosystemOf } from '../ecosystems/index.ts';
import { manifestIn, MAX_MANIFEST, privateNamesOf, readSurroundings } from '../manifests.ts';
import type { Ecosystem } from '../model/ecosystem.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Purl } from '../model/purl.ts';
import { FileProblem, kindOf, readText } from '../platform/files.ts';
import { walkManifests } from '../platform/workspace.ts';
import { UsageError } from './arguments.ts';

/** A manifest as the command line works on it. */
export interface Input {
  /** As the user would write it: the path given, or below the folder given. */
  readonly path: string;
  readonly folder: string;
  readonly ecosystem: Ecosystem;
  readonly manifest: Manifest;
  readonly text: string;
  /** Versions a lockfile beside or above pins, by the name in the manifest. */
  readonly locked: ReadonlyMap<string, string>;
  /** Names of its workspace that no registry has to know of: members and whatever is marked private. */
  readonly privateNames: ReadonlySet<Purl>;
}

/** The manifests under the paths given, and what could not be used, one message each. */
export async function readInputs(
  paths: readonly string[],
  as: string | undefined,
): Promise<{ readonly inputs: readonly Input[]; readonly unusable: readonly string[] }> {
  const inputs: Input[] = [];
  const unusable: string[] = [];
  for (const path of paths) {
    try {
      for (const file of await filesOf(path, unusable)) {
        try {
          inputs.push(await readInput(file, as));
        } catch (error) {
          unusable.push(messageOf(error));
        }
      }
    } catch (error) {
      unusable.push(messageOf(error));
    }
  }
  return { inputs, unusable };
}

/** One manifest. Throws {@link FileProblem} or {@link UsageError} where it cannot be read, or nothing in it can. */
export async function readInput(path: string, as: string | undefined): Promise<Input> {
  const ecosystem = ecosystemFor(path, as);
  const text = await readText(path, MAX_MANIFEST);
  const folder = dirname(path);
  const parsed = ecosystem.parse(text);
  const [problem] = parsed.problems;
  if (problem && parsed.dependencies.length === 0)
    throw new FileProblem(`${path}:${lineAndColumn(text, problem.span.start)}: ${problem.message}`);
  const surroundings = await readSurroundings(path, ecosystem);
  const manifest = manifestIn(ecosystem, parsed, surroundings);
  return {
    path,
    folder,
    ecosystem,
    text,
    manifest,
    locked: surroundings.locked,
    privateNames: privateNamesOf(ecosystem, manifest, surroundings),
  };
}

/** `line:column` of an offset, both from 1, as compilers print places. */
function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

async function filesOf(path: string, unusable: string[]): Promise<readonly string[]> {
  const kind = await kindOf(path);
  if (kind === undefined) throw new FileProblem(`${path}: no such file or folder`);
  if (kind === 'file') return [path];
  const { files: found, complete } = await walkManifests(path, (name) => ecosystemOf(name) !== undefined);
  if (!complete) unusable.push(`${path}: too large to be walked whole; name smaller folders for the rest`);
  if (found.length === 0) throw new FileProblem(`${path}: no package.json, pnpm-workspace.yaml or go.mod below it`);
  return found.map((file) => join(path, relative(path, file)));
}

function ecosystemFor(path: string, as: string | undefined): Ecosystem {
  const ecosystem = ecosystemOf(as ?? path);
  if (ecosystem) return ecosystem;
  if (as !== undefined) throw new UsageError(`--as takes package.json, pnpm-workspace.yaml or go.mod; not “${as}”`);
  throw new FileProblem(
    `${path}: its name does not end in package.json, pnpm-workspace.yaml or go.mod; say which it is with --as`,
  );
}

function messageOf(error: unknown): string {
  if (error instanceof FileProblem || error instanceof UsageError) return error.message;
  throw error;
}
