/** A number from 0 up to 2³² for a text, evenly spread and the same everywhere: FNV-1a, with its bits mixed once more. No secret is safe behind it. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A key's factor on soft ages, 0.9 to 1.1: facts learnt in one minute are not all asked again in one minute. */
export function spreadOf(key: string): number {
  return 0.9 + (0.2 * hashOf(`age ${key}`)) / 2 ** 32;
}
