import type { Replacement } from '../../facts/replacement.ts';
import type { ReplacementsFile, Suggestion } from './format.ts';

/** What the lists suggest in place of a package, first what they name first; undefined for one they do not name. */
export function suggestedFor(
  { suggestions, modules }: ReplacementsFile,
  name: string,
): { readonly suggested: readonly Replacement[]; readonly page: string | null } | undefined {
  const entry = Object.hasOwn(modules, name) ? modules[name] : undefined;
  if (!entry) return undefined;
  const [places, page = null] = entry;
  const suggested = places.flatMap((place) => {
    const one = suggestions[place];
    return one ? [readable(one, page)] : [];
  });
  return { suggested, page };
}

function readable(suggestion: Suggestion, page: string | null): Replacement {
  switch (suggestion[0]) {
    case 'm':
      return { kind: 'package', name: suggestion[1], page };
    case 'o':
      return { kind: 'other', name: suggestion[1], page };
    case 'n':
      return { kind: 'native', name: suggestion[1], node: suggestion[2], page: page ?? suggestion[3] };
    case 's':
      return { kind: 'code', words: suggestion[1], page };
    case 'r':
      return { kind: 'none', why: suggestion[1], page: page ?? suggestion[2] ?? null };
  }
}
