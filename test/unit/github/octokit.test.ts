import { afterEach, describe, expect, test, vi } from 'vitest';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import type { HttpAnswer, HttpRequest } from '../../../server/src/model/ports.ts';
import { causeOf, octokitFor } from '../../../server/src/sources/github/octokit.ts';

const host = {
  host: 'github.com',
  rest: 'http://127.0.0.1:1/github',
  graphql: 'http://127.0.0.1:1/github/graphql',
  authorization: 'bearer invented-token',
};

/** Octokit over an HTTP that answers as told, and what was sent. */
async function over(answer: (request: HttpRequest) => Promise<Partial<HttpAnswer>>, authorization = host.authorization) {
  const sent: HttpRequest[] = [];
  const octokit = await octokitFor({
    host: authorization === '' ? { host: host.host, rest: host.rest, graphql: host.graphql } : { ...host, authorization },
    names: ['example-org/team'],
    signal: new AbortController().signal,
    http: {
      async send(request) {
        sent.push(request);
        const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', 'content-length': '1' };
        return { status: 200, unchanged: false, text: '{}', headers, ...(await answer(request)) };
      },
    },
  });
  return { octokit, sent };
}

const thrown = (work: Promise<unknown>): Promise<unknown> => work.then(() => undefined, causeOf);

describe('Octokit over Mainstay’s own HTTP', () => {
  afterEach(() => vi.restoreAllMocks());

  test('GraphQL is posted to the host’s own address, with the token beside the headers', async () => {
    const { octokit, sent } = await over(() => Promise.resolve({ text: '{"data":{"ok":true}}' }));
    expect(await octokit.graphql('query { ok }', { o0: 'example-org' })).toEqual({ ok: true });
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      url: host.graphql,
      method: 'POST',
      authorization: host.authorization,
      names: ['example-org/team'],
    });
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ query: 'query { ok }', variables: { o0: 'example-org' } });
    expect(Object.keys(sent[0]?.headers ?? {}).sort()).toEqual(['accept', 'content-type']);
  });

  test('its REST half goes the same way', async () => {
    const { octokit, sent } = await over(() => Promise.resolve({ text: '{"full_name":"example-org/team"}' }), '');
    const { data } = await octokit.rest.repos.get({ owner: 'example-org', repo: 'team' });
    expect(data.full_name).toBe('example-org/team');
    expect(sent[0]).toMatchObject({ url: 'http://127.0.0.1:1/github/repos/example-org/team', method: 'GET' });
    expect(sent[0]).not.toHaveProperty('authorization');
  });

  test('a typed failure comes out as it went in, and is not tried again', async () => {
    const failure = new UpstreamFailure('rate-limited', 'limit', 403, '2026-11-21T13:00:00.000Z');
    const { octokit, sent } = await over(() => Promise.reject(failure));
    expect(await thrown(octokit.graphql('query { ok }'))).toBe(failure);
    expect(await thrown(octokit.rest.repos.get({ owner: 'a', repo: 'b' }))).toBe(failure);
    expect(sent).toHaveLength(2);
  });

  test('GitHub is only read', async () => {
    const { octokit, sent } = await over(() => Promise.resolve({}));
    expect(await thrown(octokit.rest.repos.delete({ owner: 'a', repo: 'b' }))).toMatchObject({ why: 'unsupported' });
    expect(sent).toEqual([]);
  });

  test('it writes nothing to the console, and no token into an error', async () => {
    const lines = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name));
    const headers = { 'content-type': 'application/json', deprecation: 'true', sunset: 'soon' };
    const { octokit } = await over((request) =>
      request.method === 'GET' ? Promise.reject(new UpstreamFailure('offline', '500', 500)) : Promise.resolve({ headers }),
    );
    await octokit.graphql('query { ok }');
    const error = await octokit.rest.repos.get({ owner: 'a', repo: 'b' }).then(String, (reason: unknown) => reason);
    expect(lines.flatMap((line) => line.mock.calls)).toEqual([]);
    expect(JSON.stringify(error)).not.toContain('invented-token');
  });

  test('an error of ours keeps its own face', async () => {
    const { octokit } = await over(() => Promise.reject(new RangeError('ours')));
    expect(await thrown(octokit.graphql('query { ok }'))).not.toBeInstanceOf(UpstreamFailure);
  });
});
