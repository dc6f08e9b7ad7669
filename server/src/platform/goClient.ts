import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, delimiter, join } from 'node:path';
import type { GoClient, GoProxyElement } from '../model/ports.ts';
import { readGoEnvironment, type GoEnvironment, type RunGo } from './goEnvironment.ts';
import { moduleCacheReader } from './goModuleCacheFiles.ts';
import { matchesGoPatterns } from './goPatterns.ts';
import { parseGoProxyList } from './goProxyList.ts';
import { netrcAuthorization, netrcPath, parseNetrc } from './netrc.ts';

/** What reading the go command's configuration takes. */
interface GoClientOptions {
  /** Where the go command runs, never anybody's workspace: its go.mod must not be read. The home folder when absent. */
  readonly folder?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Base address of the local upstream (MAINSTAY_UPSTREAMS): it stands in for the public default, and for no proxy of the user's own. */
  readonly upstream?: string | undefined;
  /** In place of the installed go command. */
  readonly runGo?: RunGo;
  readonly os?: NodeJS.Platform;
}

/**
 * The go command's own configuration. Never rejects: what cannot be read is named in `problems`, and then fewer names leave the machine,
 * not more. Without toolchain and configuration no proxy is known, `proxies` is empty, and nothing was customised: `isPublicDefault`.
 */
export async function loadGoClient(options: GoClientOptions): Promise<GoClient & { readonly problems: readonly string[] }> {
  const { env, upstream, os = process.platform } = options;
  const home = env['HOME'] ?? env['USERPROFILE'] ?? homedir();
  const environment = await readGoEnvironment(env, { folder: options.folder ?? home, home, os, runGo: options.runGo });
  const problems = [...environment.problems];

  const configured = await configuredProxies(environment, netrcPath(env, home, os), problems);
  const { proxies, isPublicDefault } = upstream === undefined ? configured : withStandIn(configured, upstream);

  const matches = (name: 'GOPRIVATE' | 'GONOSUMDB', path: string) => matchesGoPatterns(environment.get(name) ?? '', path);
  const leavesProxiesOut = (path: string) =>
    matchesGoPatterns(environment.get('GONOPROXY') ?? environment.get('GOPRIVATE') ?? '', path);
  const reachesPublic = proxies.some((element) => element.kind === 'proxy' && element.isPublicDefault);
  return {
    proxies,
    isPublicDefault,
    // GONOPROXY=none beside GOPRIVATE asks a company's own proxy for private names; the public one is not asked for them all the same.
    bypassesProxy: (path) => leavesProxiesOut(path) || (matches('GOPRIVATE', path) && (reachesPublic || isPublicDefault)),
    isPrivate: (path) => matches('GOPRIVATE', path) || leavesProxiesOut(path) || matches('GONOSUMDB', path),
    readModuleCache: moduleCacheReader(moduleCacheFolder(environment, home)),
    problems,
  };
}

type ProxyList = Pick<GoClient, 'proxies' | 'isPublicDefault'>;

/** The list with the upstream where the public default would be asked: a list that nobody customised is the upstream, then direct. */
function withStandIn({ proxies, isPublicDefault }: ProxyList, upstream: string): ProxyList {
  const base = upstream.replace(/\/+$/, '');
  const inPlaceOf = ({ fallThrough }: { readonly fallThrough: 'not-found' | 'any-error' }): GoProxyElement => ({
    kind: 'proxy',
    base,
    isPublicDefault: true,
    fallThrough,
  });
  if (isPublicDefault) return { proxies: [inPlaceOf({ fallThrough: 'not-found' }), { kind: 'direct' }], isPublicDefault };
  return {
    proxies: proxies.map((element) => (element.kind === 'proxy' && element.isPublicDefault ? inPlaceOf(element) : element)),
    isPublicDefault,
  };
}

async function configuredProxies(environment: GoEnvironment, netrc: string, problems: string[]): Promise<ProxyList> {
  const configured = environment.get('GOPROXY');
  // A settings file that could not be read may have named a mirror: what is public is then not known.
  if (configured === undefined) return { proxies: [], isPublicDefault: problems.length === 0 };

  const defaults = parseGoProxyList(environment.defaultProxies ?? '').elements;
  const publicDefaults = new Set(defaults.flatMap((element) => (element.kind === 'proxy' ? [element.base] : [])));
  const authorizationFor = await credentials(environment.get('GOAUTH') ?? 'netrc', netrc, problems);
  const list = parseGoProxyList(configured, { publicDefaults, authorizationFor });
  problems.push(...list.problems);
  const isPublicDefault = defaults.length > 0 && places(list.elements) === places(defaults);
  return { proxies: list.elements, isPublicDefault };
}

/** Who is asked, in order: the separators only say when. */
function places(elements: readonly GoProxyElement[]): string {
  return elements.map((element) => (element.kind === 'proxy' ? element.base : element.kind)).join(' ');
}

async function credentials(goauth: string, netrc: string, problems: string[]): Promise<(address: string) => string | undefined> {
  const methods = goauth.split(';').map((method) => method.trim());
  const others = methods.filter((method) => method !== 'netrc' && method !== 'off' && method !== '');
  if (others.length > 0) problems.push('GOAUTH names a command; Mainstay runs none, so a proxy that needs it will refuse');
  if (!methods.includes('netrc')) return () => undefined;
  try {
    const entries = parseNetrc((await readFile(netrc, 'utf8')).slice(0, 1_000_000));
    return (address) => netrcAuthorization(entries, address);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
      problems.push(`the .netrc file could not be read (${code}); proxies are asked without it`);
    return () => undefined;
  }
}

/** GOMODCACHE, else `pkg/mod` in the first folder of GOPATH, which is `go` in the home folder by default. */
function moduleCacheFolder(environment: GoEnvironment, home: string): string | undefined {
  const gopath = environment.get('GOPATH')?.split(delimiter)[0] ?? join(home, 'go');
  const folder = environment.get('GOMODCACHE') ?? join(gopath, 'pkg', 'mod');
  return isAbsolute(folder) ? folder : undefined;
}
