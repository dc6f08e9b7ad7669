import { defineFact } from '../model/fact.ts';

/**
 * Something that can stand in a package's place: another package by its name, something by a name that may be no package's, what the platform has built in (`node`: from that version of Node
 * on, where told), a few lines of code in words, or nothing at all, with the reason.
 */
export type Replacement = { readonly page: string | null } & (
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'other'; readonly name: string }
  | { readonly kind: 'native'; readonly name: string; readonly node: string | null }
  | { readonly kind: 'code'; readonly words: string }
  | { readonly kind: 'none'; readonly why: string }
);

/** What a list kept by the community suggests in a package's place, best first; packages that it does not name have no such fact. `list`: which, of which release. */
export const replacements = defineFact<{ readonly list: string; readonly suggested: readonly Replacement[] }>({
  id: 'replacements',
  label: 'suggested replacements',
  of: 'package',
  maxAgeHours: 24 * 30,
});
