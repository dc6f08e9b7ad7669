import { escapeModulePath } from '../../formats/goModulePath.ts';
import { UpstreamFailure } from '../../model/failure.ts';
import type { Missing } from '../../model/fact.ts';
import type { GoClient, GoProxyElement, HttpAnswer } from '../../model/ports.ts';
import type { Ask } from '../../model/source.ts';
import { documentationPage } from './modulePath.ts';

/** A proxy of the GOPROXY list. */
export type GoProxy = Extract<GoProxyElement, { kind: 'proxy' }>;

/**
 * Why no proxy may be asked about a module, before any request: its name bypasses proxies (`private`), GOPROXY is `off`
 * (`switched-off`: the user told the go command to fetch nothing), or there is none (`unsupported`: `direct` means cloning, which
 * Mainstay does not do). Undefined where the list begins with a proxy.
 */
export function closedReason(go: GoClient, modulePath: string): Missing | undefined {
  if (go.bypassesProxy(modulePath)) return 'private';
  const [first] = go.proxies;
  if (first?.kind === 'off') return 'switched-off';
  return first?.kind === 'proxy' ? undefined : 'unsupported';
}

/**
 * Visits the proxies in order until one answers, by the go command's rule: after `,` the next is asked only where this one said 404 or
 * 410, after `|` whatever went wrong; `direct` and `off` end the walk. Throws the failure that says most: any other outranks "not found".
 */
export async function walkProxies<T>(
  { go, signal }: Pick<Ask, 'go' | 'signal'>,
  visit: (proxy: GoProxy) => Promise<T>,
): Promise<T> {
  let failure: UpstreamFailure | undefined;
  for (const element of go.proxies) {
    if (element.kind !== 'proxy') break;
    try {
      return await visit(element);
    } catch (error) {
      if (!(error instanceof UpstreamFailure) || signal.aborted) throw error;
      if (failure === undefined || isNotFound(failure)) failure = error;
      if (!isNotFound(error) && element.fallThrough === 'not-found') break;
    }
  }
  throw failure ?? new UpstreamFailure('unsupported', 'GOPROXY names no proxy');
}

/** Requests one file of the proxy protocol about a module: `@v/list`, `@latest`, `@v/<version>.info`. */
export async function askProxy(
  { http, signal }: Pick<Ask, 'http' | 'signal'>,
  { base, authorization }: GoProxy,
  modulePath: string,
  file: string,
  { maxBytes, validator }: { readonly maxBytes: number; readonly validator?: string | undefined },
): Promise<HttpAnswer> {
  if (base.startsWith('file:')) throw new UpstreamFailure('unsupported', 'GOPROXY holds a file address; Mainstay reads none');
  return http.send({
    url: addressOf(base, modulePath, file),
    ...(authorization === undefined ? {} : { authorization }),
    ...(validator === undefined ? {} : { validator }),
    names: [modulePath],
    maxBytes,
    signal,
  });
}

/** The page to show for what a proxy said: the documentation site for the public one, else the proxy's own answer. */
export function pageOf({ base, isPublicDefault }: GoProxy, modulePath: string, version?: string): string {
  if (isPublicDefault) return documentationPage(modulePath, version);
  return addressOf(base, modulePath, version === undefined ? '@v/list' : `@v/${version}.info`);
}

function addressOf(base: string, modulePath: string, file: string): string {
  return `${base}/${escapeModulePath(modulePath)}/${escapeModulePath(file)}`;
}

function isNotFound({ why, status }: UpstreamFailure): boolean {
  return status === 404 || status === 410 || (status === undefined && why === 'not-found');
}
