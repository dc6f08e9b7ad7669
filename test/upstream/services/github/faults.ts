import type { Fault } from '../../misbehaviour.ts';
import type { Quota } from '../../quota.ts';
import { GitHubError } from './lookup.ts';
import { failure } from './rest.ts';
import type { RestAnswer } from './rest.ts';

/** GitHub's headers about what is left of the hour. */
export function limits({ limit, used, resetAt }: Quota, resource: string): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(limit - used),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(Math.floor(resetAt / 1000)),
    'x-ratelimit-resource': resource,
  };
}

/** The hour is used up: GraphQL answers 200 with an error, REST 403. */
export function usedUp(
  quota: Quota,
  resource: 'core' | 'graphql',
  status: 200 | 403 = resource === 'core' ? 403 : 200,
): RestAnswer {
  const headers = limits({ ...quota, used: quota.limit }, resource);
  const message = `API rate limit exceeded for ${resource === 'core' ? '127.0.0.1' : 'user ID 1'}.`;
  if (status === 403) return { ...failure(403, message), headers };
  return { status: 200, body: { errors: [{ type: 'RATE_LIMITED', message }] }, headers };
}

/** What a scripted fault makes of a request before it is looked at; undefined where it plays no part yet. */
export function scripted(fault: Fault | undefined, quota: Quota, resource: 'core' | 'graphql'): RestAnswer | undefined {
  if (fault?.kind === 'bad-credentials') return failure(401, 'Bad credentials');
  if (fault?.kind === 'rate-limit') return usedUp(quota, resource, fault.status);
  if (fault?.kind !== 'secondary-limit') return undefined;
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  const headers = { ...limits(quota, resource), ...(fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }) };
  if (fault.status === 200 && resource === 'graphql')
    return {
      status: 200,
      body: { errors: [{ type: 'RATE_LIMITED', message }] },
      headers: { ...headers, 'x-ratelimit-remaining': '0' },
    };
  return { ...failure(fault.status === 429 ? 429 : 403, message), headers };
}

/** The answer to a query of more repositories than GitHub can do in its ten seconds. */
export function timedOut(): RestAnswer {
  const message =
    'Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug.';
  return { status: 502, body: { data: null, errors: [{ message }] } };
}

/** Looks at each repository of a query in turn and throws where the fault takes it away. */
export function refusal(fault: Fault | undefined): (fullName: string) => void {
  let looked = 0;
  return (fullName) => {
    looked += 1;
    if (fault?.kind === 'resource-limits' && looked > fault.aliases)
      throw new GitHubError('RESOURCE_LIMITS_EXCEEDED', 'Resource limits for this query exceeded.');
    if (fault?.kind !== 'refuse' || !fault.repositories.some((one) => one.toLowerCase() === fullName.toLowerCase())) return;
    const owner = fullName.split('/')[0] ?? '';
    switch (fault.why) {
      case 'saml':
        throw new GitHubError(
          'FORBIDDEN',
          'Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.',
          { saml_failure: true },
        );
      case 'ip-list':
        throw new GitHubError(
          'FORBIDDEN',
          `Although you appear to have the correct authorization credentials, the \`${owner}\` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.`,
        );
      case 'NOT_FOUND':
        throw new GitHubError('NOT_FOUND', `Could not resolve to a Repository with the name '${fullName}'.`);
      case 'SERVICE_UNAVAILABLE':
        throw new GitHubError('SERVICE_UNAVAILABLE', 'Something went wrong while resolving this repository.');
    }
  };
}
