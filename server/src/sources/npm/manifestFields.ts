import type { DeclaredRepository } from '../../facts/package.ts';
import { inFolder, parseRepositoryUrl } from '../../formats/repositoryUrl.ts';
import type { Manifest } from './packument.ts';

const MAX_LICENCE_LENGTH = 100;
const MAX_FUNDING_LENGTH = 200;
const MAX_FUNDING = 10;
const MAX_REPOSITORY_LENGTH = 120;
const MAX_ENGINE_LENGTH = 60;

/** What stands for an address of a repository that Mainstay cannot read. */
export const UNREADABLE = '?';

/** Scripts that run when a package is installed. Source: npm's documented life cycle. */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall'];

/** The deprecation notice, white space collapsed, empty where no reason is given; null where there is none (also the empty text, which takes one back). */
export function deprecationNotice({ deprecated }: Manifest): string | null {
  if (deprecated === true) return '';
  if (typeof deprecated !== 'string') return null;
  return deprecated.replace(/\s+/g, ' ').trim() || null;
}

/** The licence as published; several of the legacy list form are a choice. Null where none is stated. */
export function licenceText({ license, licenses }: Pick<Manifest, 'license' | 'licenses'>): string | null {
  const found = namesOf(license ?? licenses);
  if (found.length === 0) return null;
  return (found.length === 1 ? (found[0] ?? '') : `(${found.join(' OR ')})`).slice(0, MAX_LICENCE_LENGTH);
}

function namesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return [...new Set((value as unknown[]).flatMap(namesOf))];
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim().replace(/\s+/g, ' ')];
  if (typeof value !== 'object' || value === null) return [];
  const { type, name } = value as { type?: unknown; name?: unknown };
  return typeof type === 'string' ? namesOf(type) : typeof name === 'string' ? namesOf(name) : [];
}

/** Pages where money is asked for, in the owner's order without repetition; http and https with a host, at most ten. */
export function fundingUrls(funding: unknown): readonly string[] {
  const entries: readonly unknown[] = Array.isArray(funding) ? funding : [funding];
  const urls = entries.flatMap((entry) => {
    const url = typeof entry === 'object' && entry !== null ? (entry as { url?: unknown }).url : entry;
    return typeof url === 'string' && url.length <= MAX_FUNDING_LENGTH && isWebPage(url) ? [url.trim()] : [];
  });
  return [...new Set(urls)].slice(0, MAX_FUNDING);
}

function isWebPage(text: string): boolean {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return false;
  const { protocol, hostname, username } = new URL(trimmed);
  return (protocol === 'https:' || protocol === 'http:') && hostname !== '' && username === '';
}

/** What only an address looks like: a scheme or shorthand (`gist:…`), a user at a host, a host with a path. */
const ADDRESS = /^[a-z][\w+.-]*:\S|\S@\S|^[\w-]+(?:\.[\w-]+)+\/\S/i;

/** What a manifest says about its source: the repository where it can be read, and whether it says anything that could be one. */
interface SaidRepository {
  readonly declared: DeclaredRepository | undefined;
  /** An address is written there, be it one that Mainstay cannot read. */
  readonly isNamed: boolean;
}

/** Reads `repository`: a text, or an object with `url` and `directory`, which names the package's own folder. */
export function saidRepository(value: unknown): SaidRepository {
  const { url, directory } =
    typeof value === 'object' && value !== null ? (value as { url?: unknown; directory?: unknown }) : { url: value };
  if (typeof url !== 'string') return { declared: undefined, isNamed: false };
  const repository = parseRepositoryUrl(url);
  if (repository === undefined) return { declared: undefined, isNamed: ADDRESS.test(url.trim()) };
  const placed = typeof directory === 'string' ? inFolder(repository, directory) : repository;
  return { declared: { repository: placed, how: 'declared' }, isNamed: true };
}

/** The repository named, `host/owner/name`; `?` where an address is named that cannot be read, null where none is. */
export function repositoryNamed({ repository }: Manifest): string | null {
  const { declared, isNamed } = saidRepository(repository);
  if (declared === undefined) return isNamed ? UNREADABLE : null;
  const { host, owner, name } = declared.repository;
  return `${host}/${owner}/${name}`.slice(0, MAX_REPOSITORY_LENGTH);
}

/** The Node.js versions named in `engines`; null where none are. */
export function nodeVersions({ engines }: Manifest): string | null {
  return engines?.node?.trim().slice(0, MAX_ENGINE_LENGTH) || null;
}

/** Whether installing the version runs scripts of it. */
export function runsOnInstall({ hasInstallScript, scripts }: Manifest): boolean {
  return hasInstallScript === true || INSTALL_SCRIPTS.some((name) => scripts !== undefined && Object.hasOwn(scripts, name));
}

/** Whether the version carries a build attestation. */
export function isAttested({ dist }: Manifest): boolean {
  return typeof dist?.attestations === 'object' && dist.attestations !== null;
}
