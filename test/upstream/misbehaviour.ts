import type { Reply } from './reply.ts';

/**
 * What the upstream does wrong on command. `stall` never answers · `cut` sends half the body and hangs up · `garble` sends text that is no
 * JSON, or JSON of the wrong types · `status` answers with an error · `redirect` sends to another origin on loopback (or `to`) ·
 * `strip` plays the stripped mirror of UPSTREAMS 0.1 · `slow` answers `ms` later. GitHub alone: {@link GitHubFault}.
 */
export type Fault =
  | GitHubFault
  | { readonly kind: 'stall' | 'cut' | 'redirect' | 'strip' }
  | { readonly kind: 'garble'; readonly how?: 'text' | 'types' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'slow'; readonly ms: number };

/**
 * What GitHub does: `bad-credentials` answers 401 · `rate-limit`: the hour is used up (403, or for GraphQL 200 with an error) ·
 * `secondary-limit`: too much at once (403, 429, or 200 with an error) · `too-big`: 502 for queries of more than so many repositories ·
 * `resource-limits`: only the first so many are answered · `refuse`: these repositories are null, with an error of that type
 * (`saml`, `ip-list`: FORBIDDEN as an organisation's rules make it).
 */
export type GitHubFault =
  | { readonly kind: 'bad-credentials' }
  | { readonly kind: 'rate-limit'; readonly status?: 200 | 403 }
  | { readonly kind: 'secondary-limit'; readonly status?: 200 | 403 | 429; readonly retryAfter?: string }
  | { readonly kind: 'too-big'; readonly aliases: number }
  | { readonly kind: 'resource-limits'; readonly aliases: number }
  | {
      readonly kind: 'refuse';
      readonly repositories: readonly string[];
      readonly why: 'saml' | 'ip-list' | 'NOT_FOUND' | 'SERVICE_UNAVAILABLE';
    };

/** A fault with where it strikes: one service or all, paths that contain a text or all; `times` or for ever. */
export type Rule = Fault & { readonly service?: string; readonly path?: string; readonly times?: number };

/** The script a running upstream plays; later rules win over earlier ones. */
export interface Script {
  /** Adds a rule; the answer takes it back. */
  add(rule: Rule): () => void;
  /** The fault for this request, counted against its rule's `times`. */
  next(service: string, path: string): Fault | undefined;
}

/** An empty script. */
export function newScript(): Script {
  let rules: readonly { readonly rule: Rule; left: number }[] = [];
  return {
    add(rule) {
      const entry = { rule, left: rule.times ?? Infinity };
      rules = [...rules, entry];
      return () => {
        rules = rules.filter((one) => one !== entry);
      };
    },
    next(service, path) {
      const hit = rules.findLast(
        ({ rule, left }) =>
          left > 0 &&
          (rule.service === undefined || rule.service === service) &&
          (rule.path === undefined || path.includes(rule.path)),
      );
      if (hit === undefined) return undefined;
      hit.left -= 1;
      return hit.rule;
    },
  };
}

/** What an error looks like: the word of the status as plain text, and Retry-After where given. */
export function errorReply(status: number, retryAfter: string | undefined, names: readonly string[]): Reply {
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  return { status, type: 'text/plain', body: `scripted ${status}`, names, headers, validated: false };
}

/** A body that lies: prose in place of data, or data with every value of another type. */
export function garbled(reply: Reply, how: 'text' | 'types'): Reply {
  const body =
    how === 'text' || reply.type !== 'application/json' ? '\u0000 <html>this is not what you asked for {"' : lying(reply.body);
  return { ...reply, status: 200, body, validated: false };
}

function lying(body: string): string {
  const value: unknown = JSON.parse(body);
  if (typeof value !== 'object' || value === null) return '17';
  return JSON.stringify(
    Object.fromEntries(Object.entries(value).map(([key, one]) => [key, typeof one === 'string' ? { not: one } : 'seventeen'])),
  );
}
