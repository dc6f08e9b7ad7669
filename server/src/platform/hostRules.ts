import { BlockList, isIP } from 'node:net';

/** Networks that are no part of the public internet. Source: IANA special-purpose address registries, RFC 6890. */
const SPECIAL_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/** Beside the special ranges, those that carry an IPv4 address inside (6to4, Teredo, NAT64): they could lead back to a private one. */
const SPECIAL_IPV6 = [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const;

const special = new BlockList();
for (const [network, bits] of SPECIAL_IPV4) special.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of SPECIAL_IPV6) special.addSubnet(network, bits, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Names that resolve inside a network by convention. Source: RFC 6761, RFC 6762, RFC 8375, ICANN's reservation of `internal`. */
const LOCAL_SUFFIXES = [
  'localhost',
  'local',
  'internal',
  'intranet',
  'lan',
  'home.arpa',
  'corp',
  'home',
  'private',
  'onion',
  'test',
  'invalid',
];

/** Whether an address (IPv4, IPv6 or an IPv4 mapped into IPv6) is one of the public internet; false for what is no address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return !special.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Whether a URL's host is this machine by its very spelling: 127.0.0.0/8, `[::1]` or `localhost`. No name is resolved. */
export function isLoopbackHost(hostname: string): boolean {
  const host = withoutBrackets(hostname);
  const family = isIP(host);
  return family === 0 ? host.toLowerCase() === 'localhost' : loopback.check(host, family === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Why a URL is no address of the public web, or undefined where it is one: https, a dotted name that is not reserved for local use,
 * no user, no port. What the name resolves to is checked again when the connection is made.
 */
export function whyNotPublicWeb(url: URL): string | undefined {
  if (url.protocol !== 'https:') return 'only https is asked';
  if (url.username !== '' || url.password !== '') return 'an address with a user name is not asked';
  if (url.port !== '') return 'an address with a port is not asked';
  const host = withoutBrackets(url.hostname).toLowerCase().replace(/\.$/, '');
  if (isIP(host) !== 0) return 'an IP address is not asked';
  if (!host.includes('.')) return 'a host name without a dot is not asked';
  if (LOCAL_SUFFIXES.some((suffix) => host.endsWith(`.${suffix}`))) return 'a host name of a local network is not asked';
  return undefined;
}

function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
