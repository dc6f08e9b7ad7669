/**
 * A test for names that the user calls private. A pattern is a glob over the leading elements of a name, as in GOPRIVATE: `*` stands for
 * any characters but `/`, `?` for one; `corp.example.org/*` covers `corp.example.org/x` and all below it, `@acme` and `@acme/*` cover
 * the scope, `acme-*` every name that begins so. Letters' case does not count: better one name too many kept than one too few.
 */
export function privateNames(patterns: readonly string[]): (name: string) => boolean {
  const globs = patterns.map((pattern) => pattern.trim().toLowerCase().replace(/\/+$/, '')).filter((pattern) => pattern !== '');
  return (name) => globs.some((glob) => coversLeading(glob, name.toLowerCase()));
}

function coversLeading(glob: string, name: string): boolean {
  const wanted = glob.split('/');
  const elements = name.split('/');
  return wanted.length <= elements.length && wanted.every((part, index) => matches(part, elements[index] ?? ''));
}

/** Glob match of one element; goes back to the last star only, so it takes at most |glob| × |text| steps. */
function matches(glob: string, text: string): boolean {
  let g = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (glob[g] === '*') {
      star = g++;
      resume = t;
    } else if (g < glob.length && (glob[g] === '?' || glob[g] === text[t])) {
      g += 1;
      t += 1;
    } else if (star >= 0) {
      g = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (glob[g] === '*') g += 1;
  return g === glob.length;
}
