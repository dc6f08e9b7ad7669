import { escapeModulePath } from '../../formats/goModulePath.ts';
import { UpstreamFailure } from '../../model/failure.ts';
import type { GoClient, Http } from '../../model/ports.ts';
import { askProxy, closedReason, walkProxies } from './proxyWalk.ts';

/** Bytes of a go.mod; the largest known are a few dozen kilobytes. */
const MOD_BYTES = 2_000_000;

/** The go.mod of a module version in the go command's own cache on this machine; undefined where it has none. Asks nobody. */
export async function cachedGoMod(go: GoClient, path: string, version: string): Promise<string | undefined> {
  try {
    return await go.readModuleCache(`${escapeModulePath(path)}/@v/${escapeModulePath(version)}.mod`);
  } catch (error) {
    if (error instanceof UpstreamFailure) return undefined; // larger than any go.mod
    throw error;
  }
}

/** The same as the proxies of GOPROXY have it; undefined where none may be asked or none has it. One request a proxy. */
export async function goModAtProxy(
  ask: { readonly go: GoClient; readonly http: Http; readonly signal: AbortSignal },
  path: string,
  version: string,
): Promise<string | undefined> {
  if (closedReason(ask.go, path) !== undefined) return undefined;
  try {
    return await walkProxies(ask, async (proxy) => {
      const { text } = await askProxy(ask, proxy, path, `@v/${version}.mod`, { maxBytes: MOD_BYTES });
      return text;
    });
  } catch (error) {
    if (error instanceof UpstreamFailure) return undefined; // then the way through this module is not known
    throw error;
  }
}
