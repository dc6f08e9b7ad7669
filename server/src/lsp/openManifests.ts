import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lineBefore, withLocked } from '../changes/standBefore.ts';
import { ecosystemOf } from '../ecosystems/index.ts';
import type { Line } from '../engine/gather.ts';
import { manifestIn, MAX_MANIFEST, noSurroundings, type Surroundings } from '../manifests.ts';
import type { Ecosystem } from '../model/ecosystem.ts';
import type { BaseText } from '../mergeBaseText.ts';
import type { Moment } from '../model/finding.ts';
import type { Dependency, Manifest } from '../model/manifest.ts';
import type { Depth } from '../model/source.ts';
import { linesOf } from './convert.ts';
import { isWorked, voiceOf, type DiffPairs, type Voice } from './diffPairs.ts';
import { createMoments, type Earlier } from './moments.ts';
import { fileBeside, isIgnored, nameOfUri, pathOf } from './places.ts';
import { createTyping, type Typing } from './typing.ts';

/** One open manifest: its text now, read, with what the files around it say. */
export interface OpenManifest {
  readonly uri: string;
  readonly ecosystem: Ecosystem;
  /** Its file, or of a text of another scheme the file of the workspace that it is a version of; undefined where there is none on this machine. */
  readonly path: string | undefined;
  /** Somebody works on it; false of what only shows a version of something. */
  readonly isWorked: boolean;
  readonly typing: Typing;
  /** Entries that were gathered, by their keys, and how deep: what nobody said of them then will not be said. */
  readonly gathered: Map<string, Depth>;
  /** Aborts when it is closed. */
  readonly closed: AbortSignal;
  document(): TextDocument;
  /** The manifest as read from the text now: memoised, so that asking again costs nothing. */
  manifest(): Manifest;
  /** What a session is asked about. */
  line(dependency: Dependency): Line;
  /** How much it says unasked, by where it stands in a diff. */
  voice(): Voice;
  /** Patterns of names that stay here for its sake: all, where it has members that nobody here can list. */
  keptBack(): readonly string[];
  /** Whether an entry was added or bumped since the merge base, or against the left side of a diff; `standing` where nobody can tell. */
  momentOf(dependency: Dependency): Moment;
  /** First and last line of an entry. */
  linesOf(dependency: Dependency): readonly [number, number];
  /** Settles once the files around it were read; names may only be asked about after it. */
  ready(): Promise<void>;
  /** Reads the files around it again. */
  reread(): Promise<void>;
  /** What could not be read around it, one message each. */
  problems(): readonly string[];
}

/** The documents the client has open, as far as they are manifests that may be read. */
export interface OpenManifests {
  open(uri: string, language: string, version: number, text: string): OpenManifest | undefined;
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): OpenManifest | undefined;
  close(uri: string): OpenManifest | undefined;
  get(uri: string): OpenManifest | undefined;
  all(): readonly OpenManifest[];
}

/** Reads the files around a manifest; what could not be used is one message each. Never rejects. */
export type ReadAround = (manifest: Pick<OpenManifest, 'uri' | 'path' | 'ecosystem' | 'document'>) => Promise<Read>;

/** What was read around a manifest. */
export interface Read {
  readonly surroundings: Surroundings;
  /** The text at the merge base; undefined where nobody can tell. */
  readonly base: BaseText | undefined;
  readonly problems: readonly string[];
}

type Held = OpenManifest & {
  update(version: number, changes: readonly TextDocumentContentChangeEvent[]): void;
  close(): void;
  /** Its text now, for others to be compared with. */
  asEarlier(): Earlier;
};

/** What a manifest needs to know of the others. */
interface Beside {
  folders(): readonly string[];
  voiceOf(uri: string): Voice;
  /** Texts of the left sides it is compared with. */
  leftsOf(uri: string): readonly Earlier[];
}

