// @npmcli/agent ships no types: these are the parts Mainstay uses, read from its source (4.0).

declare module '@npmcli/agent' {
  import type { Agent as HttpAgent } from 'node:http';
  import type { SecureContextOptions } from 'node:tls';

  export interface AgentOptions extends Pick<SecureContextOptions, 'ca' | 'cert' | 'key'> {
    readonly proxy?: string | URL;
    readonly noProxy?: readonly string[];
    readonly rejectUnauthorized?: boolean;
    readonly keepAlive?: boolean;
    readonly maxSockets?: number;
  }

  /** Serves http and https alike, through a proxy where one is given; it does not look at the environment. */
  export const Agent: new (options: AgentOptions) => HttpAgent;
}

declare module '@npmcli/agent/lib/proxy.js' {
  const module: {
    /** The proxy for an address: the one given, else the environment's, unless `noProxy` (else the environment's) names the host. */
    getProxy(
      url: URL,
      options: { readonly proxy: string | undefined; readonly noProxy: readonly string[] | undefined },
    ): URL | null;
  };
  export default module;
}
