import type { FactView } from './fact.ts';
import type { Dependency, Manifest } from './manifest.ts';

/** A manifest format: how its files are called and how their text is read. */
export interface Ecosystem {
  readonly id: string;
  /** File names it reads (`package.json`), matched against a path's last part. */
  readonly files: readonly string[];
  /** Reads a text. Never throws, never empties a half-typed file; every span slices back to its own text. */
  parse(text: string): Manifest;
  /**
   * The version a dependency resolves to: as written where exact, the lockfile's where given, else the best that satisfies among the
   * releases known; undefined while that is not known.
   */
  version(dependency: Dependency, view: FactView, locked: string | undefined): string | undefined;
}
