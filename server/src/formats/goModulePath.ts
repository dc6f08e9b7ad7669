/** A module path without its major version. Source: go.dev/ref/mod#major-version-suffixes. */
export interface GoModulePath {
  /** The path before the suffix; the whole path where there is none. */
  readonly prefix: string;
  /** `/v2`, gopkg.in's `.v1` or `.v1-unstable`, or empty. */
  readonly suffix: string;
  /** The major version the suffix asks for; undefined without one, where 0 and 1 are allowed. */
  readonly major: number | undefined;
}

const GOPKG_SUFFIX = /\.v(0|[1-9][0-9]*)(?:-unstable)?$/;
const LAST_VERSION_WORD = /\/v([0-9.]+)$/;

/** Splits the major version off a module path; undefined where Go calls the path invalid (`/v1`, `/v02`, `/v1.2`, gopkg.in without one). */
export function splitModulePath(path: string): GoModulePath | undefined {
  const gopkg = path.startsWith('gopkg.in/');
  const match = (gopkg ? GOPKG_SUFFIX : LAST_VERSION_WORD).exec(path);
  if (match === null) return gopkg ? undefined : { prefix: path, suffix: '', major: undefined };
  const digits = match[1] ?? '';
  if (!gopkg && !/^(?:[2-9]|[1-9][0-9]+)$/.test(digits)) return undefined;
  return { prefix: path.slice(0, match.index), suffix: match[0], major: Number(digits) };
}

/** A path or version as proxies and the module cache spell it: each capital letter as `!` and the small one (`!burnt!sushi`). */
export function escapeModulePath(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

/** The inverse of {@link escapeModulePath}; undefined for text it never yields (a capital, a lone `!`). */
export function unescapeModulePath(escaped: string): string | undefined {
  if (/[A-Z]|!(?![a-z])/.test(escaped)) return undefined;
  return escaped.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Whether a replacement names a folder and no module: rooted, or beginning with `.` or `..`, in Unix or Windows spelling. */
export function isDirectoryPath(path: string): boolean {
  return /^\.{1,2}(?:[/\\]|$)|^[/\\]|^[A-Za-z]:/.test(path);
}
