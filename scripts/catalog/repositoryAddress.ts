/** What an address in a list stands for: one repository, or everything of an owner. */
interface Address {
  readonly kind: 'repository' | 'organisation';
  /** `owner/name` or `owner` on github.com; the host in front elsewhere. Lower case. */
  readonly key: string;
}

const FORGES = new Set(['github.com', 'gitlab.com', 'codeberg.org']);
const PSEUDO_OWNERS = new Set(['topics', 'marketplace', 'sponsors', 'settings', 'apps', 'features']);

/**
 * Reads the address of a repository as lists write it: any case, `.git`, `www.`, `/tree/…`, `?tab=…`, `orgs/…`. Null for what names
 * no repository or owner on a forge we compare by (gerrit, topic pages, home pages).
 */
export function readAddress(text: unknown): Address | null {
  if (typeof text !== 'string') return null;
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^(git\+)?(https?|git|ssh):\/\//, '')
    .replace(/^git@/, '')
    .replace(/^([^:/]+):(?!\d)/, '$1/')
    .replace(/^www\./, '')
    .replace(/[?#].*$/, '');
  const [host, ...rest] = plain.split('/').filter((part) => part !== '');
  if (host === undefined || !FORGES.has(host)) return null;
  const end = rest.findIndex((part, at) => at > 0 && ['-', 'tree', 'blob', 'wiki', 'issues', 'commits'].includes(part));
  const named = end === -1 ? rest : rest.slice(0, end);
  const path = (named[0] === 'orgs' ? named.slice(1, 2) : named).map((part) => part.replace(/\.git$/, ''));
  const [owner, ...names] = host === 'github.com' ? path.slice(0, 2) : path;
  if (owner === undefined || PSEUDO_OWNERS.has(owner)) return null;
  const prefix = host === 'github.com' ? '' : `${host}/`;
  return names.length === 0
    ? { kind: 'organisation', key: `${prefix}${owner}` }
    : { kind: 'repository', key: `${prefix}${owner}/${names.join('/')}` };
}

/** The repositories among addresses, in order, each once. */
export function repositoriesOf(addresses: readonly unknown[]): string[] {
  return [...new Set(addresses.flatMap((text) => pick(text, 'repository')))];
}

/** The organisations among addresses, in order, each once. */
export function organisationsOf(addresses: readonly unknown[]): string[] {
  return [...new Set(addresses.flatMap((text) => pick(text, 'organisation')))];
}

function pick(text: unknown, kind: Address['kind']): string[] {
  const address = readAddress(text);
  return address?.kind === kind ? [address.key] : [];
}

/** The owner part of a repository's key, with the host where there is one. */
export function ownerOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}
