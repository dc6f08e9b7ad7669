import { hostOf } from '../links.ts';
import { httpsUrl, oneLine } from '../markdown.ts';

/** Text that is HTML already: made by {@link html} only. */
export interface Html {
  readonly html: string;
}

/** What a piece of HTML is made of: HTML as it is, texts and numbers made safe, lists piece by piece, nothing for what is not there. */
type Part = Html | string | number | undefined | readonly Part[];

/** Most UTF-16 units of a foreign text. */
const MAX_TEXT = 600;
/** Longest address that is kept whole. */
const MAX_ADDRESS = 8000;

/** HTML whose every inserted text is made safe, in content and in quoted attributes alike: nobody forgets to. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: pieces.map((piece, at) => piece + safe(parts[at])).join('') };
}

/** A link that shows its host where the words do not, to https addresses only; of others the words alone. */
export function anchor(words: string, address: string): Html {
  const url = httpsUrl(address);
  if (!url) return html`${words}`;
  const host = hostOf(url.href);
  return html`<a href="${url.href}" rel="noopener noreferrer">${words}${words.includes(host) ? '' : ` (${host})`}</a>`;
}

/** A package's name that breaks after its slashes, where it has to break. */
export function breakable(name: string): Html {
  return { html: escaped(name).replaceAll('/', '/<wbr />') };
}

function safe(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escaped(part);
  return 'html' in part ? part.html : part.map((one) => safe(one)).join('');
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Spaces at the ends stay: they part words. Addresses, in normal form, are longer than any text and are not cut. */
function escaped(text: string): string {
  const kept = /^https:\/\/[\x21-\x7e]+$/.test(text) && text.length <= MAX_ADDRESS ? text : oneLine(text, MAX_TEXT);
  const [before, after] = [/^\s/.test(text) ? ' ' : '', /\S\s$/.test(text) ? ' ' : ''];
  return before + kept.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '') + after;
}
