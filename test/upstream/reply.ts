/** A service's answer. The server adds ETag, compression and length. */
export interface Reply {
  readonly status: number;
  readonly type: 'application/json' | 'text/plain' | 'text/html';
  readonly body: string;
  /** Every package, module or repository the request named. */
  readonly names: readonly string[];
  /** Extra headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** False: no ETag, no compression (stripped mirrors, batch answers). Default true. */
  readonly validated?: boolean;
}
