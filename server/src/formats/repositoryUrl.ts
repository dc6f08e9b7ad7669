import hostedGitInfo from 'hosted-git-info';
import type { RepositorySubject } from '../model/subject.ts';

/** Longest address read; real ones are far shorter, and a bound keeps the regular expressions below linear in practice. */
const MAX_LENGTH = 1000;

/** Owner, group or repository name: what GitHub, GitLab, Bitbucket, Gitea and sourcehut (`~user`) allow. */
const SEGMENT = /^(?!\.{1,2}$)[\w.~+-]{1,100}$/;

/** A public-looking host name: labels and a top level of letters, so no address, no port and no single-label intranet name. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])$/;

const SCHEME = /^(?:git|ssh|https?|git\+(?:ssh|https?|git)):$/;

/** Other names of one forge. */
const HOST_ALIASES: Readonly<Record<string, string>> = {
  'ssh.github.com': 'github.com',
  'raw.githubusercontent.com': 'github.com',
  'codeload.github.com': 'github.com',
  'altssh.gitlab.com': 'gitlab.com',
  'altssh.bitbucket.org': 'bitbucket.org',
};

/** Forges on which a repository is always `owner/name`; anything after that is a page inside it. */
const TWO_LEVEL = new Set(['github.com', 'bitbucket.org', 'codeberg.org', 'gitee.com', 'git.sr.ht']);

/** Hosts that GitHub mirrors officially, repository by repository, and the owner there. Source: the README of golang/go. */
const MIRRORED: Readonly<Record<string, string>> = { 'go.googlesource.com': 'golang' };

/** First path segments of GitHub that are no owner. */
const NO_OWNER = new Set(['sponsors', 'orgs', 'topics', 'users', 'apps', 'marketplace']);

/** Path segments that begin a page inside a repository on forges that nest groups. */
const PAGE_MARKERS = new Set(['-', 'tree', 'blob', 'raw', 'src', 'issues', 'wiki', 'wikis', 'releases', 'commits']);

/**
 * Reads the many spellings of a repository address: `owner/name`, `github:o/r`, `git+https://…`, `git+ssh://…`, `git@host:o/r.git`,
 * `host/o/r` without a scheme, and browser addresses with a folder (`/tree/<ref>/<folder>`, `/-/tree/…`, `/src/branch/…`).
 * `undefined` for whatever names no repository on a host that could be public: gists, local paths, IP addresses, hosts with a port,
 * other text. The host is lower case; owner and name keep their case; credentials, `.git`, `www.`, query and fragment are dropped.
 * A repository that its host's owner mirrors on GitHub is the mirror: there its people can be counted. A ref is taken to be one segment, as every forge's own links do for tags, commits and plain branch names. Never throws.
 */
export function parseRepositoryUrl(text: string): RepositorySubject | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > MAX_LENGTH) return undefined;
  const address = locate(trimmed);
  if (address === undefined || !HOST.test(address.host)) return undefined;
  const segments = segmentsOf(address.path);
  if (segments === undefined) return undefined;
  const mirrorOwner = MIRRORED[address.host];
  if (mirrorOwner !== undefined) return repositoryIn('github.com', [mirrorOwner, ...segments.slice(0, 1)], false);
  return repositoryIn(address.host, segments, address.anyDepth);
}

/**
 * The same repository, in the folder a manifest names beside it (npm's `repository.directory`). A folder that is empty, absolute
 * nonsense or climbs out (`..`) leaves the repository as it was.
 */
export function inFolder(repository: RepositorySubject, folder: string): RepositorySubject {
  const path = cleanFolder(folder.split(/[\\/]/));
  return path === undefined ? repository : { ...repository, path };
}

interface Address {
  readonly host: string;
  readonly path: string;
  /** A git address: all of its path is the repository, however deep. */
  readonly anyDepth: boolean;
}

