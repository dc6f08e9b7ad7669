import * as z from 'zod/mini';
import type { World } from '../world/world.ts';
import type { Quota } from '../quota.ts';
import { json } from './service.ts';
import type { Reply, Service, ServiceRequest } from './service.ts';

const Query = z.object({
  query: z.string(),
  variables: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  operationName: z.optional(z.nullable(z.string())),
});

const POINTS_AN_HOUR = 5000;

/** GitHub: GraphQL at `/graphql`, executed against its real schema, and the three REST answers a look without a token needs. */
export const github: Service = {
  id: 'github',
  async answer(request, world) {
    if (request.path === '/graphql') return graphql(request, world);
    return json({ message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' }, [], {
      status: 404,
      validated: false,
    });
  },
};

async function graphql(request: ServiceRequest, world: World): Promise<Reply> {
  const token = request.headers['authorization'];
  if (token === undefined) return plain(401, { message: 'This endpoint requires you to be authenticated.' }, []);
  const parsed = Query.safeParse(parse(request.body));
  if (request.method !== 'POST' || !parsed.success) return plain(400, { message: 'Problems parsing JSON' }, []);
  const { query, variables, operationName } = parsed.data;
  // Loaded when first asked: most users of this server never send a query.
  const { answered, prepare } = await import('./github/graphql.ts');
  const names = namesIn(variables ?? {});
  const prepared = prepare(query, variables ?? {}, operationName ?? undefined);
  if ('refused' in prepared) return plain(200, { errors: prepared.refused }, names);
  const quota = request.quotas.take(token, 'graphql', POINTS_AN_HOUR, prepared.cost.points);
  if (quota.refused)
    return plain(
      200,
      { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for user.' }] },
      names,
      limits(quota, 'graphql'),
    );
  const body = await answered(prepared, world, quota, () => undefined);
  return plain(200, body, names, limits(quota, 'graphql'));
}

/** GitHub's headers about what is left. */
function limits({ limit, used, resetAt }: Quota, resource: string): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(limit - used),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(Math.floor(resetAt / 1000)),
    'x-ratelimit-resource': resource,
  };
}

function plain(status: number, body: object, names: readonly string[], headers: Readonly<Record<string, string>> = {}): Reply {
  return json(body, names, { status, headers, validated: false });
}

/** `owner/name` of every pair of variables that end alike: `o3` and `n3`, `owner` and `name`. */
function namesIn(variables: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(variables).flatMap(([key, value]) => {
    const end = /^o(?:wner)?(\d*)$/.exec(key)?.[1];
    const name = end === undefined ? undefined : (variables[`n${end}`] ?? variables[`name${end}`]);
    return typeof name === 'string' ? [`${String(value)}/${name}`] : [];
  });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    return { unreadable: String(error) };
  }
}
