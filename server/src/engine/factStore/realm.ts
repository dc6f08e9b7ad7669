import type { Counting } from '../../model/counting.ts';
import type { GoClient, NpmClient } from '../../model/ports.ts';
import { nameOf, typeOf, type Purl } from '../../model/purl.ts';
import type { Subject } from '../../model/subject.ts';
import { hashOf } from './keyHash.ts';

/**
 * Tells worlds of names apart: empty for the public one. A package of a company's registry is another than the public one of that name, and
 * what a workspace's own registry says of a public name must not be shown to the next workspace.
 */
export type RealmOf = (subject: Subject) => string;

/**
 * The realms of a session, by its registries; `standIns` says what takes the place of public services. Where a team counts people its own way, what is
 * told of repositories is a realm of its own: a count of one team must not be shown to the next. Holds no address and no name.
 */
export function realmsOf({
  npm,
  go,
  standIns,
  counting = { bots: [], aliases: [] },
}: {
  readonly npm: Pick<NpmClient, 'registryFor'>;
  readonly go: Pick<GoClient, 'isPublicDefault' | 'proxies'>;
  readonly standIns: Readonly<Record<string, string>>;
  readonly counting?: Counting | undefined;
}): RealmOf {
  const ground = Object.keys(standIns).length === 0 ? '' : digest(JSON.stringify(standIns));
  const proxies = go.proxies.map((element) => (element.kind === 'proxy' ? element.base : element.kind)).join(' ');
  const ofGo = go.isPublicDefault ? ground : digest(`${ground} ${proxies}`);
  const countsAlike = counting.bots.length + counting.aliases.length === 0;
  const ofPeople = countsAlike ? ground : digest(`${ground} ${JSON.stringify([counting.bots, counting.aliases])}`);
  const known = new Map<Purl, string>();

  function ofNpm(purl: Purl): string {
    const { base, isPublicDefault } = npm.registryFor(nameOf(purl));
    return isPublicDefault ? ground : digest(`${ground} ${base}`);
  }
  return (subject) => {
    if (!('purl' in subject)) return ofPeople;
    const { purl } = subject;
    const realm = known.get(purl) ?? (typeOf(purl) === 'npm' ? ofNpm(purl) : typeOf(purl) === 'golang' ? ofGo : ground);
    known.set(purl, realm);
    return realm;
  };
}

/** Sixty-four bits, so that two registries of one user never meet. */
function digest(text: string): string {
  return hashOf(text).toString(36) + hashOf(`${text} `).toString(36);
}
