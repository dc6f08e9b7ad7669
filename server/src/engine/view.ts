import { latest, repository } from '../facts/package.ts';
import type { AnyFactKey, Fact, FactKey, FactView, Missing, Provenance } from '../model/fact.ts';
import type { Instant } from '../model/instant.ts';
import type { Dependency } from '../model/manifest.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { typeOf } from '../model/purl.ts';
import { reaches, type AnySource, type Depth } from '../model/source.ts';
import type { DirectorySubject, RepositorySubject, Subject } from '../model/subject.ts';
import { factAsOf } from './asOf.ts';
import type { FactStore } from './factStore.ts';

/** The subjects around one dependency, as far as they are known. */
export type Subjects = Partial<{ readonly [K in Subject['kind']]: Extract<Subject, { kind: K }> }> & {
  /** The dependency is the workspace's own, or comes from a foreign host: nobody may be asked, and what is held of its name is not about it. */
  readonly keptBack?: true;
};

/** The subjects of a dependency: its package, the version the line resolves to, its repository and its folder there. */
export function subjectsOf(
  dependency: Dependency,
  version: string | undefined,
  view: (subjects: Subjects) => FactView,
): Subjects {
  const purl = purlOfDependency(dependency);
  const { target } = dependency;
  if (target.kind === 'forge') return places(target.repository);
  if (target.kind === 'local') return { keptBack: true };
  if (purl === null) return {};
  const own: Subjects = {
    package: { kind: 'package', purl },
    ...(version === undefined ? {} : { version: { kind: 'version', purl, version } }),
  };
  const home: Fact<{ readonly repository: RepositorySubject }> = view(own).get(repository);
  return home.state === 'known' ? { ...own, ...places(home.value.repository) } : own;
}

/** The whole repository, and the folder of it that was named. */
function places({ path, ...whole }: RepositorySubject): {
  readonly repository: RepositorySubject;
  readonly directory?: DirectorySubject;
} {
  return { repository: whole, ...(path === undefined ? {} : { directory: { ...whole, kind: 'directory', path } }) };
}

/**
 * What the store knows around the subjects. The first source of the registry that knows a value wins: sources are listed closest first,
 * so a bulk value never overrides a closer one, but one that had aged when the bulk value was true. Where nobody knows, the reason is that of the source nearest to the truth. `asked`: how
 * deep was asked before; what only a deeper question could tell is `pending`, what nobody can tell `unsupported`. `asOf`: an earlier moment as
 * of which each source's word is taken, so one that tells of then comes before a closer one that does not.
 */
export function viewOf(
  store: FactStore,
  sources: readonly AnySource[],
  subjects: Subjects,
  { asked, asOf }: { readonly asked?: Depth | undefined; readonly asOf?: Instant | undefined },
): FactView {
  const view: FactView = {
    get<T>(key: FactKey<T>): Fact<T> {
      const subject = subjects[key.of];
      const isOfOthers = isNotOf(subjects, key);
      if (!subject && isOfOthers) return { state: 'unknown', why: 'unsupported' };
      if (!subject) return { state: 'unknown', why: whyNoSubject(key, subjects, view, asked !== undefined) };
      const reasons: { readonly why: Missing; readonly rank: number; readonly until?: Instant }[] = [];
      let isOpen = asked === undefined;
      let known: Extract<Fact<T>, { state: 'known' }> | undefined;
      for (const source of providersOf(sources, key)) {
        const entry = store.entry(source.id, subject);
        const held = entry?.facts.get(key.id) as Fact<T> | undefined; // under a key's id is what `observe` typed by that key
        const fact = held && asOf !== undefined ? factAsOf(held, key, asOf) : held;
        if (fact?.state === 'known') {
          if (known === undefined || outlives(fact.from, known.from, key.maxAgeHours)) known = fact;
          continue;
        }
        // What a source says of one subject it may have been asked through another: a bulk service by the package, about its repository.
        const through = source.subject === key.of ? undefined : subjects[source.subject as Subject['kind']];
        const why =
          entry?.failure ??
          (fact?.state === 'unknown' ? fact.why : undefined) ??
          (through && store.entry(source.id, through)?.failure);
        const until = entry?.failure === undefined ? undefined : entry.until;
        const rank = asOf === undefined ? rankOf(source) : rankThen(why, { source, wasTold: held?.state === 'known' });
        if (why !== undefined) reasons.push({ why, rank, ...(until === undefined ? {} : { until }) });
        else if (asked !== undefined && !reaches(asked, source)) isOpen = true;
      }
      if (known) return known;
      if (isOfOthers) return { state: 'unknown', why: 'unsupported' };
      const [nearest] = reasons.sort((a, b) => a.rank - b.rank);
      if (!nearest) return { state: 'unknown', why: isOpen ? 'pending' : 'unsupported' };
      const { rank: _, ...reason } = nearest;
      return { state: 'unknown', ...reason };
    },
  };
  return view;
}

/** Whether only packages of another type have such a thing: that somebody did not answer for it is no reason then. */
function isNotOf({ package: own }: Subjects, { onlyOf }: AnyFactKey): boolean {
  return onlyOf !== undefined && own !== undefined && typeOf(own.purl) !== onlyOf;
}

/**
 * Whether a value of a source further off was true so much later that the closer one had aged by then. It must say itself as of when: that
 * a bulk service was asked today does not tell that it looked today.
 */
function outlives(further: Provenance, closer: Provenance, maxAgeHours: number): boolean {
  if (further.asOf === undefined) return false;
  const later = Date.parse(further.asOf) - Date.parse(closer.asOf ?? closer.fetchedAt);
  return later > maxAgeHours * 3_600_000;
}

const providers = new WeakMap<readonly AnySource[], Map<string, readonly AnySource[]>>();

/** The sources that provide a fact, closest first; worked out once for a registry. */
export function providersOf(sources: readonly AnySource[], { id }: AnyFactKey): readonly AnySource[] {
  const byKey = providers.get(sources) ?? new Map<string, readonly AnySource[]>();
  providers.set(sources, byKey);
  const known = byKey.get(id) ?? sources.filter(({ provides }) => provides.some((key) => key.id === id));
  byKey.set(id, known);
  return known;
}

/** A registry's reason says most, then what is worked out of its answers; a bulk service's less, that of this machine least. */
function rankOf({ clearance, after = [] }: AnySource): number {
  if (clearance === 'registry') return 0;
  if (clearance !== undefined) return 2;
  return after.length > 0 ? 1 : 3;
}

/** As of an earlier moment: that it was not there yet says more than anybody's not knowing; that nothing shows how it was, less. */
function rankThen(
  why: Missing | undefined,
  { source, wasTold }: { readonly source: AnySource; readonly wasTold: boolean },
): number {
  if (why === 'undated') return 4;
  return wasTold && why === 'not-found' ? -1 : rankOf(source);
}

function whyNoSubject(key: AnyFactKey, subjects: Subjects, view: FactView, settled: boolean): Missing {
  if (subjects.keptBack === true) return 'private';
  if (!settled) return 'pending';
  if (!subjects.package) return 'unsupported';
  // A subject that was never met is unknown for the reason of the fact that would have led to it.
  const way: Fact<unknown> = key.of === 'version' ? view.get(latest) : view.get(repository);
  if (way.state === 'unknown') return way.why;
  return key.of === 'version' ? 'not-found' : 'unsupported';
}
