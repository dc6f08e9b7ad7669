import type { Ecosystem } from '../model/ecosystem.ts';
import type { AnyFactKey, FactView } from '../model/fact.ts';
import { purlOfDependency, type Dependency } from '../model/manifest.ts';
import type { Clearance, PrivacyGate } from '../model/ports.ts';
import type { Purl } from '../model/purl.ts';
import { reaches, tellsOfPast, type AnySource, type Depth } from '../model/source.ts';
import { subjectKey, type Subject, type VersionSubject } from '../model/subject.ts';
import { isFresh, type FactStore } from './factStore.ts';
import type { Flights } from './flights.ts';
import { sparing } from './sparing.ts';
import { providersOf, subjectsOf, viewOf, type Subjects } from './view.ts';

/** Rounds after which a dependency is left as it is: far above what sources that wait for each other can need. */
const MAX_ROUNDS = 40;

/** A dependency on its way: with the version its lockfile pins, if any. */
export interface Line {
  readonly dependency: Dependency;
  readonly locked?: string | undefined;
  /** The host that its lockfile takes it from, if it says. */
  readonly host?: string | undefined;
  /** What a change has it come from: the version of the same package that it resolved to is told of too. */
  readonly before?: Omit<Line, 'before'> | undefined;
}

/** What gathering needs. */
export interface Gathering {
  readonly sources: readonly AnySource[];
  readonly ecosystems: readonly Ecosystem[];
  readonly store: FactStore;
  readonly flights: Flights;
  readonly gate: PrivacyGate;
  readonly switchedOff: ReadonlySet<string>;
  readonly offline: boolean;
  readonly asOf?: string | undefined;
  readonly foreignHost?: (purl: Purl, host?: string) => string | undefined;
  now(): string;
}

/** The gathering of one dependency's facts. */
export interface GatherOptions {
  /** Facts wanted; what their sources need is asked too. */
  readonly wanted: readonly AnyFactKey[];
  /** How much may be asked for them. */
  readonly depth: Depth;
  /** A person asked for this very dependency: sources kept for that may be asked too. */
  readonly explicit?: boolean;
  /** Of those who are asked under a clearance, only those under this one. */
  readonly only?: Clearance;
  /** Ends the wait; what was asked goes on and is kept. */
  readonly signal?: AbortSignal;
}

/** Where a dependency stands: what is known and which version it resolves to. */
export interface Position {
  readonly version: string | undefined;
  readonly subjects: Subjects;
  readonly view: FactView;
  /** The version a change comes from, where it is known, another one and of the same package. */
  readonly before?: { readonly subject: VersionSubject; readonly view: FactView } | undefined;
  /** The foreign host that a lockfile takes it from: nothing is known of it. */
  readonly foreignHost?: string;
}

/** The position of a dependency from what the store holds now, without asking anybody; `asked`: how deep was asked before, if ever. */
export function positionOf(
  { sources, ecosystems, store, foreignHost, asOf }: Gathering,
  { dependency, locked, host: from, before }: Line,
  asked: Depth | undefined,
): Position {
  const around = (subjects: Subjects) => viewOf(store, sources, subjects, { asked, asOf });
  const ecosystem = ecosystems.find(({ id }) => id === dependency.ecosystem);
  const purl = purlOfDependency(dependency);
  const host = purl === null ? undefined : foreignHost?.(purl, from);
  if (host !== undefined) {
    const subjects: Subjects = { keptBack: true };
    const view = around(subjects);
    return { version: ecosystem?.version(dependency, view, locked), subjects, view, foreignHost: host };
  }
  const unversioned = subjectsOf(dependency, undefined, around);
  const version = ecosystem?.version(dependency, around(unversioned), locked);
  const subjects = subjectsOf(dependency, version, around);
  const own = subjects.package;
  const earlier =
    own === undefined || before === undefined || purlOfDependency(before.dependency) !== own.purl
      ? undefined
      : ecosystem?.version(before.dependency, around(unversioned), before.locked);
  if (own === undefined || version === undefined || earlier === undefined || earlier === version)
    return { version, subjects, view: around(subjects) };
  const subject = { kind: 'version', purl: own.purl, version: earlier, earlier: true } as const;
  return { version, subjects, view: around(subjects), before: { subject, view: around({ ...subjects, version: subject }) } };
}

