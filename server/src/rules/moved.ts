import { originRepository, repository, type DeclaredRepository } from '../facts/package.ts';
import { identity } from '../facts/repository.ts';
import type { FactOf } from '../model/fact.ts';
import type { Dependency } from '../model/manifest.ts';
import { repositoryKey, type RepositorySubject } from '../model/subject.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';

/**
 * The repository was renamed or transferred: its forge answers the name that the package gives with another. Or a Go module was fetched from another
 * repository than its import path names.
 */
export const moved = defineRule({
  id: 'moved',
  title: 'Repository moved',
  tier: 'batch',
  recommended: { standing: 'hint', added: 'information' },
  needs: {},
  optional: { home: repository, today: identity, origin: originRepository },
  judge(_, { home, today, origin }, { dependency }) {
    if (today.state === 'known' && today.value.renamed) {
      const { fullName } = today.value;
      const old = nameSaid(home, dependency);
      const did = old === undefined || isOwnedAlike(old.name, fullName) ? 'renamed' : 'transferred to another owner';
      const before = old === undefined ? '' : `, not ${old.name}, which ${old.by}`;
      return fires(`Repository ${did}: it is ${fullName} now${before}.`, [today, home], { subject: fullName });
    }
    if (home.state === 'known' && origin.state === 'known' && areApart(home.value, origin.value)) {
      const [named, there] = [home.value.repository, origin.value].map(repositoryKey);
      return fires(`The import path names ${named ?? ''}; the module was fetched from ${there ?? ''}.`, [home, origin], {
        subject: there ?? '',
      });
    }
    return today.state === 'unknown' ? unknown(identity, today.why) : quiet;
  },
});

const BY: Readonly<Record<DeclaredRepository['how'], string>> = {
  declared: 'the package names',
  'import-path': 'the import path names',
  origin: 'the module was fetched from',
  'go-get': 'the page of the import path names',
  attested: 'its build attestation names',
};

/** The repository's name as it is still given, and by what; the line itself gives it for a git dependency. */
function nameSaid(
  home: FactOf<typeof repository>,
  { target }: Dependency,
): { readonly name: string; readonly by: string } | undefined {
  if (target.kind === 'forge') return { name: fullNameOf(target.repository), by: 'this line names' };
  return home.state === 'known' ? { name: fullNameOf(home.value.repository), by: BY[home.value.how] } : undefined;
}

function fullNameOf({ owner, name }: RepositorySubject): string {
  return `${owner}/${name}`;
}

function isOwnedAlike(one: string, other: string): boolean {
  const [owner, otherOwner] = [one, other].map((name) => name.slice(0, name.lastIndexOf('/')).toLowerCase());
  return owner === otherOwner;
}

/** Hosts on which an address is the repository itself; elsewhere it may be a mirror, or a page that leads on. */
const FORGES: ReadonlySet<string> = new Set([
  'github.com',
  'gitlab.com',
  'bitbucket.org',
  'codeberg.org',
  'git.sr.ht',
  'gitee.com',
]);

/** Whether a module was fetched from another repository than the one its import path names. */
function areApart({ repository: named, how }: DeclaredRepository, origin: RepositorySubject): boolean {
  if (how !== 'import-path' || !FORGES.has(named.host) || !FORGES.has(origin.host)) return false;
  return repositoryKey(named) !== repositoryKey(origin);
}
