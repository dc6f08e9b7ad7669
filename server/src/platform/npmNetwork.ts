import { npmDefault, type NpmConfig } from './npmConfig.ts';
import { nerfDarts, readClientCertificates, readPem, type ClientCertificate } from './npmAuth.ts';

/** npm's network settings, for whoever opens connections to registries. Proxy addresses may hold credentials: never log them. */
export interface NpmNetwork {
  /** Proxy for all requests; `false`: explicitly none; undefined: not configured, the environment (`HTTP_PROXY` …) decides. */
  readonly proxy: string | false | undefined;
  /** Proxy for https requests, before `proxy`. */
  readonly httpsProxy: string | false | undefined;
  /** Host names and domain endings asked without proxy; empty: the environment (`NO_PROXY`) decides. */
  readonly noProxy: readonly string[];
  /** Certificate authorities as PEM texts, in place of Node's own; empty: Node's own. */
  readonly ca: readonly string[];
  readonly strictSsl: boolean;
  /** Most connections per origin, 1 to 64. */
  readonly maxSockets: number;
  /** Time limit of one request in ms, 1 s to 10 min. */
  readonly fetchTimeoutMs: number;
  /** Times a request is tried again, 0 to 10. */
  readonly fetchRetries: number;
  /** The client certificate configured for an address, by the nearest place that has one. */
  clientCertificate(url: string): ClientCertificate | undefined;
}

/** Reads the network settings; one that makes no sense counts as npm's default and adds a problem without its value. Does not throw. */
export async function readNpmNetwork(config: NpmConfig): Promise<NpmNetwork> {
  const certificates = await readClientCertificates(config);
  return {
    proxy: proxySetting(config, 'proxy'),
    httpsProxy: proxySetting(config, 'https-proxy'),
    noProxy: strings(config.get('noproxy'))
      .flatMap((list) => list.split(','))
      .map((host) => host.trim())
      .filter((host) => host !== ''),
    ca: await authorities(config),
    strictSsl: config.get('strict-ssl') !== false,
    maxSockets: numberSetting(config, 'maxsockets', 1, 64),
    fetchTimeoutMs: numberSetting(config, 'fetch-timeout', 1000, 600_000),
    fetchRetries: numberSetting(config, 'fetch-retries', 0, 10),
    clientCertificate(url) {
      if (certificates.size === 0 || !URL.canParse(url)) return undefined;
      const place = nerfDarts(new URL(url)).find((candidate) => certificates.has(candidate));
      return place === undefined ? undefined : certificates.get(place);
    },
  };
}

function proxySetting(config: NpmConfig, key: string): string | false | undefined {
  const value = config.get(key);
  if (value === false) return false;
  if (typeof value !== 'string' || value === '') return undefined;
  if (URL.canParse(value) && /^(?:https?|socks[45]?[ah]?):$/.test(new URL(value).protocol)) return value;
  config.problems.push(`npm's setting ${key} is no proxy address: it is left out.`);
  return undefined;
}

function numberSetting(config: NpmConfig, key: string, least: number, most: number): number {
  const value = config.get(key);
  if (typeof value === 'number' && Number.isFinite(value)) return Math.min(most, Math.max(least, Math.trunc(value)));
  config.problems.push(`npm's setting ${key} is no number: npm's default is used.`);
  return Math.min(most, Number(npmDefault(key)));
}

async function authorities(config: NpmConfig): Promise<readonly string[]> {
  const file = await readPem(config, 'cafile');
  if (file === undefined) return strings(config.get('ca'));
  return file.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
}

function strings(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string' && item !== '') as string[];
}