/** Keys of the subjects that a position rests on: while nothing else is held of these, it is the same. */
export function subjectsIn({ subjects, before }: Position): readonly string[] {
  const { package: own, version, repository, directory, owner } = subjects;
  return [own, version, repository, directory, owner, before?.subject].flatMap((one) => (one ? [subjectKey(one)] : []));
}

/**
 * Asks sources in rounds until none can add a wanted fact: the registry tells the repository, that makes the catalogue eligible, and so
 * on. Never rejects; ends early when `signal` aborts (what was asked goes on for others).
 */
export async function gather(
  world: Gathering,
  line: Line,
  { wanted, depth, explicit = false, only, signal }: GatherOptions,
): Promise<void> {
  const asked = world.sources.filter((source) => reaches(depth, source));
  const question = { needed: closure(wanted, asked), depth, explicit, only };
  if (!signal) {
    await rounds(world, line, question, undefined);
    return;
  }
  let stop = (): void => undefined;
  const cancelled = new Promise<undefined>((end) => {
    stop = () => end(undefined);
    signal.addEventListener('abort', stop);
  });
  try {
    await rounds(world, line, question, { signal, cancelled });
  } finally {
    signal.removeEventListener('abort', stop); // the signal may outlive a thousand gatherings
  }
}

/** An end that may come early: `cancelled` resolves when `signal` aborts. */
interface Cancelling {
  readonly signal: AbortSignal;
  readonly cancelled: Promise<undefined>;
}

/** What is to be found out, by the ids of facts, how deep may be asked for it, and whether a person asked for this very dependency. */
interface Question {
  readonly needed: ReadonlySet<string>;
  readonly depth: Depth;
  readonly explicit: boolean;
  readonly only: Clearance | undefined;
}

async function rounds(world: Gathering, line: Line, question: Question, cancelling: Cancelling | undefined): Promise<void> {
  const outstanding = new Map<string, Promise<string>>();
  const asked = new Set<string>();
  for (let round = 0; round < MAX_ROUNDS && cancelling?.signal.aborted !== true; round += 1) {
    const steps = eligible(world, line, question, outstanding, asked);
    if (steps.length === 0 && outstanding.size === 0) return;
    for (const [id, source, subject] of steps) {
      asked.add(id);
      if (settleWithoutAsking(world, source, subject)) continue;
      if (!mayLearnOf(world.gate, line.dependency, source, subject)) continue;
      outstanding.set(
        id,
        world.flights.ask(source, subject).then(() => id),
      );
    }
    if (outstanding.size === 0) continue; // all was settled without asking, which may have opened the way for others
    const landed = await Promise.race([...outstanding.values(), ...(cancelling ? [cancelling.cancelled] : [])]);
    if (landed === undefined) return;
    outstanding.delete(landed);
  }
}

type Step = readonly [id: string, source: AnySource, subject: Subject];

