import { readGomod } from '../../formats/gomod.ts';
import { UpstreamFailure } from '../../model/failure.ts';
import type { Ask } from '../../model/source.ts';
import { attempt } from './attempt.ts';
import { askProxy, type GoProxy } from './proxyWalk.ts';
import { headOf, isIncompatible, type DatedVersion } from './releaseFacts.ts';
import { keepNotice, keepRetractions, type Retraction } from './retraction.ts';

/** Bytes of a go.mod; the largest known are a few dozen kilobytes. */
const MOD_BYTES = 2_000_000;

/** What one go.mod says of its module. */
export interface ModuleNotices {
  readonly deprecated: string | null;
  readonly retractions: readonly Retraction[];
}

/**
 * The versions that count and the notices of the newest: a `+incompatible` one counts only where the newest version without that mark
 * still has no go.mod of its own. Source: the go command's rule for `latest`.
 */
export async function currentVersions(
  ask: Ask,
  proxy: GoProxy,
  path: string,
  listed: readonly DatedVersion[],
): Promise<{ readonly versions: readonly DatedVersion[]; readonly notices: ModuleNotices | UpstreamFailure }> {
  const compatible = listed.filter((version) => !isIncompatible(version));
  const head = headOf(listed);
  if (compatible.length > 0 && head && isIncompatible(head)) {
    const text = await attempt(() => gomodOf(ask, proxy, path, headOf(compatible)));
    if (typeof text === 'string' && !isSynthesised(text)) return { versions: compatible, notices: noticesIn(text) };
  }
  const text = await attempt(() => gomodOf(ask, proxy, path, head));
  return { versions: listed, notices: typeof text === 'string' ? noticesIn(text) : text };
}

async function gomodOf(ask: Ask, proxy: GoProxy, path: string, head: DatedVersion | undefined): Promise<string> {
  if (head === undefined) throw new UpstreamFailure('not-found', 'a module without versions');
  return (await askProxy(ask, proxy, path, `@v/${head.version}.mod`, { maxBytes: MOD_BYTES })).text;
}

/** The one line that proxies write for versions that have no go.mod. */
function isSynthesised(text: string): boolean {
  return /^\s*module\s+\S+\s*$/.test(text);
}

/** The notices in a go.mod text; a failure where it is none. */
export function noticesIn(text: string): ModuleNotices | UpstreamFailure {
  const file = readGomod(text);
  if (file.module === null) return new UpstreamFailure('malformed', 'a go.mod without a module line');
  return {
    deprecated: file.deprecated === null ? null : keepNotice(file.deprecated),
    retractions: keepRetractions(file.retractions),
  };
}
