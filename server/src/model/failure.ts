import type { Missing } from './fact.ts';
import type { Instant } from './instant.ts';

/** The error of sources and platform: an upstream did not give an answer, and why. The engine turns it into a {@link Missing}. */
export class UpstreamFailure extends Error {
  override readonly name = 'UpstreamFailure';
  readonly why: Missing;
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** From when it is worth asking again, where the upstream said so. */
  readonly until: Instant | undefined;

  /** `message` must hold no credentials: it may be logged. */
  constructor(why: Missing, message: string, status?: number, until?: Instant) {
    super(message);
    this.why = why;
    this.status = status;
    this.until = until;
  }
}
