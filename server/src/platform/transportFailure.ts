import { UpstreamFailure } from '../model/failure.ts';
import type { Missing } from '../model/fact.ts';

/** No usable answer; `code` is the system's own word for it (`ECONNRESET`), where there is one. The message names no address. */
export class WireFailure extends UpstreamFailure {
  readonly code: string | undefined;
  readonly bytesReceived: number;

  constructor(why: Missing, message: string, more: { readonly code?: string | undefined; readonly bytesReceived?: number } = {}) {
    super(why, message);
    this.code = more.code;
    this.bytesReceived = more.bytesReceived ?? 0;
  }
}

/** The decoded body is larger than the request allowed: a large document, or a small one made to unpack into a large one. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

const TLS_CODE = /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;
const DECODING_CODE = /^(?:Z_|ERR__ERROR|ERR_BROTLI|ERR_ZLIB)/;

/** Gives every way an exchange can end badly its reason. */
export function wireFailure(error: unknown, signal: AbortSignal, bytesReceived: number): WireFailure {
  if (error instanceof WireFailure) return error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const fail = (why: Missing, message: string) => new WireFailure(why, message, { code, bytesReceived });
  if (signal.aborted) return fail('timeout', 'no complete answer in time');
  if (error instanceof BodyTooLarge) return fail('too-large', error.message);
  if (code === undefined) return fail('malformed', error instanceof Error ? error.message : 'failed without a reason');
  if (TLS_CODE.test(code))
    return fail('offline', `no secure connection (${code}); a certificate authority of your own belongs in npm's cafile`);
  if (code === 'Z_BUF_ERROR' || code === 'HPE_INVALID_EOF_STATE') return fail('offline', 'the answer was cut off');
  if (DECODING_CODE.test(code)) return fail('malformed', `the answer's compression is broken (${code})`);
  if (code === 'HPE_HEADER_OVERFLOW') return fail('too-large', 'the answer has too many headers');
  if (code.startsWith('HPE_')) return fail('malformed', `the answer is no HTTP (${code})`);
  if (code.startsWith('ERR_INVALID') || code.startsWith('ERR_UNESCAPED'))
    return fail('malformed', `the request cannot be sent (${code})`);
  return fail('offline', `no connection (${code})`);
}
