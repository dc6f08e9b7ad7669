import { readFileSync } from 'node:fs';
import type { Upstream } from '../../upstream/server.ts';
import { ask } from './asking.ts';
import type { Asked } from './asking.ts';

/** A query of the design, committed here. */
export function designed(name: 'batch' | 'freshness' | 'governance' | 'sampled'): string {
  return readFileSync(new URL(`./queries/${name}.graphql`, import.meta.url), 'utf8');
}

/** Posts a query, signed in with a token nobody has. */
export function query(upstream: Upstream, text: string, variables: object = {}, token = 'bearer invented'): Promise<Asked> {
  return ask(upstream, 'github', '/graphql', {
    method: 'POST',
    headers: { authorization: token, 'content-type': 'application/json' },
    body: JSON.stringify({ query: text, variables }),
  });
}

/** The errors of an answer: their types and paths. */
export function errorsOf({
  at,
}: Asked): readonly { readonly type?: string; readonly path?: readonly (string | number)[]; readonly message: string }[] {
  return (at('errors') ?? []) as readonly {
    readonly type?: string;
    readonly path?: readonly (string | number)[];
    readonly message: string;
  }[];
}

/** A query for one field of so many repositories: r0, r1, …, and what each is given. */
export function aliases(
  repositories: readonly string[],
  selection = 'nameWithOwner',
): { readonly text: string; readonly variables: object } {
  const parts = repositories.map((_, at) => `r${at}: repository(owner: $o${at}, name: $n${at}) { ${selection} }`);
  const given = repositories.map((_, at) => `$o${at}: String!, $n${at}: String!`);
  const variables = repositories.flatMap((full, at) => {
    const [owner = '', name = ''] = full.split('/');
    return [[`o${at}`, owner] as const, [`n${at}`, name] as const];
  });
  return { text: `query (${given.join(', ')}) { ${parts.join(' ')} }`, variables: Object.fromEntries(variables) };
}
