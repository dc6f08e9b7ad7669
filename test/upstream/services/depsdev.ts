import * as z from 'zod/mini';
import type { World } from '../world/world.ts';
import { goFacts, npmFacts, projectFacts } from './depsdevFacts.ts';
import type { PackageFacts } from './depsdevFacts.ts';
import { json } from './service.ts';
import type { Reply, Service, ServiceRequest } from './service.ts';

const Key = z.object({ system: z.string(), name: z.string(), version: z.optional(z.string()) });
const Entry = z.object({
  packageKey: z.optional(Key),
  versionKey: z.optional(Key),
  projectKey: z.optional(z.object({ id: z.string() })),
});
const Batch = z.object({ requests: z.array(Entry), pageToken: z.optional(z.string()) });
type AskedEntry = z.infer<typeof Entry>;

const MOST = 5000;

/** deps.dev: the three batches of v3alpha with paging by token, and one package at a time. What is missing is an empty answer. */
export const depsdev: Service = {
  id: 'depsdev',
  answer(request, world) {
    const kind = /^\/v3alpha\/(findings|version|project)batch$/.exec(request.path)?.[1];
    if (kind !== undefined && request.method === 'POST') return batch(kind, request, world);
    const [, system = '', encoded = ''] = /^\/v3(?:alpha)?\/systems\/([^/]+)\/packages\/([^/]+)$/.exec(request.path) ?? [];
    const name = decodeURIComponent(encoded);
    const found = facts(world, system.toUpperCase(), name);
    if (found === undefined) return failure(404, 'package not found', name === '' ? [] : [name]);
    return json({ packageKey: found.key, versions: found.versions.map(({ summary }) => summary) }, [name]);
  },
};

function batch(kind: string, { body, options }: ServiceRequest, world: World): Reply {
  const parsed = Batch.safeParse(parse(body));
  if (!parsed.success) return failure(400, 'the body is no batch of requests', []);
  const { requests, pageToken } = parsed.data;
  const names = requests.map(
    ({ packageKey, versionKey, projectKey }) => packageKey?.name ?? versionKey?.name ?? projectKey?.id ?? '',
  );
  if (requests.length > MOST) return failure(400, `at most ${MOST} requests a batch`, names);
  const from = Number(pageToken ?? 0) || 0;
  const next = from + options.depsdevPage;
  const responses = requests.slice(from, next).map((request) => ({ request, ...answered(kind, request, world) }));
  return json({ responses, nextPageToken: next < requests.length ? String(next) : '' }, names, { validated: false });
}

function answered(kind: string, { packageKey, versionKey, projectKey }: AskedEntry, world: World): object {
  if (kind === 'project') return projectKey === undefined ? {} : projectFacts(world, projectKey.id);
  const key = packageKey ?? versionKey;
  const found = key === undefined ? undefined : facts(world, key.system, key.name);
  if (found === undefined) return {};
  if (kind === 'findings') return found.findings === undefined ? {} : { findings: found.findings };
  const version = found.versions.find((one) => one.version === versionKey?.version);
  return version === undefined ? {} : { version: version.detail };
}

function facts(world: World, system: string, name: string): PackageFacts | undefined {
  if (system === 'NPM') return npmFacts(world, name);
  return system === 'GO' ? goFacts(world, name) : undefined;
}

function failure(code: number, message: string, names: readonly string[]): Reply {
  return json({ code, message, details: [] }, names, { status: code, validated: false });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    return { unreadable: String(error) };
  }
}
