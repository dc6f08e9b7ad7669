import { setMaxListeners } from 'node:events';
import { pathToFileURL } from 'node:url';
import type { WorkspaceFolder } from 'vscode-languageserver';
import { goWays } from '../changes/goWays.ts';
import type { Brought } from '../changes/transitiveChanges.ts';
import type { Line } from '../engine/gather.ts';
import type { DependencyLine } from '../present/dependencyLine.ts';
import { purlOfDependency, type Dependency } from '../model/manifest.ts';
import type { Depth } from '../model/source.ts';
import { nameOf, type Purl } from '../model/purl.ts';
import { dependencyRegions, type TextRegion } from '../present/textRegion.ts';
import { installedFor, ownNamesIn } from '../reviewing/inputs.ts';
import { lockedAround } from '../reviewing/lockedAround.ts';
import type { HeldJudgements } from './heldJudgements.ts';
import type { OpenedSession, Sessions } from './sessions.ts';
import { manifestsIn, named, withoutFolders, type ManifestOnDisk } from './workspaceManifests.ts';

/** Most lines judged, and packages of lockfiles judged; of more it is said how many there are. */
const MAX_LINES = 3_000;
const MAX_TRANSITIVE = 2_000;
/** Most times that those are told of: many members of a workspace bring in the same. */
const MAX_TRANSITIVE_LINES = 10_000;
/** Time in ms after which what is held by then has to do. */
const TIME_LIMIT_MS = 120_000;

/** What is wanted to be known of a workspace. */
export interface LinesWanted {
  /** What lockfiles hold and go.mod lists as indirect, too. */
  readonly transitive: boolean;
  readonly signal: AbortSignal;
  /** Time in ms after which what is held by then is enough, while the rest is still asked about. Waited for without bound where absent. */
  readonly patienceMs?: number;
  /** Told how many lines are judged, of so many. */
  progress?(done: number, total: number): void;
}

/** A manifest of the workspace on disk, with the session that is asked for it. */
export interface WorkspaceManifest extends ManifestOnDisk {
  readonly uri: string;
  readonly opened: OpenedSession;
}

/** A workspace, read and judged. */
export interface WorkspaceRead {
  readonly manifests: readonly WorkspaceManifest[];
  /** In the order of the manifests, then of their texts; what no line asks for last. */
  readonly lines: readonly DependencyLine[];
  /** What was left out or could not be read, one message each. */
  readonly notes: readonly string[];
  /** Every manifest of the folders was read. */
  readonly complete: boolean;
  /** Lines that are still asked about, where not everything was waited for. */
  readonly pending: number;
  /** Resolves once nothing is asked about any more. */
  readonly settled: Promise<void>;
  /** The same lines by what is held now, asking nobody. */
  now(): WorkspaceRead;
}

/** What lines of a workspace are read from. */
export interface WorkspaceLinesParts {
  readonly sessions: Pick<Sessions, 'of' | 'localNames' | 'lockedHosts'>;
  readonly judgements: HeldJudgements;
  folders(): readonly WorkspaceFolder[];
}

type Asked = Omit<DependencyLine, 'assessment'> & {
  readonly manifest: string;
  readonly line: Line;
  readonly opened: OpenedSession;
};

/**
 * All manifests of the workspace's folders as they are on disk, open or not, judged as standing by the sessions of open ones: of their registries a
 * question each, of what no line asks for bulk questions only. What is typed and not saved does not count: nothing is asked while typing.
 */
export function createWorkspaceLines({
  sessions,
  judgements,
  folders,
}: WorkspaceLinesParts): (wanted: LinesWanted) => Promise<WorkspaceRead> {
  return async ({ transitive, signal: given, patienceMs, progress }) => {
    const signal = AbortSignal.any([given, AbortSignal.timeout(TIME_LIMIT_MS)]);
    setMaxListeners(0, signal); // every line listens to it
    const here = named(folders());
    const { files, notes, complete } = await manifestsIn(here, signal);
    // All names that must not leave the machine are known before the first is asked about.
    for (const { input } of files) {
      for (const name of input.privateNames) sessions.localNames.add(name);
      sessions.lockedHosts.tell(input.path, input.lockedHosts);
    }
    const manifests = await Promise.all(
      files.map(async (one): Promise<WorkspaceManifest> => {
        const uri = pathToFileURL(one.input.path).href;
        return { ...one, uri, opened: await sessions.of({ uri, path: one.input.path }) };
      }),
    );
    const all = manifests.flatMap(directOf);
    const direct = all.slice(0, MAX_LINES);
    if (all.length > direct.length) notes.push(`${all.length - direct.length} more lines: the first ${MAX_LINES} are shown`);
    const others = transitive ? await transitiveOf(manifests, sessions.lockedHosts, notes, signal) : [];
    const judged = judgeAll([...direct, ...others], { judgements, signal, progress });
    const found = await inTime(judged.all, patienceMs);
    const readWith = (lines: readonly DependencyLine[]): WorkspaceRead => ({
      manifests,
      lines,
      notes: withoutFolders([...notes, ...(signal.aborted ? ['not everything was learnt in time'] : [])], here),
      complete,
      pending: judged.left(),
      settled: judged.all.then(() => undefined),
      now: () => readWith(judged.byNow()),
    });
    return readWith(found ?? judged.byNow());
  };
}

