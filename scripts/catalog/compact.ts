import {
  CATALOGUE_VERSION,
  type CatalogueFile,
  type ProjectRow,
  type SourceRow,
} from '../../server/src/sources/catalogue/format.ts';
import { ALIASES, NEVER_A_RULE, RESTED } from './curated.ts';
import { CatalogueProblem, type Entry } from './entry.ts';
import type { Merged } from './merge.ts';
import { meaningOf, REVIEWS } from './relations.ts';
import type { Review } from './reviewed.ts';
import { ownerOf } from './repositoryAddress.ts';
import type { FoundationLinks } from './readSupport.ts';

/** What goes into the file beside the projects. */
interface Additions {
  readonly links: ReadonlyMap<string, FoundationLinks>;
  readonly vanity: CatalogueFile['vanity'];
  /** Owners that FOUNDATIONS.md's survey found to be of one project only. */
  readonly likelyOwners: ReadonlySet<string>;
}

/** The catalogue as shipped: indices for names, every list in a fixed order, so that the same sources give the same bytes. */
export function compact({ projects, declared }: Merged, { links, vanity, likelyOwners }: Additions): CatalogueFile {
  const kept = projects
    .filter((one) => isUsable(one, declared))
    .toSorted(
      (a, b) =>
        order(a.foundation, b.foundation) || order(a.name, b.name) || order(a.repositories[0] ?? '', b.repositories[0] ?? ''),
    );
  const names = [...new Set(kept.flatMap(({ foundation }) => [foundation, reviewOf(foundation).parent ?? []].flat()))].sort(
    order,
  );
  const sources = sourcesOf([...kept.map(({ source }) => source), ...RESTED.map(({ source }) => source)]);
  const sourceAt = new Map(sources.map((row, at) => [sourceKey(row), at]));
  const projectAt = new Map(kept.map((one, at) => [one, at]));
  const at = (one: Entry) => projectAt.get(one) ?? fail(`${one.name} lost its place`);

  return {
    v: CATALOGUE_VERSION,
    asOf:
      kept
        .map(({ source }) => source[3])
        .sort()
        .at(-1) ?? '',
    sources,
    foundations: names.map((name) => ({
      name,
      parent: reviewOf(name).parent,
      ...(links.get(name) ?? { home: null, join: null, donate: null, lifecycle: null }),
      stages: stagesOf(reviewOf(name), kept),
    })),
    projects: kept.map((one): ProjectRow => {
      const source = sourceAt.get(sourceKey(one.source)) ?? fail(`${one.name} has no source`);
      return [one.name, names.indexOf(one.foundation), one.stage, source, one.since, bundledByOwner(one.repositories)];
    }),
    orgs: organisations(kept, declared, likelyOwners, at),
    aliases: ALIASES,
    rested: sorted(
      RESTED.flatMap(({ repositories, project, foundation, since, source }) => {
        const parent = kept.find((one) => one.name === project && one.foundation === foundation);
        if (!parent) throw new CatalogueProblem(`curated.ts rests a repository of ${project}, which no list has any more`);
        const row = [at(parent), sourceAt.get(sourceKey(source)) ?? fail('a rested repository has no source'), since] as const;
        return repositories.map((key) => [key, row] as const);
      }),
    ),
    prefixes: prefixes(kept, at),
    vanity,
  };
}

/** One line per row: small, and a change of one project is a change of one line. */
export function render(file: CatalogueFile): string {
  const list = (rows: readonly unknown[]) => `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`;
  const map = (rows: object) =>
    `{\n${Object.entries(rows)
      .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
      .join(',\n')}\n}`;
  const parts = [
    `"v":${file.v},"asOf":${JSON.stringify(file.asOf)}`,
    ...(['sources', 'foundations', 'projects', 'vanity'] as const).map((key) => `"${key}":${list(file[key])}`),
    ...(['orgs', 'aliases', 'rested', 'prefixes'] as const).map((key) => `"${key}":${map(file[key])}`),
  ];
  return `{${parts.join(',\n')}}\n`;
}

function isUsable(one: Entry, declared: ReadonlyMap<string, Entry>): boolean {
  return one.repositories.length > 0 || one.prefixes !== undefined || [...declared.values()].includes(one);
}

function reviewOf(name: string): Review {
  return REVIEWS.get(name) ?? fail(`the foundation ${name} is not reviewed: add it to relations.ts`);
}

function stagesOf(review: Review, kept: readonly Entry[]): CatalogueFile['foundations'][number]['stages'] {
  const words = new Set(kept.filter(({ foundation }) => foundation === review.name).map(({ stage }) => stage));
  return sorted(
    [...words, null].map((word) => {
      const meaning = meaningOf(review, word);
      if (!meaning) throw new CatalogueProblem(`${review.name} has the stage "${word ?? ''}", which relations.ts does not know`);
      return [word ?? '', meaning] as const;
    }),
  );
}

function sourcesOf(rows: readonly SourceRow[]): SourceRow[] {
  return [...new Map(rows.map((row) => [sourceKey(row), row])).values()].toSorted((a, b) => order(sourceKey(a), sourceKey(b)));
}

function sourceKey([repository, path, commit, date]: SourceRow): string {
  return [repository, path, commit, date].join(' ');
}

/** `owner/a`, `owner/b` → `owner/a b`; the primary one stays first. */
function bundledByOwner(repositories: readonly string[]): string[] {
  const byOwner = new Map<string, string[]>();
  for (const key of repositories) {
    const owner = ownerOf(key);
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), key.slice(owner.length + 1)]);
  }
  const [first, ...others] = repositories;
  if (first === undefined) return [];
  const own = ownerOf(first);
  return [own, ...[...new Set(others.map(ownerOf))].filter((owner) => owner !== own).sort(order)].map(
    (owner) => `${owner}/${(byOwner.get(owner) ?? []).join(' ')}`,
  );
}

function organisations(
  kept: readonly Entry[],
  declared: ReadonlyMap<string, Entry>,
  likelyOwners: ReadonlySet<string>,
  at: (one: Entry) => number,
): CatalogueFile['orgs'] {
  const users = new Map<string, Set<Entry>>();
  for (const one of kept) {
    for (const key of one.repositories) users.set(ownerOf(key), new Set([...(users.get(ownerOf(key)) ?? []), one]));
  }
  const inferred = [...users].flatMap(([owner, of]) => {
    const [only] = of;
    const isLikely = of.size === 1 && likelyOwners.has(owner) && !declared.has(owner) && !NEVER_A_RULE.has(owner);
    return only && isLikely ? [[owner, [at(only), 'inferred'] as const] as const] : [];
  });
  return sorted<CatalogueFile['orgs'][string]>([
    ...[...declared].map(([owner, one]) => [owner, [at(one), 'declared'] as const] as const),
    ...inferred,
  ]);
}

function prefixes(kept: readonly Entry[], at: (one: Entry) => number): CatalogueFile['prefixes'] {
  const owners = new Map<string, [string, number][]>();
  for (const one of kept) {
    for (const [owner, words] of Object.entries(one.prefixes ?? {})) {
      owners.set(owner, [...(owners.get(owner) ?? []), ...words.map((word): [string, number] => [word, at(one)])]);
    }
  }
  return sorted([...owners].map(([owner, words]) => [owner, sorted(words)] as const));
}

function sorted<T>(pairs: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries(pairs.toSorted(([a], [b]) => order(a, b)));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0; // by code unit: the same on every machine
}

function fail(message: string): never {
  throw new CatalogueProblem(message);
}
