import * as z from 'zod/mini';
import { hash } from '../world/repository.ts';
import type { GoModule, NpmPackage, World } from '../world/world.ts';
import { latestOf } from './goProxy.ts';
import { repositoryFacts } from './ecosystemsRepository.ts';
import { json } from './service.ts';
import type { Reply, Service } from './service.ts';

const Asked = z.object({ purls: z.array(z.string()) });

const MOST = 100;
const AN_HOUR = 5000;

/** ecosyste.ms packages: the bulk look-up by purl. No order, what it does not know is left out. */
export const ecosystems: Service = {
  id: 'ecosystems',
  answer({ method, path, body, quotas }, world) {
    if (path !== '/api/v1/packages/bulk_lookup' || method !== 'POST') return failure(404, 'Not Found', []);
    const asked = Asked.safeParse(parse(body));
    if (!asked.success) return failure(422, 'purls: an array of package URLs is needed', []);
    const { purls } = asked.data;
    if (purls.length > MOST) return failure(422, `at most ${MOST} purls a request`, purls);
    const quota = quotas.take('ecosystems', 'core', AN_HOUR, 1);
    const headers = { 'x-ratelimit-limit': String(quota.limit), 'x-ratelimit-remaining': String(quota.limit - quota.used) };
    if (quota.refused) return failure(429, 'Rate limit exceeded', purls);
    // In an order of its own.
    const found = purls.flatMap((purl) => looked(world, purl)).sort((a, b) => (hash(a.purl) < hash(b.purl) ? -1 : 1));
    return json(found, purls, { headers, validated: false });
  },
};

interface Found {
  readonly purl: string;
}

function looked(world: World, purl: string): readonly Found[] {
  const [, type = '', encoded = ''] = /^pkg:([a-z]+)\/([^@?#]+)(?:[@?#].*)?$/.exec(purl.replace('/@', '/%40')) ?? [];
  const name = decodeURIComponent(encoded);
  if (type === 'npm') {
    const found = world.npm.get(name);
    return found === undefined ? [] : [npmPackage(world, purl, found)];
  }
  const found = type === 'golang' ? world.go.get(name) : undefined;
  return found === undefined ? [] : [goModule(world, purl, found)];
}

/** Who may publish is told of invented packages only: of real ones nobody recorded it. */
function npmPackage(world: World, purl: string, found: NpmPackage): Found {
  const { name, versions, tags, maintainers, project, observed, withdrawnAt } = found;
  const latest = versions.find(({ version }) => version === tags['latest']);
  const deprecated = typeof latest?.release?.deprecated === 'string' && latest.release.deprecated !== '';
  return {
    purl,
    ...defined({
      name,
      ecosystem: 'npm',
      latest_release_number: tags['latest'],
      licenses: latest?.licence,
      normalized_licenses: latest?.licence === undefined ? undefined : [latest.licence],
      maintainers: maintainers?.map((account) => ({ uuid: account.name, login: account.name, name: null, email: account.email })),
      status: observed === undefined ? (withdrawnAt !== undefined ? 'removed' : deprecated ? 'deprecated' : null) : undefined,
      funding_links: observed === undefined ? urlsOf(latest?.funding) : undefined,
    }),
    ...about(world, versions, project),
  };
}

function goModule(world: World, purl: string, found: GoModule): Found {
  const { path, versions, repository, observed } = found;
  const latest = latestOf(found);
  return {
    purl,
    ...defined({
      name: path,
      ecosystem: 'go',
      latest_release_number: latest?.version,
      normalized_licenses: latest?.licences,
      maintainers: observed === undefined ? [] : undefined,
      status: observed === undefined ? null : undefined,
    }),
    ...about(world, versions, repository?.replace('https://', '')),
  };
}

function about(world: World, versions: readonly { readonly at: string }[], project: string | undefined): object {
  const dates = versions.map(({ at }) => at).sort();
  const repository = project === undefined ? undefined : repositoryFacts(world, project);
  return defined({
    versions_count: versions.length,
    first_release_published_at: dates[0] ?? null,
    latest_release_published_at: dates.at(-1) ?? null,
    repository_url: project === undefined ? null : `https://${project}`,
    last_synced_at: repository?.syncedAt ?? world.now,
    repo_metadata: repository?.metadata,
    issue_metadata: repository?.issues,
  });
}

function urlsOf(funding: unknown): readonly string[] {
  const entries: readonly unknown[] = Array.isArray(funding) ? funding : [funding];
  return entries.flatMap((one) => {
    const url = typeof one === 'object' && one !== null && 'url' in one ? one.url : one;
    return typeof url === 'string' ? [url] : [];
  });
}

function defined(of: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined));
}

function failure(status: number, error: string, names: readonly string[]): Reply {
  return json({ error }, names, { status, validated: false });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    return { unreadable: String(error) };
  }
}
