/** Names of query parameters and settings whose values are secrets. */
const SECRET_NAME = /token|secret|passw|auth|credential|session|signature|^sig$|key/i;
/** Anything that starts like an address, with or without a scheme; ends at white space, quotes and angle brackets. */
const ADDRESS = /([a-z][a-z0-9+.-]*:)?\/\/([^\s"'<>`]+)/gi;
/** Tokens that give themselves away by their issuer's prefix. */
const KNOWN_TOKEN = /\b(npm_|gh[a-z]_|github_pat_|glpat-|xox[a-z]-)[\w-]{8,}/g;
/** `Authorization: …`, and a scheme word followed by what can only be its secret. */
const AUTHORIZATION = /\b(authorization["']?\s*[:=]\s*["']?)(?:(?:bearer|basic|token)\s+)?[^\s"',]+/gi;
const SCHEME_AND_SECRET = /\b(bearer|basic)\s+(?=\S*[\d=])[\w+/=.~-]{8,}/gi;
/** `_authToken=…`, `_password = …` as npm's configuration writes them. */
const CONFIGURED_SECRET = /(_(?:authToken|auth|password)["']?\s*[:=]\s*["']?)[^\s"',]+/g;

/**
 * The text without credentials: userinfo is cut out of every address in it, and values of secret query parameters, authorization headers
 * and well-known tokens become `***`. For everything that is logged, shown or kept; the one place where this is decided. Never throws.
 */
export function redactUrl(text: string): string {
  return text
    .replace(ADDRESS, (_, scheme: string | undefined, rest: string) => `${scheme ?? ''}//${redactAddress(rest)}`)
    .replace(AUTHORIZATION, '$1***')
    .replace(SCHEME_AND_SECRET, '$1 ***')
    .replace(CONFIGURED_SECRET, '$1***')
    .replace(KNOWN_TOKEN, '$1***');
}

function redactAddress(address: string): string {
  const [place = '', ...parameters] = withoutUserinfo(address).split(/(?=[?&#;])/);
  return place + parameters.map(redactParameter).join('');
}

function withoutUserinfo(address: string): string {
  const end = address.search(/[/?#\\]/);
  const authority = end < 0 ? address : address.slice(0, end);
  const at = authority.lastIndexOf('@');
  if (at >= 0) return address.slice(at + 1);
  // `user:pa/ss@host`: a password with a slash in it is no valid address, but it is a password all the same.
  const isHostAndPort = authority.startsWith('[') || /^[^:]*(:\d*)?$/.test(authority);
  return isHostAndPort ? address : address.slice(address.lastIndexOf('@') + 1);
}

function redactParameter(parameter: string): string {
  const equals = parameter.indexOf('=');
  if (equals < 0 || !SECRET_NAME.test(parameter.slice(1, equals))) return parameter;
  return `${parameter.slice(0, equals)}=***`;
}