function locate(text: string): Address | undefined {
  if (!text.includes('://') && !text.includes('@')) {
    const hosted = hostedGitInfo.fromUrl(text);
    // A GitHub owner has no dot, so `example.org/r` is a host and no shorthand.
    const isShorthand = hosted?.default === 'shortcut' && (text.includes(':') || !(text.split('/')[0] ?? '').includes('.'));
    if (isShorthand) return shorthand(hosted);
  }
  const url = parseUrl(withScheme(text));
  if (url === undefined || !SCHEME.test(url.protocol)) return undefined;
  const host = url.hostname.toLowerCase().replace(/^www\./, '');
  const isGit = !/^https?:$/.test(url.protocol);
  if (!isGit && url.port !== '') return undefined; // an intranet forge: its address cannot be told by host name alone
  if (host === 'api.github.com') return { host: 'github.com', path: url.pathname.replace(/^\/repos\//, '/'), anyDepth: false };
  if (host === 'ssh.dev.azure.com') return azure(url.pathname);
  return { host: HOST_ALIASES[host] ?? host, path: url.pathname, anyDepth: isGit };
}

function shorthand({ type, domain, user, project }: NonNullable<ReturnType<typeof hostedGitInfo.fromUrl>>): Address | undefined {
  // The library gives null for what it did not find, whatever its types say.
  const owner = user as string | null;
  if (type === 'gist' || owner === null) return undefined;
  return { host: domain, path: `${owner}/${project}`, anyDepth: false };
}

/** `v3/organisation/project/repository`, the ssh spelling of Azure DevOps. */
function azure(pathname: string): Address | undefined {
  const [version, organisation, project, name] = pathname.split('/').filter((segment) => segment !== '');
  if (version !== 'v3' || organisation === undefined || project === undefined || name === undefined) return undefined;
  return { host: 'dev.azure.com', path: `${organisation}/${project}/_git/${name}`, anyDepth: false };
}

function withScheme(text: string): string {
  const address = text.replace(/^git:(?!\/\/)/, '');
  if (/^[a-z+]+:\/\//i.test(address)) return address.replace(/^([a-z+]+:\/\/[^/]*[^/:]):(?!\d+(?:\/|$)|[^/]*@)/i, '$1/');
  const scp = /^[\w.-]+@([\w.-]+)[:/](?!\/)(.+)$/.exec(address);
  if (scp !== null) return `ssh://${scp[1] ?? ''}/${scp[2] ?? ''}`;
  return /^[\w-]+(?:\.[\w-]+)+\//.test(address) ? `https://${address}` : address;
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function segmentsOf(path: string): readonly string[] | undefined {
  if (!/%(?![0-9a-f]{2})/i.test(path)) {
    try {
      return decodeURIComponent(path)
        .split('/')
        .filter((segment) => segment !== '');
    } catch (error) {
      if (error instanceof URIError) return undefined; // escapes that are no UTF-8
      throw error;
    }
  }
  return undefined;
}

function repositoryIn(host: string, segments: readonly string[], anyDepth: boolean): RepositorySubject | undefined {
  const end = endOfName(host, segments, anyDepth);
  const named = segments.slice(0, end);
  const name = named.at(-1)?.replace(/\.git$/, '');
  if (end < 2 || name === undefined || ![...named.slice(0, -1), name].every((segment) => SEGMENT.test(segment))) return undefined;
  if (host === 'github.com' && NO_OWNER.has(named[0] ?? '')) return undefined;
  if (host.startsWith('gist.')) return undefined;
  const repository = { kind: 'repository', host, owner: named.slice(0, -1).join('/'), name } as const;
  const path = folderIn(host, segments.slice(end));
  return path === undefined ? repository : { ...repository, path };
}

/** How many segments name the repository; 0 where that cannot be told. */
function endOfName(host: string, segments: readonly string[], anyDepth: boolean): number {
  if (TWO_LEVEL.has(host)) return segments.length < 2 ? 0 : 2;
  const git = segments.indexOf('_git'); // Azure DevOps: organisation/project/_git/name
  if (git > 0) return git + 2 <= segments.length ? git + 2 : 0;
  const dotGit = segments.findIndex((segment) => segment.endsWith('.git'));
  if (dotGit > 0) return dotGit + 1;
  const marker = segments.findIndex((segment, at) => at >= 2 && PAGE_MARKERS.has(segment));
  if (marker > 0) return marker;
  const isNesting = anyDepth || host.split('.').includes('gitlab');
  return isNesting || segments.length === 2 ? segments.length : 0;
}

/** The folder that a browser address points at, after the repository's name. */
function folderIn(host: string, tail: readonly string[]): string | undefined {
  const [view, ...rest] = tail[0] === '-' ? tail.slice(1) : tail;
  if (view === 'tree') return cleanFolder(host === 'git.sr.ht' && rest[1] === 'item' ? rest.slice(2) : rest.slice(1));
  if (view !== 'src') return undefined;
  return cleanFolder(/^(?:branch|tag|commit)$/.test(rest[0] ?? '') && host !== 'bitbucket.org' ? rest.slice(2) : rest.slice(1));
}

function cleanFolder(segments: readonly string[]): string | undefined {
  const kept = segments.filter((segment) => segment !== '' && segment !== '.');
  if (kept.length === 0 || kept.includes('..')) return undefined;
  return kept.join('/').slice(0, MAX_LENGTH);
}