/** Asks about lines all at once: the engine batches and bounds what that asks. */
function judgeAll(
  asked: readonly Asked[],
  by: { readonly judgements: HeldJudgements; readonly signal: AbortSignal; readonly progress: LinesWanted['progress'] },
) {
  /** How deep a line was asked about: what nobody said of it then will not be said. */
  const done = new Map<Asked, Depth | undefined>();
  return {
    all: Promise.all(
      asked.map(async (one): Promise<DependencyLine> => {
        const { line, opened, ...where } = one;
        const depth = where.direct ? 'direct' : 'bulk';
        const assessment = await opened.session.assess(line, 'standing', { depth, signal: by.signal });
        done.set(one, by.signal.aborted ? undefined : depth);
        by.progress?.(done.size, asked.length);
        return { ...where, assessment };
      }),
    ),
    /** How many are not judged yet. */
    left: () => asked.length - done.size,
    /** By what is held now. */
    byNow: () =>
      asked.map((one) => {
        const { line, opened, ...where } = one;
        return { ...where, assessment: by.judgements.of(opened, line, 'standing', done.get(one)) };
      }),
  };
}

/** The value, unless it takes longer. */
async function inTime<T>(value: Promise<T>, patienceMs: number | undefined): Promise<T | undefined> {
  if (patienceMs === undefined) return await value;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<undefined>((end) => (timer = setTimeout(() => end(undefined), patienceMs)));
  return await Promise.race([value, over]).finally(() => clearTimeout(timer));
}

function directOf({ name, input, opened }: WorkspaceManifest): readonly Asked[] {
  const placeOf = dependencyRegions(input.text, input.manifest.dependencies);
  return input.manifest.dependencies
    .filter(({ indirect, scope }) => !indirect && isRequirement(scope))
    .map((dependency) => ({
      manifest: name,
      direct: true,
      place: placeOf(dependency),
      line: { dependency, ...installedFor(input, dependency) },
      opened,
    }));
}

/** What `replace` and `tool` lines change is told at the requirement they change. */
function isRequirement(scope: string): boolean {
  return scope !== 'replace' && scope !== 'tool';
}

/** What comes in by the lines of all manifests, nearest first. */
async function transitiveOf(
  manifests: readonly WorkspaceManifest[],
  lockedHosts: Sessions['lockedHosts'],
  notes: string[],
  signal: AbortSignal,
): Promise<readonly Asked[]> {
  const locked = lockedAround(({ path }) => manifests.find(({ input }) => input.path === path)?.folder ?? path);
  const brought: Asked[] = [];
  for (const manifest of manifests) {
    if (signal.aborted) break;
    const { name, input, opened } = manifest;
    const placeOf = dependencyRegions(input.text, input.manifest.dependencies);
    const asked = (line: Line, path: readonly string[] | undefined, place: TextRegion): Asked => ({
      manifest: name,
      direct: false,
      place,
      line,
      opened,
      ...(path === undefined ? {} : { way: path }),
    });
    const own: ReadonlySet<Purl> = new Set(ownNamesIn(input));
    const held = await locked.of(input);
    lockedHosts.tell(`${input.path}\ntransitive`, strangeIn(manifest, held));
    for (const { dependency, version, host, path } of held)
      brought.push(asked({ dependency: keptBack(dependency, own), locked: version, host }, path, placeOf(dependency, path)));
    const indirect = input.manifest.dependencies.filter((one) => one.indirect && isRequirement(one.scope));
    const wanted = new Set(indirect.map((one) => one.name));
    const ways =
      wanted.size === 0
        ? undefined
        : // Of the go command's own cache only: what nobody chose is no reason to ask proxies for files.
          await goWays(input.manifest, wanted, (path, version) => opened.session.goMod(path, version, { mayAsk: false }));
    for (const dependency of indirect)
      brought.push(asked({ dependency, locked: undefined }, ways?.get(dependency.name), placeOf(dependency)));
  }
  notes.push(...locked.problems);
  return nearest(brought, notes);
}

/** The hosts of packages that are installed from a foreign one, copies of a manifest's own lines among them: of all others nothing needs to be held. */
function strangeIn({ input, opened }: WorkspaceManifest, held: readonly Brought[]): readonly (readonly [Purl, string])[] {
  const lines = input.manifest.dependencies.map((dependency) => ({ dependency, host: installedFor(input, dependency).host }));
  const hosts = [...lines, ...held].flatMap(({ dependency, host = '' }) => {
    const purl = purlOfDependency(dependency);
    return purl === null ? [] : [[purl, host] as const];
  });
  const strange = new Set(
    hosts.flatMap(([purl, host]) => (host !== '' && opened.session.elsewhere(nameOf(purl), { host }) ? [purl] : [])),
  );
  return hosts.filter(([purl]) => strange.has(purl));
}

/** What a manifest takes from a path is nobody's to know, whoever else in its lockfile names it. */
function keptBack(dependency: Dependency, own: ReadonlySet<Purl>): Dependency {
  const purl = purlOfDependency(dependency);
  return purl !== null && own.has(purl) ? { ...dependency, target: { kind: 'local' } } : dependency;
}

/** As many packages as may be judged, those that lines bring in most directly first; each with every manifest that it comes in by. */
function nearest(brought: readonly Asked[], notes: string[]): readonly Asked[] {
  const far = ({ way }: Asked) => way?.length ?? Number.MAX_SAFE_INTEGER;
  const sorted = brought.toSorted((a, b) => far(a) - far(b));
  const keyOf = ({ line: { dependency, locked } }: Asked) =>
    [dependency.ecosystem, dependency.name, locked ?? dependency.requirement ?? ''].join('\n');
  const keys = [...new Set(sorted.map(keyOf))];
  const kept = new Set(keys.slice(0, MAX_TRANSITIVE));
  if (keys.length > kept.size)
    notes.push(`${keys.length - kept.size} more transitive dependencies: the nearest ${MAX_TRANSITIVE} are shown`);
  return sorted.filter((one) => kept.has(keyOf(one))).slice(0, MAX_TRANSITIVE_LINES);
}
