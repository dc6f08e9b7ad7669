import type { IncomingMessage } from 'node:http';
import { PassThrough, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { BodyTooLarge } from './transportFailure.ts';

/** Bytes read of the body of an answer that is not used, so that its connection can serve again; beyond that it is closed. */
const MAX_DISCARDED_BYTES = 65_536;

/** Reads one body within bounds, and counts what came over the wire even where reading fails. */
export interface BodyReader {
  /** The text of a 2xx answer; empty for others. Rejects with {@link BodyTooLarge}, or with the stream's or decoder's error. */
  read(response: IncomingMessage, signal: AbortSignal): Promise<string>;
  bytesReceived(): number;
}

/** A reader that decodes gzip and Brotli, and stops as soon as more than `maxBytes` came out. */
export function bodyReader(maxBytes: number): BodyReader {
  let received = 0;

  async function* counted(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      received += chunk.length;
      yield chunk;
    }
  }

  return {
    bytesReceived: () => received,
    async read(response, signal) {
      const status = response.statusCode ?? 0;
      if (status < 200 || status > 299) {
        response.on('data', (chunk: Buffer) => {
          received += chunk.length;
          if (received > MAX_DISCARDED_BYTES) response.destroy();
        });
        response.on('error', () => undefined); // the status is the answer; how its body ends says nothing more
        return '';
      }
      const chunks: Buffer[] = [];
      let size = 0;
      await pipeline(
        response,
        counted,
        decoder(response.headers['content-encoding']),
        async (source: AsyncIterable<Buffer>) => {
          for await (const chunk of source) {
            size += chunk.length;
            if (size > maxBytes) throw new BodyTooLarge(`the answer is larger than ${maxBytes} bytes`);
            chunks.push(chunk);
          }
        },
        { signal },
      );
      return new TextDecoder().decode(Buffer.concat(chunks));
    },
  };
}

function decoder(encoding: string | undefined): Transform {
  switch (encoding?.trim().toLowerCase() ?? '') {
    case '':
    case 'identity':
      return new PassThrough();
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new Error('the answer comes in an encoding that was not asked for');
  }
}
