import { isAbsolute } from 'node:path';
import { unescaped } from '../formats/percentEscapes.ts';
import type { GoProxyElement } from '../model/ports.ts';
import { basicAuthorization } from './netrc.ts';
import { redactUrl } from './redact.ts';

/** A GOPROXY value as read; what cannot be asked is left out and named in `problems`, without credentials. */
interface GoProxyList {
  readonly elements: readonly GoProxyElement[];
  readonly problems: readonly string[];
}

/** What reading a list takes beside its text. */
interface GoProxyReading {
  /** Base addresses of the toolchain's own default list. */
  readonly publicDefaults?: ReadonlySet<string>;
  /** The Authorization header that `.netrc` holds for an address. */
  readonly authorizationFor?: (address: string) => string | undefined;
}

/** Most elements read of one list; real ones have two or three. */
const MAX_ELEMENTS = 20;

/**
 * Reads a GOPROXY list as the go command does: `,` and `|` say when the next element is asked, empty elements do not count, `direct` and
 * `off` end the list, a host without a scheme means https. Credentials move from the address to `authorization`; those of `.netrc` come
 * first, and none are sent over plain http but to this machine. One bad element spoils the list, as it does for the go command: then
 * nobody is asked. Never throws.
 */
export function parseGoProxyList(text: string, reading: GoProxyReading = {}): GoProxyList {
  const elements: GoProxyElement[] = [];
  const problems: string[] = [];
  for (const [, entry = '', separator] of text.matchAll(/([^,|]*)([,|]|$)/g)) {
    const word = entry.trim();
    if (word === '') continue;
    if (word === 'direct' || word === 'off') {
      elements.push({ kind: word });
      break;
    }
    if (elements.length >= MAX_ELEMENTS) {
      problems.push(`GOPROXY: more than ${MAX_ELEMENTS} elements, the rest is not read`);
      break;
    }
    const element = readProxy(word, separator === '|', reading, problems);
    if (element === undefined) return { elements: [{ kind: 'off' }], problems };
    elements.push(element);
  }
  if (elements.length === 0 && text !== '') problems.push('GOPROXY names no proxy: unset it, or say direct or off');
  return { elements: elements.length === 0 && text !== '' ? [{ kind: 'off' }] : elements, problems };
}

function readProxy(
  word: string,
  onAnyError: boolean,
  { publicDefaults, authorizationFor }: GoProxyReading,
  problems: string[],
): GoProxyElement | undefined {
  const impliesScheme = /[.:/]/.test(word) && !word.includes(':/') && !isAbsolute(word) && !word.startsWith('/');
  const address = impliesScheme ? `https://${word}` : word;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !['https:', 'http:', 'file:'].includes(url.protocol)) {
    problems.push(`GOPROXY: ${redactUrl(address)} is no https, http or file address; no Go proxy is asked until it is mended`);
    return undefined;
  }
  const userinfo = userinfoOf(url);
  const base = baseOf(url);
  const maySend = url.protocol === 'https:' || isLoopback(url.hostname);
  if (userinfo !== undefined && !maySend) problems.push(`GOPROXY: credentials are not sent to ${base}, which is plain http`);
  const authorization = authorizationFor?.(base) ?? (maySend ? userinfo : undefined);
  return {
    kind: 'proxy',
    base,
    ...(authorization === undefined ? {} : { authorization }),
    isPublicDefault: publicDefaults?.has(base) === true,
    fallThrough: onAnyError ? 'any-error' : 'not-found',
  };
}

function userinfoOf({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  return basicAuthorization(unescaped(username), unescaped(password));
}

/** Scheme, host and path without a slash at the end: userinfo, query and fragment are no part of a base address. */
function baseOf({ protocol, host, pathname }: URL): string {
  return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
