import { defineFact } from '../../../server/src/model/fact.ts';
import type { Dependency } from '../../../server/src/model/manifest.ts';
import type { Ecosystem } from '../../../server/src/model/ecosystem.ts';
import type { Purl } from '../../../server/src/model/purl.ts';
import type { Ask, AnySource } from '../../../server/src/model/source.ts';
import { createEngine, type Engine, type EngineParts } from '../../../server/src/engine/engine.ts';
import { memoryFactStore } from '../../../server/src/engine/factStore.ts';

/** Facts of an invented world: what a package is called there, and how old its repository is. */
export const nickname = defineFact<string>({ id: 'nickname', label: 'nickname', of: 'package', maxAgeHours: 1 });
export const age = defineFact<number>({ id: 'age', label: 'age', of: 'repository', maxAgeHours: 24 });

/** A dependency of the invented ecosystem, at a registry. */
export function line(name: string): { readonly dependency: Dependency } {
  const purl: Purl = `pkg:npm/${name}`;
  const span = { start: 0, end: 0 };
  return {
    dependency: {
      ecosystem: 'invented',
      name,
      requirement: '1.0.0',
      scope: 'dependencies',
      indirect: false,
      optional: false,
      target: { kind: 'registry', purl, range: '1.0.0' },
      spans: { whole: span, name: span, requirement: span },
    },
  };
}

const invented: Ecosystem = {
  id: 'invented',
  files: [],
  parse: () => ({ self: { name: null, private: false, members: [] }, dependencies: [], problems: [], catalogs: new Map() }),
  version: () => '1.0.0',
};

/** An engine over the given sources; everything is allowed unless said otherwise, and no port answers. */
export function engineOver(sources: readonly AnySource[], more: Partial<EngineParts> = {}): Engine {
  const now = more.now ?? (() => '2026-01-01T00:00:00.000Z');
  const refuse = () => Promise.reject(new Error('no network here'));
  return createEngine({
    sources,
    ecosystems: [invented],
    store: memoryFactStore(),
    gate: { allows: () => true, allowsRepository: () => true },
    switchedOff: new Set(),
    offline: false,
    now,
    context: (_, subjects, signal): Ask => ({
      subjects,
      view: () => ({ get: () => ({ state: 'unknown', why: 'pending' }) }),
      validator: () => undefined,
      http: { send: refuse },
      npm: { registryFor: () => ({ base: '', isPublicDefault: true }), isPrivateScope: () => false },
      go: {
        proxies: [],
        isPublicDefault: true,
        bypassesProxy: () => false,
        isPrivate: () => false,
        readModuleCache: () => Promise.resolve(undefined),
      },
      github: { hostFor: () => undefined },
      endpoints: { depsdev: '', pkgsite: '', ecosystems: '' },
      now: now(),
      signal,
    }),
    ...more,
  });
}
