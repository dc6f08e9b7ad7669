import type { Assessment } from '../model/assessment.ts';
import type { Dependency } from '../model/manifest.ts';
import { deeper, type Depth } from '../model/source.ts';
import { isDirect } from './judging.ts';
import type { OpenManifest } from './openManifests.ts';
import type { Sessions } from './sessions.ts';
import { entryKey, isComplete } from './typing.ts';
import type { Waits } from './world.ts';

/** Asks for facts when it may: on open, after typing has come to rest, on save, on request. Never while typing. */
export interface Gathering {
  opened(manifest: OpenManifest): void;
  edited(manifest: OpenManifest): void;
  saved(manifest: OpenManifest): void;
  closed(manifest: OpenManifest): void;
  /** The caret was seen on a line. */
  caretAt(manifest: OpenManifest, line: number): void;
  /** Asks again about everything that was asked about before: settings, files around it or minds changed. */
  again(manifest: OpenManifest): Promise<void>;
  /** Whether an entry may be asked about: it did not just come by typing. */
  mayAsk(manifest: OpenManifest, dependency: Dependency): boolean;
  /** Gathers one entry in detail: somebody looks at it; undefined where it is no longer there by the time it may be asked about. */
  one(manifest: OpenManifest, dependency: Dependency): Promise<Assessment | undefined>;
  /** Entries still asked about. */
  pending(manifest: OpenManifest): number;
}

/** What gathering needs of the rest. */
export interface GatheringOptions {
  readonly sessions: Pick<Sessions, 'of'>;
  readonly waits: Waits;
  /** Told whenever the number of entries under way changed. */
  progressed(manifest: OpenManifest, pending: number): void;
  failed(error: unknown): void;
}

/** Added lines of a manifest asked about in detail: a manifest that is new as a whole is a list, not a change to be read line by line. */
const MAX_DETAIL = 60;

/** Nothing is gathered at first. */
export function createGathering({ sessions, waits, progressed, failed }: GatheringOptions): Gathering {
  /** Entries by how many want them now: opening, settings and a hover may ask for the same one at once. */
  const underWay = new WeakMap<OpenManifest, Map<string, number>>();
  const waiting = new WeakMap<OpenManifest, Set<AbortController>>();
  const timers = new WeakMap<OpenManifest, ReturnType<typeof setTimeout>>();

  function count(manifest: OpenManifest, keys: Iterable<string>, by: 1 | -1): void {
    const asked = underWay.get(manifest) ?? new Map<string, number>();
    for (const key of keys) {
      const times = (asked.get(key) ?? 0) + by;
      if (times > 0) asked.set(key, times);
      else asked.delete(key);
    }
    underWay.set(manifest, asked);
    progressed(manifest, asked.size);
  }

  /** Work with a signal of its own that aborts when the manifest is closed: a thousand listeners on one signal would be a leak. */
  async function untilClosed<T>(manifest: OpenManifest, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const open = waiting.get(manifest) ?? new Set();
    waiting.set(manifest, open.add(controller));
    try {
      return await work(controller.signal);
    } finally {
      open.delete(controller);
    }
  }

  /** Asks about entries. What they point at is settled only once the files around were read, so they are looked up by then. */
  async function ask(manifest: OpenManifest, entries: readonly Dependency[], depth: Depth): Promise<readonly Assessment[]> {
    if (entries.length === 0) return [];
    const wanted = new Set(entries.map(entryKey));
    const left = new Set(wanted);
    count(manifest, wanted, 1);
    try {
      await manifest.ready();
      const { session } = await sessions.of(manifest);
      if (manifest.closed.aborted) return [];
      const found = new Map(
        manifest
          .manifest()
          .dependencies.filter((dependency) => wanted.has(entryKey(dependency)))
          .map((dependency) => [entryKey(dependency), dependency]),
      );
      return await Promise.all(
        [...found.values()].map(async (dependency) => {
          const assessment = await untilClosed(manifest, (signal) =>
            session.assess(manifest.line(dependency), manifest.momentOf(dependency), { depth, signal }),
          );
          if (!manifest.closed.aborted)
            manifest.gathered.set(entryKey(dependency), deeper(depth, manifest.gathered.get(entryKey(dependency))));
          left.delete(entryKey(dependency));
          count(manifest, [entryKey(dependency)], -1);
          return assessment;
        }),
      );
    } finally {
      if (left.size > 0) count(manifest, left, -1);
    }
  }

  /**
   * What the branch adds is asked about in detail, as far as a person could read it; the rest as lines that stood. Of what does not speak unasked
   * nothing is asked unasked.
   */
  async function askAsNew(manifest: OpenManifest, all: readonly Dependency[]): Promise<void> {
    await manifest.ready();
    const voice = manifest.voice();
    if (voice === 'none') return;
    const entries = voice === 'all' ? all : all.filter((entry) => manifest.momentOf(entry) === 'added');
    const added = entries.filter((entry) => manifest.momentOf(entry) === 'added').slice(0, MAX_DETAIL);
    const others = entries.filter((entry) => !added.includes(entry));
    await Promise.all([ask(manifest, added, 'detail'), ask(manifest, others, 'direct')]);
  }

  function letOut(manifest: OpenManifest, on: 'rest' | 'save'): void {
    const { dependencies } = manifest.manifest();
    const fresh = manifest.typing.letOut(dependencies, (entry) => manifest.linesOf(entry), on).filter(isDirect);
    askAsNew(manifest, fresh).catch(failed);
  }

  function stopTimer(manifest: OpenManifest): boolean {
    const timer = timers.get(manifest);
    clearTimeout(timer);
    timers.delete(manifest);
    return timer !== undefined;
  }

  return {
    opened(manifest) {
      // What a catalog's entry points at is known only once the files around were read.
      manifest.ready().then(() => letOut(manifest, 'rest'), failed);
    },
    edited(manifest) {
      stopTimer(manifest);
      timers.set(
        manifest,
        setTimeout(() => {
          timers.delete(manifest);
          letOut(manifest, 'rest');
        }, waits.settledMs),
      );
    },
    saved(manifest) {
      stopTimer(manifest);
      letOut(manifest, 'save');
    },
    closed(manifest) {
      stopTimer(manifest);
      for (const controller of waiting.get(manifest) ?? []) controller.abort();
    },
    caretAt(manifest, line) {
      manifest.typing.caretAt(line);
      if (!timers.has(manifest)) letOut(manifest, 'rest');
    },
    async again(manifest) {
      if (!timers.has(manifest)) letOut(manifest, 'rest');
      const known = manifest.manifest().dependencies.filter((entry) => manifest.typing.isOut(entry) && isDirect(entry));
      await askAsNew(manifest, known);
    },
    mayAsk: ({ typing }, dependency) => isComplete(dependency) && typing.isOut(dependency),
    async one(manifest, dependency) {
      const [assessment] = await ask(manifest, [dependency], 'detail');
      return assessment;
    },
    pending: (manifest) => underWay.get(manifest)?.size ?? 0,
  };
}
