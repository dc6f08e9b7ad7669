import type { AnyFactKey, FactView } from '../../model/fact.ts';

/**
 * Whether another source than `source` told the fact. What a source said itself does not count: it may be stale, and must not keep that
 * source from asking again.
 */
export function isKnownElsewhere(view: FactView, key: AnyFactKey, source: string): boolean {
  const fact = view.get(key);
  return fact.state === 'known' && fact.from.source !== source;
}
