import { dirname, join, relative, resolve } from 'node:path';
import { ecosystemOf } from '../ecosystems/index.ts';
import { hostsOfLines, manifestIn, MAX_MANIFEST, privateNamesOf, readSurroundings } from '../manifests.ts';
import type { Line } from '../engine/gather.ts';
import type { Ecosystem } from '../model/ecosystem.ts';
import { purlOfDependency, type Dependency, type Manifest, type Problem } from '../model/manifest.ts';
import { purlOf, type Purl } from '../model/purl.ts';
import { FileProblem, kindOf, readText } from '../platform/files.ts';
import { walkManifests } from '../platform/workspace.ts';
import { workspaceMemo, type WorkspaceMemo } from '../platform/workspaceMemo.ts';

/** Most problems of one manifest that are told one by one. */
const MAX_PROBLEMS = 10;

/** A manifest on disk, with what the files around it say. */
export interface Input {
  /** As the user would write it: the path given, or below the folder given. */
  readonly path: string;
  readonly folder: string;
  readonly ecosystem: Ecosystem;
  readonly manifest: Manifest;
  readonly text: string;
  /** Versions a lockfile beside or above pins, by the name in the manifest. */
  readonly locked: ReadonlyMap<string, string>;
  /** Hosts that the lockfile takes the packages of its lines from. */
  readonly lockedHosts: ReadonlyMap<Purl, string>;
  /** Names of its workspace that no registry has to know of: members and whatever is marked private. */
  readonly privateNames: ReadonlySet<Purl>;
  /** Patterns of names that are private beside those the configuration in `folder` makes so. */
  readonly privatePatterns?: readonly string[];
  /** False where its workspace could not be walked whole: there may be more private names. */
  readonly complete: boolean;
  /** What could not be used of the files around it, one message each. */
  readonly notes: readonly string[];
}

/** What was found under the paths given. */
export interface Inputs {
  /** Each file once, however many paths lead to it. */
  readonly inputs: readonly Input[];
  /** What could not be used at all, one message each. */
  readonly unusable: readonly string[];
  /** What could not be read of manifests that were, and of the files around them, one message each. */
  readonly notes: readonly string[];
  /** Everything under the paths was read: what is not among the inputs is not there. */
  readonly complete: boolean;
}

/** The manifests under the paths given. One that cannot be used does not stop the others; on abort what was read by then. */
export async function readInputs(paths: readonly string[], as: string | undefined, signal?: AbortSignal): Promise<Inputs> {
  const inputs = new Map<string, Input>();
  const unusable: string[] = [];
  const notes: string[] = [];
  const memo = workspaceMemo();
  let complete = true;
  for (const path of paths) {
    if (signal?.aborted === true) {
      complete = false;
      break;
    }
    const said = notes.length;
    const files = await orSay(unusable, filesOf(path, notes), []);
    complete &&= notes.length === said;
    for (const file of files) {
      if (inputs.has(resolve(file))) continue;
      const input = await orSay(unusable, readInput(file, as, memo), undefined);
      if (!input) continue;
      const [problem] = input.manifest.problems;
      if (problem && input.manifest.dependencies.length === 0) {
        unusable.push(placed(input, problem));
        continue;
      }
      inputs.set(resolve(file), input);
      notes.push(...input.notes, ...problemsOf(input));
    }
  }
  notes.push(...cutShortOf([...inputs.values()]));
  return {
    inputs: [...inputs.values()],
    unusable,
    notes: [...new Set(notes)],
    complete: complete && unusable.length === 0,
  };
}

/** One message where a workspace was not walked whole; the members of one all say the same. */
function cutShortOf(inputs: readonly Input[]): readonly string[] {
  const first = inputs.find(({ complete }) => !complete);
  if (!first) return [];
  return [
    `${first.path}: the workspace is too large to be walked whole, or part of it cannot be read: names of members beyond it may not be recognised as local; keep them back with --private`,
  ];
}

