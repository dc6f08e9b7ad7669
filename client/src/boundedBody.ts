import { network } from './messages.ts';

/** More bytes came than were asked for. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** A body that was read to its end. */
export interface BoundedBody {
  readonly text: string;
  /** Decoded bytes. */
  readonly bytes: number;
}

/**
 * Reads a body as UTF-8, at most `maxBytes` decoded bytes of it. Rejects with {@link BodyTooLarge} as soon as more came and closes the
 * connection, so that neither a large document nor a small one that unpacks into a large one is held; else with the stream's own error.
 */
export async function readBounded(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<BoundedBody> {
  if (body === null) return { text: '', bytes: 0 };
  const decoder = new TextDecoder();
  const texts: string[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new BodyTooLarge(network.tooLarge(maxBytes)); // leaving the loop cancels the stream
    texts.push(decoder.decode(chunk, { stream: true }));
  }
  texts.push(decoder.decode());
  return { text: texts.join(''), bytes };
}
