/** Most UTF-16 units of an owner's notice that a message repeats. */
const MAX_QUOTE = 160;

/** An owner's own words in quotation marks: on one line, without control characters, cut with an ellipsis where long. */
export function quote(words: string): string {
  const line = words.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\s]+/g, ' ').trim();
  if (line === '') return 'no reason given';
  return `“${line.length > MAX_QUOTE ? `${line.slice(0, MAX_QUOTE).trimEnd()}…` : line}”`;
}

/** A sentence that ends with an owner's own words: a stop within them is its own. */
export function endingIn(quoted: string): string {
  return /[.!?…]”$/.test(quoted) ? quoted : `${quoted}.`;
}
