import { expect, test } from 'vitest';
import { httpThroughClient } from '../../../server/src/lsp/httpThroughClient.ts';
import type { WireRequest } from '../../../server/src/platform/transport.ts';

/** A client that answers everything, and what it was asked. */
function client() {
  const asked: string[] = [];
  const connection = {
    sendRequest: (_method: string, { url }: { readonly url: string }) => {
      asked.push(url);
      return Promise.resolve({ kind: 'answer', status: 200, headers: { ETag: 'x' }, text: 'hello', bytes: 5 });
    },
  };
  return { asked, connection: connection as unknown as Parameters<typeof httpThroughClient>[0] };
}

const request = (trust: WireRequest['trust']): WireRequest => ({
  url: new URL('https://vanity.example.org/mod?go-get=1'),
  method: 'GET',
  headers: {},
  body: undefined,
  maxBytes: 1000,
  trust,
  signal: AbortSignal.timeout(5000),
});

test.each([
  ['10.0.0.7', 0],
  ['203.0.113.7', 0], // set aside for documents: nobody's host
  ['8.8.4.4', 1],
])('a page anywhere on the web is asked of the editor only on the public internet: %s', async (address, times) => {
  const { asked, connection } = client();
  const transport = httpThroughClient(connection, (_name, _options, callback) => callback(null, [{ address, family: 4 }]));
  const answer = transport(request('web'));
  if (times === 0) await expect(answer).rejects.toMatchObject({ why: 'unsupported' });
  else await expect(answer).resolves.toMatchObject({ status: 200, headers: { etag: 'x' }, text: 'hello' });
  expect(asked).toHaveLength(times);
});

test('a registry of the user is asked wherever it is', async () => {
  const { asked, connection } = client();
  await httpThroughClient(connection, () => expect.unreachable())(request('registry'));
  expect(asked).toHaveLength(1);
});
