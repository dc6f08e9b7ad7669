import * as z from 'zod/mini';
import { etagOf, matches } from '../sending.ts';
import type { World } from '../world/world.ts';
import { limits, refusal, scripted, timedOut, usedUp } from './github/faults.ts';
import { accountOf, pullAnswer } from './github/pulls.ts';
import { restAnswer } from './github/rest.ts';
import type { RestAnswer } from './github/rest.ts';
import { json } from './service.ts';
import type { Reply, Service, ServiceRequest } from './service.ts';

const Query = z.object({
  query: z.string(),
  variables: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  operationName: z.optional(z.nullable(z.string())),
});

const WITH_TOKEN = 5000;
const WITHOUT = 60;

/** GitHub: GraphQL at `/graphql`, executed against its real schema, and the three REST answers that a look without a token needs. */
export const github: Service = {
  id: 'github',
  answer: (request, world) => (request.path === '/graphql' ? graphql(request, world) : rest(request, world)),
};

async function graphql({ headers, method, body, fault, quotas, options }: ServiceRequest, world: World): Promise<Reply> {
  const token = headers['authorization'];
  if (token === undefined) return sent({ status: 401, body: { message: 'This endpoint requires you to be authenticated.' } }, []);
  const parsed = Query.safeParse(parse(body));
  if (method !== 'POST' || !parsed.success) return sent({ status: 400, body: { message: 'Problems parsing JSON' } }, []);
  const { query, variables, operationName } = parsed.data;
  // Loaded when first asked: most users of this server never send a query.
  const { answered, prepare } = await import('./github/graphql.ts');
  const prepared = prepare(query, variables ?? {}, operationName ?? undefined);
  if ('refused' in prepared) return sent({ status: 200, body: { errors: prepared.refused } }, []);
  const { cost, asked } = prepared;
  const quota = quotas.take(token, 'graphql', WITH_TOKEN, cost.points);
  const names: string[] = [];
  const refuse = refusal(fault);
  const told = (fullName: string) => {
    names.push(fullName);
    refuse(fullName);
  };
  const login = options.pulls && accountOf(options.pulls, token)?.login;
  const answer = await answered(prepared, world, quota, told, login);
  const early =
    scripted(fault, quota, 'graphql') ??
    (quota.refused ? usedUp(quota, 'graphql') : undefined) ??
    (fault?.kind === 'too-big' && asked > fault.aliases ? timedOut() : undefined);
  return sent({ headers: limits(quota, 'graphql'), ...(early ?? { status: 200, body: answer }) }, names);
}

function rest({ headers, method, path, query, body, base, fault, quotas, options }: ServiceRequest, world: World): Reply {
  const token = headers['authorization'];
  const hosted = options.pulls && pullAnswer(options.pulls, { method, path, query, body, authorization: token });
  const answer =
    hosted ?? (method === 'GET' ? restAnswer(world, path, query, base) : { status: 404, body: { message: 'Not Found' } });
  // What has not changed is free, but only for those who are signed in.
  const unchanged = answer.status === 200 && matches(headers['if-none-match'], etagOf(JSON.stringify(answer.body)));
  const points = unchanged && token !== undefined ? 0 : 1;
  const quota = quotas.take(token ?? 'nobody', 'core', token === undefined ? WITHOUT : WITH_TOKEN, points);
  const early = scripted(fault, quota, 'core') ?? (quota.refused ? usedUp(quota, 'core') : undefined);
  const [, , owner = '', name = ''] = path.split('/');
  return sent(
    { ...(early ?? answer), headers: { ...limits(quota, 'core'), ...(early ?? answer).headers } },
    name === '' ? [] : [`${owner}/${name}`],
    early === undefined && answer.status === 200,
  );
}

function sent({ status, body, headers = {} }: RestAnswer, names: readonly string[], validated = false): Reply {
  return json(body, names, { status, headers, validated });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    return { unreadable: String(error) };
  }
}
