/** What pins the contents of a package: hashes by their algorithm, as Subresource Integrity writes them, `sha512-…`. */
export interface Pinned {
  readonly integrity?: string | undefined;
}

/** Algorithms, the one that counts most first; what is of none of them is compared last. */
const STRONGEST_FIRST = ['sha512', 'sha384', 'sha256', 'sha1', 'md5'];

/**
 * Whether two hashes are known to be of different contents. Only hashes of one algorithm tell, the strongest that both have; where one side has none, or
 * another algorithm, nothing is known.
 */
export function isOtherContent(before: Pinned | undefined, after: Pinned | undefined): boolean {
  const [old, now] = [hashesIn(before?.integrity), hashesIn(after?.integrity)];
  const shared = [...old.keys()].filter((algorithm) => now.has(algorithm)).sort((a, b) => rankOf(a) - rankOf(b));
  const [strongest] = shared;
  if (strongest === undefined) return false;
  const known = old.get(strongest);
  return ![...(now.get(strongest) ?? [])].some((hash) => known?.has(hash) === true);
}

function rankOf(algorithm: string): number {
  const at = STRONGEST_FIRST.indexOf(algorithm);
  return at < 0 ? STRONGEST_FIRST.length : at;
}

/** Digests by algorithm; options behind a `?` say nothing of the contents. */
function hashesIn(integrity = ''): ReadonlyMap<string, ReadonlySet<string>> {
  const hashes = new Map<string, Set<string>>();
  for (const word of integrity.trim().split(/\s+/)) {
    const [, algorithm, digest] = /^([^-]+)-([^?]+)/.exec(word) ?? [];
    if (algorithm === undefined || digest === undefined) continue;
    hashes.set(algorithm, (hashes.get(algorithm) ?? new Set()).add(digest));
  }
  return hashes;
}
