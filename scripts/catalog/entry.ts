import type { SourceRow } from '../../server/src/sources/catalogue/format.ts';

/** One project as one source lists it, before the sources are brought together. */
export interface Entry {
  readonly name: string;
  /** The foundation, by its name in relations.ts. */
  readonly foundation: string;
  /** The foundation's own word, null where the source has none. */
  readonly stage: string | null;
  /** Day (or month, or year) the stage began. */
  readonly since: string | null;
  /** Normalised keys (repositoryAddress.ts), the primary one first. */
  readonly repositories: readonly string[];
  /** Organisations the source declares to be the project's. */
  readonly organisations: readonly string[];
  /** Prefixes of repository names that are the project's, by organisation (Apache). */
  readonly prefixes?: Readonly<Record<string, readonly string[]>>;
  /** Keys other sources may know the project by: Linux Foundation slug, CLOMonitor name. */
  readonly slugs: readonly string[];
  /** A row about the foundation itself: it repeats its children's repositories and only lends them its organisation. */
  readonly umbrella: boolean;
  /** False for rows of the Linux Foundation's landscape that name no group. */
  readonly grouped: boolean;
  /** `own`: the foundation's own list · `extra`: more repositories of listed projects · `bot`: the Linux Foundation's landscape. */
  readonly rank: 'own' | 'extra' | 'bot';
  readonly source: SourceRow;
}

/** An entry with the usual blanks filled in. */
export function entry(part: Pick<Entry, 'name' | 'foundation' | 'source'> & Partial<Entry>): Entry {
  return {
    stage: null,
    since: null,
    repositories: [],
    organisations: [],
    slugs: [],
    umbrella: false,
    grouped: true,
    rank: 'own',
    ...part,
  };
}

/** Something the generator will not guess about: what, where and what to do. The message ends the run. */
export class CatalogueProblem extends Error {
  override readonly name = 'CatalogueProblem';
}

/** Names of projects compared without case, punctuation and what stands in brackets. */
export function nameKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .replace(/[^a-z0-9+]/g, '');
}
