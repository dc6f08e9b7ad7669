import type { Relation } from '../../model/governance.ts';

/** Version of the bundled file's shape; a reader of another version must refuse the file. */
export const CATALOGUE_VERSION = 1;

/** Where rows come from: repository, path, commit, day of the commit, licence of the data (null: none stated, bare facts only). */
export type SourceRow = readonly [repository: string, path: string, commit: string, date: string, licence: string | null];

/** What one stage word means in one foundation, from the reviewed table `scripts/catalog/relations.ts`. */
export type StageMeaning = readonly [relation: Relation, ended: 'archived' | 'left' | null];

/** A foundation and its pages (https only). `stages` has every word in use; the empty word stands for "no stage known". */
export interface FoundationRow {
  readonly name: string;
  readonly parent: string | null;
  readonly home: string | null;
  readonly join: string | null;
  readonly donate: string | null;
  readonly lifecycle: string | null;
  readonly stages: Readonly<Record<string, StageMeaning>>;
}

/**
 * One project: name, index of its foundation, stage (the foundation's own word, or null), index of its source, day the stage began,
 * repositories. Of the repositories the first is the primary one; `owner/a b c` stands for three of one owner; a host other than
 * github.com is written in front.
 */
export type ProjectRow = readonly [
  name: string,
  foundation: number,
  stage: string | null,
  source: number,
  since: string | null,
  repositories: readonly string[],
];

/** An import path's prefix, the repository it stands for (`{1}` is one path segment), and whether that was checked. */
export type ImportPrefixRow = readonly [prefix: string, template: string, verified: boolean];

/** The bundled catalogue as written by `npm run catalog`. */
export interface CatalogueFile {
  readonly v: number;
  /** The newest day any source was read at. */
  readonly asOf: string;
  readonly sources: readonly SourceRow[];
  readonly foundations: readonly FoundationRow[];
  readonly projects: readonly ProjectRow[];
  /** Organisations that belong to one project, by lower-case owner: `declared` by project or foundation, `inferred` likely only. */
  readonly orgs: Readonly<Record<string, readonly [project: number, how: 'declared' | 'inferred']>>;
  /** Former names of repositories, `owner/name` to `owner/name`. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Repositories put to rest inside a living project, with the source that says so. */
  readonly rested: Readonly<Record<string, readonly [project: number, source: number, since: string | null]>>;
  /** Organisations whose repositories are named by project: owner to prefix to project; `kafka` stands for `kafka` and `kafka-*`. */
  readonly prefixes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly vanity: readonly ImportPrefixRow[];
}
