import { latest, repository } from '../facts/package.ts';
import type { AnyFactKey, Fact, FactKey, FactView, Missing } from '../model/fact.ts';
import type { Dependency } from '../model/manifest.ts';
import { purlOfDependency } from '../model/manifest.ts';
import type { AnySource } from '../model/source.ts';
import type { RepositorySubject, Subject } from '../model/subject.ts';
import type { FactStore } from './factStore.ts';

/** The subjects around one dependency, as far as they are known. */
export type Subjects = Partial<{ readonly [K in Subject['kind']]: Extract<Subject, { kind: K }> }> & {
  /** The dependency is the workspace's own: nobody may be asked. */
  readonly local?: true;
};

/** The subjects of a dependency: its package, the version the line resolves to, its repository. */
export function subjectsOf(
  dependency: Dependency,
  version: string | undefined,
  view: (subjects: Subjects) => FactView,
): Subjects {
  const purl = purlOfDependency(dependency);
  const { target } = dependency;
  if (target.kind === 'forge') return { repository: target.repository };
  if (target.kind === 'local') return { local: true };
  if (purl === null) return {};
  const own: Subjects = {
    package: { kind: 'package', purl },
    ...(version === undefined ? {} : { version: { kind: 'version', purl, version } }),
  };
  const home: Fact<{ readonly repository: RepositorySubject }> = view(own).get(repository);
  return home.state === 'known' ? { ...own, repository: home.value.repository } : own;
}

/**
 * What the store knows around the subjects. The first source of the registry that knows a value wins: sources are listed closest first,
 * so a bulk value never overrides a closer one. Where nobody knows, the reason is that of the source nearest to the truth.
 */
export function viewOf(store: FactStore, sources: readonly AnySource[], subjects: Subjects, settled: boolean): FactView {
  const view: FactView = {
    get<T>(key: FactKey<T>): Fact<T> {
      const subject = subjects[key.of];
      if (!subject) return { state: 'unknown', why: whyNoSubject(key, subjects, view, settled) };
      const reasons: { readonly why: Missing; readonly rank: number }[] = [];
      for (const source of providersOf(sources, key)) {
        const entry = store.entry(source.id, subject);
        const fact = entry?.facts.get(key.id);
        if (fact?.state === 'known') return fact as Fact<T>; // the store holds under a key's id what `observe` typed by that key
        const why = entry?.failure ?? (fact?.state === 'unknown' ? fact.why : undefined);
        if (why !== undefined) reasons.push({ why, rank: rankOf(source) });
      }
      const [nearest] = reasons.sort((a, b) => a.rank - b.rank);
      return { state: 'unknown', why: nearest?.why ?? (settled ? 'unsupported' : 'pending') };
    },
  };
  return view;
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

function whyNoSubject(key: AnyFactKey, subjects: Subjects, view: FactView, settled: boolean): Missing {
  if (subjects.local === true) return 'private';
  if (!settled) return 'pending';
  if (!subjects.package) return 'unsupported';
  // A subject that was never met is unknown for the reason of the fact that would have led to it.
  const way: Fact<unknown> = key.of === 'version' ? view.get(latest) : view.get(repository);
  if (way.state === 'unknown') return way.why;
  return key.of === 'version' ? 'not-found' : 'unsupported';
}
