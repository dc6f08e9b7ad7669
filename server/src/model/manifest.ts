import type { Purl } from './purl.ts';
import type { RepositorySubject } from './subject.ts';

/** A stretch of a document in UTF-16 code units, half-open; a byte-order mark counts as one unit. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where in its manifest a dependency stands; the words are the manifests' own section names. */
export type Scope =
  | 'dependencies'
  | 'devDependencies'
  | 'peerDependencies'
  | 'optionalDependencies'
  | 'overrides'
  | 'catalog'
  | 'require'
  | 'tool'
  | 'replace';

/**
 * What a requirement points at, decided from the manifest's text alone.
 * `registry`: a package of the ecosystem's registry, with the range, tag or version asked for.
 * `catalog`: a registry package whose range stands in a pnpm catalog (`default` when unnamed).
 * `forge`: a git repository on a known host. `url`: some other address. `local`: a path, link or workspace member,
 * never asked of anybody. `none`: nothing readable yet (half-typed text).
 */
export type Target =
  | { readonly kind: 'registry'; readonly purl: Purl; readonly range: string }
  | { readonly kind: 'catalog'; readonly purl: Purl; readonly catalog: string }
  | { readonly kind: 'forge'; readonly purl: Purl | null; readonly repository: RepositorySubject }
  | { readonly kind: 'url' }
  | { readonly kind: 'local' }
  | { readonly kind: 'none' };

/** One dependency as one entry of one manifest states it. */
export interface Dependency {
  /** The id of the ecosystem that read it. */
  readonly ecosystem: string;
  /** The name as written: the very text of `spans.name` (an alias keeps its alias, a replaced module its old path). */
  readonly name: string;
  /** The requirement as written: the very text of `spans.requirement`; null where absent, or a path or workspace word. */
  readonly requirement: string | null;
  readonly scope: Scope;
  /** go.mod `// indirect`; false elsewhere. */
  readonly indirect: boolean;
  /** Marked optional (`optionalDependencies`, `peerDependenciesMeta`). */
  readonly optional: boolean;
  readonly target: Target;
  readonly spans: {
    /** The entry: from the name's opening quote or first letter to the end of its requirement. */
    readonly whole: Span;
    readonly name: Span;
    readonly requirement: Span | null;
  };
}

/** Something a parser could not read: where, what is wrong and what was expected. */
export interface Problem {
  readonly message: string;
  readonly span: Span;
}

/** What a manifest says about itself and its surroundings; all of it names that must not leave the machine. */
export interface ManifestSelf {
  /** The manifest's own package name or module path. */
  readonly name: string | null;
  /** `private: true` in package.json; false elsewhere. */
  readonly private: boolean;
  /** Glob patterns of workspace members, relative to the manifest's folder (package.json, pnpm-workspace.yaml). */
  readonly members: readonly string[];
}

/** A manifest as read: partial results and problems side by side, in the order of the text. */
export interface Manifest {
  readonly self: ManifestSelf;
  readonly dependencies: readonly Dependency[];
  readonly problems: readonly Problem[];
  /**
   * The first of {@link problems} for which the ecosystem's own tool refuses the text: what was read of it may be a part only, or wrong. Fit for a line
   * being typed, not to be compared with another text.
   */
  readonly broken?: Problem;
  /** pnpm catalogs by name (`default` for the unnamed one): package name to range. */
  readonly catalogs: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** The purl of what is assessed, or null where there is none to ask about. */
export function purlOfDependency({ target }: Dependency): Purl | null {
  return 'purl' in target ? target.purl : null;
}
