/**
 * What `replacements.json` holds: the lists of module-replacements, as far as an editor needs them. Made by `scripts/replacements`, checked by
 * `npm run check`.
 */
export interface ReplacementsFile {
  /** The release of module-replacements it was made of. */
  readonly version: string;
  /** The day of that release, `YYYY-MM-DD`. */
  readonly released: string;
  /** Every suggestion once; modules name it by its place. */
  readonly suggestions: readonly Suggestion[];
  /** By name of a package: the places of what is suggested for it, first the one its page tells of first; then its page. */
  readonly modules: Readonly<Record<string, readonly [suggestions: readonly number[], page?: string]>>;
}

/**
 * One suggestion in few letters. `m` another package, by name · `o` something by a name that may be no package's · `n` built into the platform, by its name there, with the Node version from which on
 * it is there and a page · `s` a few lines of code, in words · `r` nothing, with the reason.
 */
export type Suggestion =
  | readonly ['m', name: string]
  | readonly ['o', name: string]
  | readonly ['n', name: string, node: string | null, page: string]
  | readonly ['s', words: string]
  | readonly ['r', why: string, page?: string];
