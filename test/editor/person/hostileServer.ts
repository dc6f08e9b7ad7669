import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request to a server that nobody should ask. */
export interface Lured {
  readonly path: string;
  readonly authorization: string | undefined;
}

/** A registry that a stranger's project would have asked. */
export interface HostileServer {
  readonly address: string;
  readonly requests: readonly Lured[];
  /** Settles at its first request. */
  readonly asked: Promise<void>;
  close(): Promise<void>;
}

/** Listens on another port of this machine, and knows no package. */
export async function startHostileServer(): Promise<HostileServer> {
  const requests: Lured[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    requests.push({ path: request.url ?? '', authorization: request.headers.authorization });
    response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
  });
  const asked = new Promise<void>((done) => server.once('request', () => done()));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    requests,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
