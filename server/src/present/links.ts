import { funding, repository } from '../facts/package.ts';
import type { Assessment } from '../model/assessment.ts';
import { repositoryUrl } from '../model/subject.ts';
import { httpsUrl, oneLine } from './markdown.ts';

/** A page a person can go to from a dependency. `title` is plain text that names the host; `url` is https, without credentials. */
export interface CardLink {
  readonly kind: 'fund' | 'foundation' | 'governance' | 'repository';
  readonly title: string;
  readonly url: string;
}

/** Most UTF-16 units of a title. */
const MAX_TITLE = 80;

/**
 * The pages behind one dependency in fixed order: where money is asked for (the owner's order), the foundation's membership, donation or
 * home page, how it governs, the repository. https only; pages that several of them name are listed once, under the first.
 */
export function linksOf({ facts, safetyNet }: Assessment): readonly CardLink[] {
  const channels = facts.get(funding);
  const home = facts.get(repository);
  const net = safetyNet.state === 'known' && safetyNet.value?.ended !== 'left' ? safetyNet.value : null;
  const all = [
    ...(channels.state === 'known' ? channels.value.map((url) => draft('fund', 'Fund', url)) : []),
    ...(net ? foundationLinks(net) : []),
    ...(home.state === 'known' ? [draft('repository', 'Repository', repositoryUrl(home.value.repository))] : []),
  ].flatMap((one) => (one ? [one] : []));
  const seen = new Set<string>();
  const once = all.filter(({ key }) => !seen.has(key) && seen.add(key));
  const hosts = new Map<string, number>();
  for (const { short } of once) hosts.set(short, (hosts.get(short) ?? 0) + 1);
  return once.map(({ kind, short, long, url }) => ({ kind, title: hosts.get(short) === 1 ? short : long, url }));
}

interface Draft {
  readonly kind: CardLink['kind'];
  /** Equal for addresses that lead to the same page. */
  readonly key: string;
  readonly short: string;
  /** With the path, for when two pages of one host would have the same title. */
  readonly long: string;
  readonly url: string;
}

function foundationLinks({ foundation, links }: NonNullable<KnownNet>): readonly (Draft | undefined)[] {
  const { support, home, lifecycle } = links;
  const first =
    support === null
      ? home === null
        ? undefined
        : draft('foundation', foundation, home)
      : draft('foundation', `Support ${foundation}`, support);
  return [first, lifecycle === null ? undefined : draft('governance', `Governance of ${foundation}`, lifecycle)];
}

type KnownNet = Extract<Assessment['safetyNet'], { state: 'known' }>['value'];

function draft(kind: CardLink['kind'], words: string, address: string): Draft | undefined {
  const url = httpsUrl(address);
  if (!url) return undefined;
  const host = url.host.replace(/^www\./, '');
  const path = url.pathname.replace(/\/+$/, '');
  return {
    kind,
    key: `${host}${path}${url.search}`,
    short: oneLine(`${words} on ${host}`, MAX_TITLE),
    long: oneLine(`${words} on ${host}${path}${url.search}`, MAX_TITLE),
    url: url.href,
  };
}
