/** Most UTF-16 units of a foreign text that a card repeats. */
const MAX_FOREIGN = 240;

/**
 * Foreign text on one line: control characters, line and paragraph separators, direction overrides, zero-width and other invisible
 * characters become spaces, runs of spaces one, lone surrogates `\ufffd`. Cut with an ellipsis after `most` UTF-16 units.
 */
export function oneLine(text: string, most = MAX_FOREIGN): string {
  // cut first, so that a text of megabytes costs nothing; the second cut is the exact one
  const visible = text
    .slice(0, most * 4)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Zs}\u115f\u1160\u3164\uffa0]+/gu, ' ')
    .trim();
  if (visible.length <= most && text.length <= most * 4) return visible;
  return `${visible
    .slice(0, most - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}

/**
 * The one place where foreign text is made safe for Markdown: rendered, it is the text of {@link oneLine} and nothing else. No link, image,
 * HTML, heading, list, table cell, autolink or `$(icon)` can come of it, at the start of a line or within.
 */
export function escapeMarkdown(text: string, most = MAX_FOREIGN): string {
  return oneLine(text, most)
    .replace(/[\\`*_{}[\]<>#+!|~&@=^]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:') // `https://…` alone is a link in GitHub's Markdown
    .replace(/(?<=www)\.|\.(?=\s|$)/gi, '\\.') // so is `www.…`; `1. ` starts a list
    .replace(/(?<=\d)\)/g, '\\)')
    .replace(/(?<![\p{L}\p{N}])-|-(?![\p{L}\p{N}])/gu, '\\-')
    .replace(/\$(?=\()/g, '&#36;'); // VS Code reads `$(name)` in the rendered text, after a backslash is gone
}

/** Foreign text as a code span, whatever backticks are in it; plain escaped text where a code span could not hold it. */
export function codeSpan(text: string): string {
  const line = oneLine(text);
  // within a table a bar ends the cell even in a code span, and an icon is read there too
  if (line === '' || line.includes('|') || line.includes('$(')) return escapeMarkdown(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = /^`|`$/.test(line) ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** The address in normal form, where it is https without credentials; undefined for everything else. */
export function httpsUrl(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url : undefined;
}

/** A link with a foreign label; the label alone where the address is not https. */
export function linkTo(label: string, address: string): string {
  const url = httpsUrl(address);
  const shown = escapeMarkdown(label);
  if (!url || shown === '') return shown;
  const target = url.href.replace(/[()<>\\|$*_~`]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `[${shown}](${target})`;
}

/** A picture that is in the text itself, from SVG of our own making in ASCII, with the words for who does not see it. */
export function pictureOf(alternative: string, svg: string): string {
  return `![${escapeMarkdown(alternative)}](data:image/svg+xml;base64,${btoa(svg)})`;
}