/** An empty set of open manifests; `pairs` says which of them are compared with which. */
export function openManifests(
  readAround: ReadAround,
  folders: () => readonly string[],
  pairs: Omit<DiffPairs, 'told'>,
): OpenManifests {
  const held = new Map<string, Held>();
  const beside: Beside = {
    folders,
    voiceOf: (uri) => voiceOf(uri, pairs, folders(), (other) => held.has(other)),
    leftsOf: (uri) => pairs.originalsOf(uri).flatMap((other) => held.get(other)?.asEarlier() ?? []),
  };
  return {
    open(uri, language, version, text) {
      const ecosystem = ecosystemOf(nameOfUri(uri));
      if (!ecosystem || isIgnored(uri, folders())) return undefined;
      held.get(uri)?.close();
      const manifest = openManifest(TextDocument.create(uri, language, version, text), ecosystem, readAround, beside);
      held.set(uri, manifest);
      return manifest;
    },
    change(uri, version, changes) {
      const manifest = held.get(uri);
      manifest?.update(version, changes);
      return manifest;
    },
    close(uri) {
      const manifest = held.get(uri);
      manifest?.close();
      held.delete(uri);
      return manifest;
    },
    get: (uri) => held.get(uri),
    all: () => [...held.values()],
  };
}

const TOO_LARGE: Manifest = {
  self: { name: null, private: true, members: [] },
  dependencies: [],
  problems: [],
  catalogs: new Map(),
};

function openManifest(opened: TextDocument, ecosystem: Ecosystem, readAround: ReadAround, beside: Beside): Held {
  const { uri } = opened;
  const path = pathOf(uri) ?? fileBeside(uri, beside.folders());
  const typing = createTyping();
  const closing = new AbortController();
  let document = opened;
  let around: Surroundings = noSurroundings;
  let base: BaseText | undefined;
  let problems: readonly string[] = [];
  let earlier: { readonly version: number; readonly text: string } | undefined;
  const moments = createMoments((text) => readAs(text));
  let memo: { readonly version: number; readonly around: Surroundings; readonly manifest: Manifest } | undefined;
  let reading: Promise<void> = Promise.resolve();

  const read = async () => {
    const found = await readAround({ uri, path, ecosystem, document: () => document });
    around = found.surroundings;
    base = found.base;
    problems = found.problems;
  };
  reading = read();

  function manifestNow(): Manifest {
    if (memo?.version !== document.version || memo.around !== around)
      memo = { version: document.version, around, manifest: readAs(document.getText()) };
    return memo.manifest;
  }

  function readAs(text: string): Manifest {
    return manifestIn(ecosystem, text.length > MAX_MANIFEST ? TOO_LARGE : ecosystem.parse(text), around);
  }

  return {
    uri,
    ecosystem,
    path,
    typing,
    gathered: new Map(),
    closed: closing.signal,
    document: () => document,
    manifest: manifestNow,
    isWorked: isWorked(uri, beside.folders()),
    voice: () => beside.voiceOf(uri),
    keptBack: () => (path === undefined && manifestNow().self.members.length > 0 ? ['*'] : []),
    momentOf(dependency) {
      const texts = [...(base === undefined ? [] : [base]), ...beside.leftsOf(uri)];
      const now = manifestNow();
      return texts.some((text) => moments.cameIn(dependency, text, now, around)) ? 'added' : 'standing';
    },
    asEarlier() {
      if (earlier?.version !== document.version) earlier = { version: document.version, text: document.getText() };
      return earlier;
    },
    line(dependency) {
      const { name } = dependency;
      const line = { dependency, locked: around.locked.get(name), host: around.lockedHosts.get(name) };
      const change = base && moments.changeOf(dependency, base, manifestNow(), around);
      const before = change && lineBefore(withLocked(change, base?.locked, around.locked));
      return before === undefined ? line : { ...line, before };
    },
    linesOf: ({ spans }) => linesOf(document, spans.whole),
    ready: () => reading,
    reread: () => (reading = reading.then(read)),
    problems: () => problems,
    update(version, changes) {
      const before = document.getText();
      document = TextDocument.update(document, [...changes], version);
      typing.edited(changes, before, document.getText());
    },
    close: () => closing.abort(),
  };
}

/** The entry at an offset of the text, if any: ends count, so that a caret right behind it still means it. */
export function dependencyAt(manifest: Manifest, offset: number): Dependency | undefined {
  return manifest.dependencies.find(({ spans: { whole } }) => whole.start <= offset && offset <= whole.end);
}