/** One manifest, half-typed or whole. Throws {@link FileProblem} where its file cannot be read, or `as` names no format. */
export async function readInput(path: string, as: string | undefined, memo?: WorkspaceMemo): Promise<Input> {
  if ((await kindOf(path)) === undefined) throw new FileProblem(`${path}: no such file or folder`);
  const ecosystem = ecosystemFor(path, as);
  const text = await readText(path, MAX_MANIFEST);
  const surroundings = await readSurroundings(path, ecosystem, memo);
  const manifest = manifestIn(ecosystem, ecosystem.parse(text), surroundings);
  return {
    path,
    folder: dirname(path),
    ecosystem,
    text,
    manifest,
    locked: surroundings.locked,
    lockedHosts: hostsOfLines(manifest, surroundings),
    privateNames: privateNamesOf(ecosystem, manifest, surroundings),
    complete: surroundings.complete,
    notes: surroundings.notes,
  };
}

/** The version that a lockfile pins for a line, and the host that it takes that from. */
export function installedFor({ locked, lockedHosts }: Input, dependency: Dependency): Pick<Line, 'locked' | 'host'> {
  const purl = purlOfDependency(dependency);
  return { locked: locked.get(dependency.name), host: purl === null ? undefined : lockedHosts.get(purl) };
}

/** Names of npm packages that are nobody's to know for what a manifest and its workspace say: members, private ones, and what it takes from a path. */
export function ownNamesIn({ manifest, privateNames }: Input): readonly Purl[] {
  const paths = manifest.dependencies.filter(({ ecosystem, target }) => ecosystem !== 'golang' && target.kind === 'local');
  return [...privateNames, ...paths.map(({ name }) => purlOf('npm', name))];
}

/** The problems of a manifest, the first ten in words and the rest as a number. */
function problemsOf(input: Input): readonly string[] {
  const { problems } = input.manifest;
  const shown = problems.slice(0, MAX_PROBLEMS).map((problem) => placed(input, problem));
  return problems.length > MAX_PROBLEMS ? [...shown, `${input.path}: ${problems.length - MAX_PROBLEMS} more problems`] : shown;
}

function placed({ path, text }: Input, problem: Problem): string {
  return `${path}${placeIn(text, problem)}`;
}

/** A problem with its place as compilers print it behind the path: `:line:column: …`, both from 1. */
export function placeIn(text: string, { span, message }: Problem): string {
  const before = text.slice(0, span.start).split(/\r\n|\n|\r/);
  return `:${before.length}:${(before.at(-1)?.length ?? 0) + 1}: ${text.trim() === '' ? 'the file is empty' : message}`;
}

/** The value, or a message and the other one where it cannot be had. */
async function orSay<T>(messages: string[], value: Promise<T>, other: T): Promise<T> {
  try {
    return await value;
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    messages.push(error.message);
    return other;
  }
}

async function filesOf(path: string, notes: string[]): Promise<readonly string[]> {
  const kind = await kindOf(path);
  if (kind === undefined) throw new FileProblem(`${path}: no such file or folder`);
  if (kind === 'file') return [path];
  const { files: found, complete } = await walkManifests(path, (name) => ecosystemOf(name) !== undefined);
  if (!complete)
    notes.push(`${path}: not walked whole: a folder in it may not be read, or there are too many; name the rest yourself`);
  if (found.length === 0) throw new FileProblem(`${path}: no package.json, pnpm-workspace.yaml or go.mod below it`);
  return found.map((file) => join(path, relative(path, file)));
}

function ecosystemFor(path: string, as: string | undefined): Ecosystem {
  const ecosystem = ecosystemOf(as ?? path);
  if (ecosystem) return ecosystem;
  if (as !== undefined) throw new FileProblem(`--as takes package.json, pnpm-workspace.yaml or go.mod; not “${as}”`);
  throw new FileProblem(
    `${path}: its name does not end in package.json, pnpm-workspace.yaml or go.mod; say which it is with --as`,
  );
}
