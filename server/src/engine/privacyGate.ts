import type { Clearance, GoClient, NpmClient, PrivacyGate } from '../model/ports.ts';
import { nameOf, purlOf, typeOf, type Purl } from '../model/purl.ts';
import type { RepositorySubject } from '../model/subject.ts';
import { privateNames } from './privatePatterns.ts';

/** What the gate decides by; PRODUCT.md, "Which names may leave the machine". */
export interface GateSettings {
  readonly npm: Pick<NpmClient, 'registryFor' | 'isPrivateScope'>;
  readonly go: Pick<GoClient, 'proxies' | 'isPublicDefault' | 'bypassesProxy' | 'isPrivate'>;
  /** Globs of names that are private whatever else is configured; their syntax: {@link privateNames}. */
  readonly privatePatterns: readonly string[];
  /** Names of this workspace: the manifest's own, its members, whatever says `private: true`. */
  readonly localNames: ReadonlySet<Purl>;
  /** The host that a lockfile takes a package from where that is a foreign one (`engine/lockedHosts.ts`). */
  readonly foreignHost: (purl: Purl) => string | undefined;
  /** The user says: names on the configured mirrors are public, except private patterns and scopes with a token. */
  readonly publicMirrors: boolean;
  /** Registries only: no third party, no forge. */
  readonly strict: boolean;
  /** Forges of the user's own, by host in lower case: no third parties, so repositories of private packages may be asked of them. */
  readonly ownForges: ReadonlySet<string>;
  /** The workspace is trusted: its manifests may make Mainstay ask arbitrary hosts (`web`). */
  readonly trusted: boolean;
}

/** Why a name is kept back: the rule that stopped it. */
export type KeptBack =
  /** strict privacy: registries only */
  | 'strict'
  /** a member of this workspace, or a Go path that only the standard library and local modules can have (no dot in its first element) */
  | 'local-name'
  /** a lockfile takes it from a host that is neither its registry's nor the public default's */
  | 'foreign-host'
  | 'private-pattern'
  | 'private-scope'
  /** GOPRIVATE, GONOPROXY or GONOSUMDB names it */
  | 'go-private'
  /** its registry or GOPROXY is not the public default, and nobody said that names there are public */
  | 'private-registry'
  /** a git dependency: it may be asked of its own forge, and of nobody else */
  | 'forge-only'
  | 'untrusted-workspace'
  /** GOPROXY does not let the go command ask module hosts either */
  | 'no-direct';

/** The privacy gate with its reasons, and for repositories. */
export interface NameGate extends PrivacyGate {
  /** The rule that keeps the name back, or undefined where it may go. */
  why(purl: Purl, clearance: Clearance): KeptBack | undefined;
  /**
   * Whether a repository may be asked of its forge, given the name it was learnt from: a public name, or a git dependency on that very
   * repository. A private package's repository is as private as its name, except to the user's own forge.
   */
  allowsRepository(repository: RepositorySubject, learntFrom: Purl): boolean;
}

/** Decides which names may be sent where. Pure: the same settings give the same answer; every way in doubt is "no". */
export function privacyGate(settings: GateSettings): NameGate {
  const { localNames, go } = settings;
  const isPrivateName = privateNames(settings.privatePatterns);

  function why(purl: Purl, clearance: Clearance): KeptBack | undefined {
    if (localNames.has(purl)) return 'local-name';
    if (settings.foreignHost(purl) !== undefined) return 'foreign-host';
    const type = typeOf(purl);
    if (settings.strict && (clearance !== 'registry' || Object.hasOwn(FORGES, type))) return 'strict';
    const name = nameOf(purl);
    switch (type) {
      case 'npm':
        return whyNpm(settings, name, isPrivateName(name), clearance);
      case 'golang':
        return whyGo(settings, name, isPrivateName(name), clearance);
      default:
        if (isPrivateName(name)) return 'private-pattern';
        return clearance === 'registry' ? undefined : 'forge-only';
    }
  }

  return {
    why,
    allows: (purl, clearance) => why(purl, clearance) === undefined,
    allowsRepository({ host, owner, name }, learntFrom) {
      const path = `${host}/${owner}/${name}`;
      if (settings.strict || isPrivateName(path) || localNames.has(purlOf('golang', path))) return false;
      if (settings.ownForges.has(host)) return !localNames.has(learntFrom) && !isPrivateName(nameOf(learntFrom));
      if (go.isPrivate(path) || go.bypassesProxy(path)) return false;
      return isSameRepository(learntFrom, path)
        ? why(learntFrom, 'registry') === undefined
        : why(learntFrom, 'third-party') === undefined;
    },
  };
}

function whyNpm(
  { npm, publicMirrors, trusted }: GateSettings,
  name: string,
  isPrivate: boolean,
  clearance: Clearance,
): KeptBack | undefined {
  const { isPublicDefault, authorization } = npm.registryFor(name);
  if (clearance === 'registry') {
    // With its token or on a registry of its own, a private package is asked where the npm client itself would ask.
    return isPrivate && isPublicDefault && authorization === undefined ? 'private-pattern' : undefined;
  }
  if (isPrivate) return 'private-pattern';
  if (name.startsWith('@') && npm.isPrivateScope(name)) return 'private-scope';
  if (!isPublicDefault && !publicMirrors) return 'private-registry';
  return clearance === 'web' && !trusted ? 'untrusted-workspace' : undefined;
}

function whyGo(
  { go, publicMirrors, trusted }: GateSettings,
  path: string,
  isPrivate: boolean,
  clearance: Clearance,
): KeptBack | undefined {
  if (!(path.split('/', 1)[0] ?? '').includes('.')) return 'local-name';
  if (go.bypassesProxy(path)) return 'go-private';
  if (clearance === 'registry') {
    const reachesPublic = go.proxies.some((element) => element.kind === 'proxy' && element.isPublicDefault);
    return isPrivate && (reachesPublic || go.isPublicDefault) ? 'private-pattern' : undefined;
  }
  if (isPrivate) return 'private-pattern';
  if (go.isPrivate(path)) return 'go-private';
  const hasMirror = go.proxies.some(({ kind }) => kind === 'proxy');
  if (!go.isPublicDefault && !(publicMirrors && hasMirror)) return 'private-registry';
  if (clearance === 'third-party') return undefined;
  if (!trusted) return 'untrusted-workspace';
  return go.proxies.some(({ kind }) => kind === 'direct') ? undefined : 'no-direct';
}

const FORGES: Readonly<Record<string, string>> = { github: 'github.com', bitbucket: 'bitbucket.org' };

function isSameRepository(purl: Purl, path: string): boolean {
  const host = FORGES[typeOf(purl)];
  return host !== undefined && `${host}/${nameOf(purl)}`.toLowerCase() === path.toLowerCase();
}
