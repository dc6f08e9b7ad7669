import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Reply } from './services/service.ts';

const MOST_BYTES_IN = 16 * 1024 * 1024;
const SMALL = 1024;

/** The whole body of a request as text; what goes beyond 16 MB is dropped. */
export async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes <= MOST_BYTES_IN) parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

interface Encoded {
  readonly etag: string;
  readonly plain: Buffer;
  zipped(): Buffer;
}

/** The validator of a body. */
export function etagOf(body: string): string {
  return `"${createHash('sha1').update(body).digest('base64url')}"`;
}

/** Kept as long as the reply itself: the server hands out the same reply again for the same question. */
const encodings = new WeakMap<Reply, Encoded>();

function encoded(reply: Reply): Encoded {
  const held = encodings.get(reply);
  if (held !== undefined) return held;
  const plain = Buffer.from(reply.body);
  let gzip: Buffer | undefined;
  const fresh: Encoded = {
    etag: etagOf(reply.body),
    plain,
    zipped: () => (gzip ??= gzipSync(plain, { level: 1 })),
  };
  encodings.set(reply, fresh);
  return fresh;
}

/**
 * Sends a reply as a registry does: a strong ETag, 304 when it matches, gzip when accepted and worth it. `cut` sends half of the body and
 * hangs up. Answers the status and the bytes of body sent (status 0 when cut).
 */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  cut: boolean,
): { readonly status: number; readonly bytes: number } {
  const { status, type, body, headers, validated = true } = reply;
  const { etag, plain, zipped } = encoded(reply);
  const common = {
    ...headers,
    ...(validated ? { etag, 'cache-control': 'public, max-age=300', vary: 'accept-encoding, accept' } : {}),
  };
  if (validated && status === 200 && !cut && matches(request.headers['if-none-match'], etag)) {
    response.writeHead(304, common).end();
    return { status: 304, bytes: 0 };
  }
  const compress = validated && body.length > SMALL && request.headers['accept-encoding']?.includes('gzip') === true;
  const bytes = compress ? zipped() : plain;
  response.writeHead(status, {
    ...common,
    'content-type': `${type}; charset=utf-8`,
    'content-length': bytes.length,
    ...(compress ? { 'content-encoding': 'gzip' } : {}),
  });
  if (!cut) {
    response.end(bytes);
    return { status, bytes: bytes.length };
  }
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  response.write(half, () => response.destroy());
  return { status: 0, bytes: half.length };
}

/** Whether an If-None-Match names the validator. */
export function matches(asked: string | undefined, etag: string): boolean {
  return asked?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) === true;
}
