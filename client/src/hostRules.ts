import type { AllowedHosts } from '../../server/src/protocol.ts';

/** Before the server has said which hosts it asks, none may be. */
export const NO_HOSTS: AllowedHosts = { hosts: [], anyHttps: false };

/**
 * Why an address may not be asked, in words that name no more than its host; undefined where it may. Only https, or http on this very
 * machine; only the hosts the server has named, or any public-looking name where it said so: no port, no user, no address in numbers.
 */
export function whyNotAllowed(address: string, { hosts, anyHttps }: AllowedHosts): string | undefined {
  if (!URL.canParse(address)) return 'what the server asked for is no address';
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return `${url.host}: an address with a user name is not asked`;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isThisMachine(url.hostname)))
    return `${url.host}: only https is asked, or http on this machine`;
  if (hosts.includes(url.host)) return undefined;
  if (anyHttps && looksPublic(url)) return undefined;
  return `${url.host} is none of the hosts that Mainstay asks`;
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