function eligible(
  world: Gathering,
  line: Line,
  { needed, depth, explicit, only }: Question,
  outstanding: ReadonlyMap<string, unknown>,
  asked: ReadonlySet<string>,
): Step[] {
  const { subjects, view: ownView, before } = positionOf(world, line, undefined);
  const steps: Step[] = [];
  // Sources that are still to say something: under way, about to be asked, or to have their turn once those before them have spoken.
  const unheard = new Set([...outstanding.keys()].map((step) => step.slice(0, step.indexOf(' '))));
  for (const source of world.sources) {
    const subject = subjects[source.subject as Subject['kind']];
    if (!reaches(depth, source) || (source.explicit === true && !explicit)) continue;
    if (!source.provides.some((key) => needed.has(key.id))) continue;
    if (only !== undefined && source.clearance !== undefined && source.clearance !== only) continue;
    if (subject) consider(source, subject, ownView);
    // What a change comes from is worth no question of its own: it is looked up, or rides in a batch.
    if (before && source.subject === 'version' && reaches('bulk', source)) consider(source, before.subject, before.view);
  }
  return steps;

  function consider(source: AnySource, subject: Subject, view: FactView): void {
    const id = `${source.id} ${subjectKey(subject)}`;
    if (asked.has(id) || source.needs.some((key) => view.get(key).state !== 'known')) return;
    if (source.after?.some((key) => !settled(key, source, view)) === true) {
      unheard.add(source.id);
      return;
    }
    if (!source.covers(subject, view)) return;
    const entry = world.store.entry(source.id, subject);
    if (entry && isFresh(entry, source.provides, world.now(), source.freshHours)) return;
    const spares = sparing({ ...world, now: world.now(), view, depth, asked, outstanding }, source, subject);
    if (spares === 'spared') return;
    unheard.add(source.id);
    if (spares === 'wait') return;
    steps.push([id, source, subject]);
  }

  /** Known and not about to be renewed, or nobody listed before that source is still to say. */
  function settled(key: AnyFactKey, before: AnySource, view: FactView): boolean {
    const fact = view.get(key);
    if (fact.state === 'known' && !unheard.has(fact.from.source)) return true;
    for (const earlier of providersOf(world.sources, key)) {
      if (world.sources.indexOf(earlier) >= world.sources.indexOf(before)) return true;
      if (unheard.has(earlier.id)) return false;
    }
    return true;
  }
}

/**
 * Whether this dependency may lead to questions about a repository or owner. Nothing is recorded where it may not: another dependency, of a
 * public name, may ask about the same repository. What a forge may be asked (of a git dependency, or a repository on the user's own forge) is
 * no third party's business: those are asked only where the dependency's own name may go to them.
 */
function mayLearnOf(gate: PrivacyGate, dependency: Dependency, { clearance, service }: AnySource, subject: Subject): boolean {
  if (clearance === undefined || subject.kind === 'package' || subject.kind === 'version') return true;
  const purl = purlOfDependency(dependency);
  if (purl === null || subject.kind === 'owner') return false;
  const { host, owner, name } = subject;
  if ((service !== 'github' || clearance === 'web') && !gate.allows(purl, clearance)) return false;
  return gate.allowsRepository({ kind: 'repository', host, owner, name }, purl);
}

/** Settles by rule what must not or need not be asked; true where that happened. */
function settleWithoutAsking(
  { gate, store, switchedOff, offline, asOf, now }: Gathering,
  source: AnySource,
  subject: Subject,
): boolean {
  if (source.clearance === undefined) return false;
  const purl = 'purl' in subject ? subject.purl : undefined;
  const why =
    source.service !== undefined && switchedOff.has(source.service)
      ? 'switched-off'
      : purl !== undefined && !gate.allows(purl, source.clearance)
        ? 'private'
        : asOf !== undefined && !tellsOfPast(source)
          ? 'undated'
          : offline
            ? 'offline'
            : undefined;
  if (why === undefined) return false;
  store.fail(source, [subject], why, now());
  return true;
}

/** The wanted facts and all that their sources need to be asked. */
function closure(wanted: readonly AnyFactKey[], sources: readonly AnySource[]): ReadonlySet<string> {
  const needed = new Set(wanted.map(({ id }) => id));
  for (let before = -1; before !== needed.size;) {
    before = needed.size;
    for (const source of sources) {
      if (!source.provides.some(({ id }) => needed.has(id))) continue;
      for (const key of [...source.needs, ...(source.after ?? []), ...(source.spared ? [source.spared.by] : [])])
        needed.add(key.id);
    }
  }
  return needed;
}
