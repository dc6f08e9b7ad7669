import { Agent as NpmAgent } from '@npmcli/agent';
import npmProxy from '@npmcli/agent/lib/proxy.js';
import type { LookupAddress } from 'node:dns';
import type { Agent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { LookupFunction } from 'node:net';
import { rootCertificates } from 'node:tls';
import { isLoopbackHost, isPublicAddress } from './hostRules.ts';
import type { NpmNetwork } from './npmNetwork.ts';
import { WireFailure } from './transportFailure.ts';

/** The part of npm's network settings that connections obey. */
export type Network = Pick<
  NpmNetwork,
  'proxy' | 'httpsProxy' | 'noProxy' | 'ca' | 'strictSsl' | 'maxSockets' | 'fetchTimeoutMs' | 'fetchRetries' | 'clientCertificate'
>;

/**
 * How far a host is trusted. `registry`: by npm's own settings, `ca`, `strict-ssl` and client certificates included. `public`: verified
 * against the well-known authorities and npm's `ca`, whatever `strict-ssl` says. `web`: the same, and the name must resolve to public
 * addresses only, checked on the very addresses that are connected to.
 */
export type Trust = 'registry' | 'public' | 'web';

/** Agents by proxy, trust and client certificate; a handful, as settings name only so many. */
export function agentsFor(network: Network, resolve: LookupFunction): (url: URL, trust: Trust) => Promise<Agent> {
  const agents = new Map<string, Agent>();
  const pinned = publicOnly(resolve);

  function held(key: string, create: () => Agent): Agent {
    const agent = agents.get(key) ?? create();
    agents.set(key, agent);
    return agent;
  }

  return async (url, trust) => {
    const proxy = proxyFor(url, network);
    if (trust === 'web') {
      // A proxy resolves the name itself. What can be seen from here is checked here, what cannot is the proxy's own to refuse.
      if (proxy) await refuseKnownPrivate(url.hostname, pinned);
      // No connection is kept: the agent of a direct request must never hand out one that another rule opened.
      else return held('web', () => new HttpsAgent({ ...verified(network), keepAlive: false, lookup: pinned }));
    }
    const certificate = trust === 'registry' ? network.clientCertificate(url.href) : undefined;
    const key = [proxy?.href ?? '', trust, certificate?.cert ?? ''].join('\n');
    return held(
      key,
      () =>
        new NpmAgent({
          ...(trust === 'registry' ? asConfigured(network) : verified(network)),
          ...certificate,
          maxSockets: network.maxSockets,
          ...(proxy && { proxy, noProxy: network.noProxy }),
        }),
    );
  };
}

function asConfigured({ ca, strictSsl }: Network) {
  return { ...(ca.length > 0 && { ca: [...ca] }), rejectUnauthorized: strictSsl };
}

/** npm's `ca` replaces the well-known authorities, which is right for a registry; public services are signed by the well-known ones. */
function verified({ ca }: Network) {
  return { ...(ca.length > 0 && { ca: [...rootCertificates, ...ca] }), rejectUnauthorized: true };
}

function proxyFor(url: URL, { proxy, httpsProxy, noProxy }: Network): URL | null {
  if (isLoopbackHost(url.hostname)) return null; // a proxy's own loopback is another machine
  const configured = url.protocol === 'https:' ? (httpsProxy ?? proxy) : proxy;
  if (configured === false) return null;
  return npmProxy.getProxy(url, { proxy: configured, noProxy: noProxy.length > 0 ? noProxy : undefined });
}

/** Resolves names as `resolve` does, but fails where any address is not of the public internet: the defence against DNS rebinding. */
function publicOnly(resolve: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const addresses: readonly LookupAddress[] = Array.isArray(found) ? found : [];
      const [first] = addresses;
      if (error) callback(error, [], 0);
      else if (!first || !addresses.every(({ address }) => isPublicAddress(address)))
        callback(new PrivateAddress(hostname), [], 0);
      else if (options.all === true) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    });
  };
}

class PrivateAddress extends WireFailure {
  constructor(hostname: string) {
    super('unsupported', `${hostname} is no host of the public internet, so it is not asked`);
  }
}

/** Throws `WireFailure` where a name is known here to lead anywhere but to the public internet; for requests that others carry out. */
export function refusePrivateHost(hostname: string, resolve: LookupFunction): Promise<void> {
  return refuseKnownPrivate(hostname, publicOnly(resolve));
}

function refuseKnownPrivate(hostname: string, pinned: LookupFunction): Promise<void> {
  return new Promise((resolve, reject) => {
    pinned(hostname, { all: true }, (error) => (error instanceof PrivateAddress ? reject(error) : resolve()));
  });
}
