import { funding, originRepository } from '../facts/package.ts';
import { documents, forgeFunding, identity, openWork, type DocumentKind } from '../facts/repository.ts';
import { fundingManifest } from '../facts/repositoryDetail.ts';
import type { Assessment } from '../model/assessment.ts';
import type { FactKey, FactView } from '../model/fact.ts';
import { repositoryUrl } from '../model/subject.ts';
import { homeOf, isArchived } from './home.ts';
import { httpsUrl, oneLine } from './markdown.ts';

/** A page a person can go to from a dependency. `title` is plain text that names the host; `url` is https, without credentials. */
export interface CardLink {
  /**
   * `unverified`: money is asked for there, and nobody vouches for who asks. `issues`: what is open to newcomers. `governance`: how the foundation
   * governs. `document`: of the repository itself. `moved`: where the repository is now, or another one it was fetched from.
   */
  readonly kind:
    'fund' | 'unverified' | 'foundation' | 'contribute' | 'issues' | 'governance' | 'document' | 'repository' | 'moved';
  readonly title: string;
  readonly url: string;
}

/** Most UTF-16 units of a title. */
const MAX_TITLE = 80;
/** Most pages of funding, and most of those that are unverified. */
const MAX_FUND = 8;
const MAX_UNVERIFIED = 3;

/**
 * The pages behind one dependency in fixed order: where money is asked for (a funding.json that is vouched for, then the package's and the
 * repository's own pages, in the owner's order; then one that nobody vouches for, said so), the foundation's membership, donation or home page, the contributing guide, governance, the
 * security policy, the repository; nobody can contribute to one that is read-only. https only; pages that several of them name are listed once, under the first.
 */
export function linksOf(assessment: Assessment): readonly CardLink[] {
  const { foundation: safetyNet } = assessment.safetyNet;
  const net = safetyNet.state === 'known' && safetyNet.value?.ended !== 'left' ? safetyNet.value : null;
  const all = [
    ...fundingPages(assessment).map((url) => draft('fund', 'Fund', url)),
    ...unverifiedPages(assessment).map((url) => draft('unverified', 'Fund (unverified funding.json)', url)),
    ...(net ? [supportLink(net)] : []),
    ...(isArchived(assessment)
      ? []
      : [documentLink(assessment, 'contribute', 'Contribute', 'contributing'), issuesLink(assessment)]),
    ...(net ? [lifecycleLink(net)] : []),
    documentLink(assessment, 'document', 'Governance', 'governance'),
    documentLink(assessment, 'document', 'Security policy', 'security'),
    ...repositoryLinks(assessment),
  ].flatMap((one) => (one ? [one] : []));
  const seen = new Set<string>();
  const once = all.filter(({ key }) => !seen.has(key) && seen.add(key));
  const kept = [
    ...once.filter(({ kind }) => kind === 'fund').slice(0, MAX_FUND),
    ...once.filter(({ kind }) => kind === 'unverified').slice(0, MAX_UNVERIFIED),
    ...once.filter(({ kind }) => kind !== 'fund' && kind !== 'unverified'),
  ];
  const titles = new Map<string, number>();
  for (const { short } of kept) titles.set(short, (titles.get(short) ?? 0) + 1);
  return kept.map(({ kind, short, long, url }) => ({ kind, title: titles.get(short) === 1 ? short : long, url }));
}

/** The repository by the name it has today, and where a module was really fetched from where a finding says that this is another one. */
function repositoryLinks(assessment: Assessment): readonly (Draft | undefined)[] {
  const { facts, findings } = assessment;
  const home = homeOf(assessment);
  const [today, origin] = [facts.get(identity), facts.get(originRepository)];
  const renamed = today.state === 'known' && today.value.renamed ? today.value.fullName : undefined;
  const isApart = origin.state === 'known' && findings.some(({ rule }) => rule === 'moved') && renamed === undefined;
  return [
    ...(home ? [draft('repository', 'Repository', repositoryUrl(home))] : []),
    ...(home && renamed !== undefined && NAME.test(renamed)
      ? [draft('moved', `Repository as ${renamed}`, `https://${home.host}/${renamed}`)]
      : []),
    ...(isApart ? [draft('moved', 'Repository it was fetched from', repositoryUrl(origin.value))] : []),
  ];
}

/** `owner/name` on a forge. */
const NAME = /^[\w.-]+\/[\w.-]+$/;

/** The host of an https address as people know it. */
export function hostOf(url: string): string {
  return new URL(url).host.replace(/^www\./, '');
}

function fundingPages({ facts }: Assessment): readonly string[] {
  return [
    ...listed(facts, fundingManifest).flatMap(({ url, verified }) => (verified ? [url] : [])),
    ...listed(facts, funding),
    ...listed(facts, forgeFunding).map(({ url }) => url),
  ];
}

function unverifiedPages({ facts }: Assessment): readonly string[] {
  return listed(facts, fundingManifest).flatMap(({ url, verified }) => (verified ? [] : [url]));
}

function listed<T>(facts: FactView, key: FactKey<readonly T[]>): readonly T[] {
  const fact = facts.get(key);
  return fact.state === 'known' ? fact.value : [];
}

/**
 * GitHub's own page of what a repository has open to newcomers, where the repository was seen there and has open issues. Source: GitHub's documentation,
 * "Finding ways to contribute to open source": `/contribute`.
 */
function issuesLink(assessment: Assessment): Draft | undefined {
  const home = homeOf(assessment);
  const open = assessment.facts.get(openWork);
  if (home?.host !== 'github.com' || open.state === 'unknown' || open.value.issues === 0) return undefined;
  return draft('issues', 'Good first issues', `${repositoryUrl(home)}/contribute`);
}

/** The address of a document in the repository's default branch, as GitHub, which alone tells of documents, has it. */
export function documentPage(assessment: Assessment, which: DocumentKind): string | undefined {
  const home = homeOf(assessment);
  const known = assessment.facts.get(documents);
  const path = known.state === 'known' ? known.value[which] : undefined;
  if (!home || path === undefined) return undefined;
  const steps = path.split('/').map((step) => encodeURIComponent(step.replace(/\p{Surrogate}/gu, '\ufffd')));
  return `${repositoryUrl(home)}/blob/HEAD/${steps.join('/')}`;
}

function documentLink(assessment: Assessment, kind: CardLink['kind'], words: string, which: DocumentKind): Draft | undefined {
  const page = documentPage(assessment, which);
  return page === undefined ? undefined : draft(kind, words, page);
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

function supportLink({ foundation, links: { support, home } }: NonNullable<KnownNet>): Draft | undefined {
  if (support !== null) return draft('foundation', `Support ${foundation}`, support);
  return home === null ? undefined : draft('foundation', foundation, home);
}

function lifecycleLink({ foundation, links: { lifecycle } }: NonNullable<KnownNet>): Draft | undefined {
  return lifecycle === null ? undefined : draft('governance', `Governance of ${foundation}`, lifecycle);
}

type KnownNet = Extract<Assessment['safetyNet']['foundation'], { state: 'known' }>['value'];

function draft(kind: CardLink['kind'], words: string, address: string): Draft | undefined {
  const url = httpsUrl(address);
  if (!url) return undefined;
  const host = hostOf(url.href);
  const path = url.pathname.replace(/\/+$/, '');
  return {
    kind,
    key: `${host}${path}${url.search}`,
    short: oneLine(`${words} on ${host}`, MAX_TITLE),
    long: oneLine(`${words} on ${host}${path}${url.search}`, MAX_TITLE),
    url: url.href,
  };
}
