import type { GoModule, GoVersion } from '../world/world.ts';
import { latestOf } from './goProxy.ts';
import { json, labelled } from './service.ts';
import type { Service } from './service.ts';

/** The pkg.go.dev API: `/v1beta/versions/{path}` with pages, and `/v1beta/module/{path}`. */
export const pkgsite: Service = {
  id: 'pkgsite',
  answer({ path, query }, world) {
    const [, kind = '', rest = ''] = /^\/v1beta\/(versions|module)\/(.+)$/.exec(decodeURIComponent(path)) ?? [];
    const [name = '', version] = rest.split('@');
    const module = world.go.get(name);
    const names = name === '' ? [] : [name];
    if (module === undefined) return json({ code: 404, message: 'not found' }, names, { status: 404, validated: false });
    const more = { headers: labelled(module.observed) };
    return json(kind === 'versions' ? page(module, world.go, query) : about(module, version, query), names, more);
  },
};

const MAJOR = /\/v\d+$/;

/** Newest first; the major versions of one module come together, as the service folds them. */
function page(module: GoModule, modules: ReadonlyMap<string, GoModule>, query: URLSearchParams): unknown {
  const root = module.path.replace(MAJOR, '');
  const family = [...modules.values()].filter(({ path }) => path.replace(MAJOR, '') === root);
  const all = family
    .flatMap((one) => {
      const latest = latestOf(one)?.version;
      return one.versions.filter(({ unlisted }) => unlisted !== true).map((version) => item(one, version, latest));
    })
    .sort((a, b) => (a.commitTime < b.commitTime ? 1 : -1));
  const limit = Math.min(Number(query.get('limit') ?? 100) || 100, 1000);
  const from = Number(query.get('token') ?? 0) || 0;
  const next = from + limit;
  return { items: all.slice(from, next), total: all.length, ...(next < all.length ? { nextPageToken: String(next) } : {}) };
}

function item(module: GoModule, { version, at, mod, retracted }: GoVersion, latestVersion: string | undefined) {
  return {
    modulePath: module.path,
    version,
    commitTime: at,
    ...(module.observed === undefined ? { hasGoMod: mod !== undefined } : {}),
    latestVersion,
    // Of real modules neither is recorded, so neither is said.
    ...(module.deprecated === undefined
      ? {}
      : { deprecated: module.deprecated !== null, deprecationReason: module.deprecated ?? '' }),
    ...(module.observed === undefined ? { retracted: retracted !== undefined, retractionReason: retracted ?? '' } : {}),
  };
}

function about(module: GoModule, wanted: string | undefined, query: URLSearchParams): unknown {
  const latest = latestOf(module);
  const version = wanted === undefined ? latest : module.versions.find((one) => one.version === wanted);
  return {
    path: module.path,
    version: version?.version,
    isLatest: version === latest,
    ...(module.repository === undefined ? {} : { repoUrl: module.repository }),
    ...(version?.mod === undefined ? {} : { goModContents: version.mod }),
    ...(query.get('licenses') === 'true' && version?.licences !== undefined
      ? { licenses: [{ types: version.licences, filePath: 'LICENSE' }] }
      : {}),
  };
}
