import type { AllowedHosts } from '../../server/src/protocol.ts';
import { network } from './messages.ts';

/** Before the server has said which hosts it asks, none may be. */
export const NO_HOSTS: AllowedHosts = { hosts: [], anyHttps: false };

/**
 * Why an address may not be asked, in words that name no more than its host; undefined where it may. Only https, or http on this very
 * machine; only the hosts the server has named, or any public-looking name where it said so: no port, no user, no address in numbers.
 */
export function whyNotAllowed(address: string, { hosts, anyHttps }: AllowedHosts): string | undefined {
  if (!URL.canParse(address)) return network.noAddress;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return network.userName(url.host);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isThisMachine(url.hostname))) return network.notHttps(url.host);
  if (hosts.includes(url.host)) return undefined;
  if (anyHttps && looksPublic(url)) return undefined;
  return network.notListed(url.host);
}

/** 127.0.0.0/8, `[::1]` or `localhost`, as `URL` normalises them; no name is resolved. */
function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

function looksPublic({ protocol, port, hostname }: URL): boolean {
  const name = hostname.replace(/\.$/, '');
  const numbers = name.startsWith('[') || /^[\d.]+$/.test(name);
  return protocol === 'https:' && port === '' && !numbers && name.includes('.') && !name.endsWith('.localhost');
}
