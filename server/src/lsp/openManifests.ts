import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ecosystemOf } from '../ecosystems/index.ts';
import type { Line } from '../engine/gather.ts';
import { manifestIn, MAX_MANIFEST, noSurroundings, type Surroundings } from '../manifests.ts';
import type { Ecosystem } from '../model/ecosystem.ts';
import { lineChanges } from '../changes/lineChanges.ts';
import type { BaseText } from '../mergeBaseText.ts';
import { bringsIn } from '../model/change.ts';
import type { Moment } from '../model/finding.ts';
import type { Dependency, Manifest } from '../model/manifest.ts';
import type { Depth } from '../model/source.ts';
import { linesOf } from './convert.ts';
import { createLinesBefore } from './linesBefore.ts';
import { isIgnored, nameOfUri, pathOf } from './places.ts';
import { createTyping, entryKey, type Typing } from './typing.ts';

/** One open manifest: its text now, read, with what the files around it say. */
export interface OpenManifest {
  readonly uri: string;
  readonly ecosystem: Ecosystem;
  /** Its file; undefined for texts that are in no file of this machine. */
  readonly path: string | undefined;
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
  /** Whether an entry was added or bumped since the merge base; `standing` where nobody can tell. */
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

type Held = OpenManifest & { update(version: number, changes: readonly TextDocumentContentChangeEvent[]): void; close(): void };

/** An empty set of open manifests. */
export function openManifests(readAround: ReadAround, folders: () => readonly string[]): OpenManifests {
  const held = new Map<string, Held>();
  return {
    open(uri, language, version, text) {
      const ecosystem = ecosystemOf(nameOfUri(uri));
      if (!ecosystem || isIgnored(uri, folders())) return undefined;
      held.get(uri)?.close();
      const manifest = openManifest(TextDocument.create(uri, language, version, text), ecosystem, readAround);
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

function openManifest(opened: TextDocument, ecosystem: Ecosystem, readAround: ReadAround): Held {
  const { uri } = opened;
  const path = pathOf(uri);
  const typing = createTyping();
  const closing = new AbortController();
  let document = opened;
  let around: Surroundings = noSurroundings;
  let base: BaseText | undefined;
  let problems: readonly string[] = [];
  let before: { readonly of: BaseText; readonly around: Surroundings; readonly manifest: Manifest | undefined } | undefined;
  let added: { readonly of: Manifest; readonly before: typeof before; readonly keys: ReadonlySet<string> } | undefined;
  let memo: { readonly version: number; readonly around: Surroundings; readonly manifest: Manifest } | undefined;
  const linesBefore = createLinesBefore(readAs);
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
    momentOf(dependency) {
      if (base === undefined) return 'standing';
      const now = manifestNow();
      // The merge base's text stays while this one is typed: it is read once, not at every key.
      if (before?.of !== base || before.around !== around)
        before = { of: base, around, manifest: base.text === undefined ? undefined : readAs(base.text) };
      if (added?.of !== now || added.before !== before) {
        const keys = lineChanges(before.manifest && { manifest: before.manifest }, { manifest: now })
          .filter(bringsIn)
          .map((change) => entryKey(change.dependency));
        added = { of: now, before, keys: new Set(keys) };
      }
      return added.keys.has(entryKey(dependency)) ? 'added' : 'standing';
    },
    line(dependency) {
      const line = { dependency, locked: around.locked.get(dependency.name) };
      const before = base && linesBefore.of(dependency, base, manifestNow(), around);
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
