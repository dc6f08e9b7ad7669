import * as facts from '../../facts/repository.ts';
import type { FactKey } from '../../model/fact.ts';
import { missing, observe, type Observation } from '../../model/source.ts';
import type { RepositorySubject } from '../../model/subject.ts';
import type { RepositoryAnswer } from './answers.ts';

/** What the repository's own answer says; a fact that is not in it is `not-served`. */
export function repositoryObservations(subject: RepositorySubject, answer: RepositoryAnswer): readonly Observation[] {
  const page = `https://${subject.host}/${answer.full_name}`;
  const say = <T>(key: FactKey<T>, value: T | undefined): Observation =>
    value === undefined ? missing(subject, key, 'not-served') : observe(subject, key, value, page);
  return [
    say(facts.archival, archivalOf(answer)),
    say(facts.identity, identityOf(subject, answer)),
    say(facts.repositoryOwner, ownerOf(answer)),
    say(facts.forgeLicence, licenceOf(answer)),
  ];
}

function archivalOf({ archived, disabled }: RepositoryAnswer) {
  return archived === undefined || disabled === undefined ? undefined : { archived, disabled, at: null };
}

function identityOf(subject: RepositorySubject, answer: RepositoryAnswer): facts.RepositoryIdentity | undefined {
  const { full_name: fullName, fork, parent, mirror_url: mirror, created_at: createdAt } = answer;
  if (fork === undefined) return undefined;
  return {
    fullName,
    renamed: fullName.toLowerCase() !== `${subject.owner}/${subject.name}`.toLowerCase(),
    forkOf: fork ? (parent?.full_name ?? null) : null,
    mirror: typeof mirror === 'string',
    createdAt: createdAt ?? null,
    olderThanAYear: null,
  };
}

/** Whether the owner's domain is verified is told by GraphQL only. */
function ownerOf({ owner }: RepositoryAnswer) {
  if (owner?.type === undefined) return undefined;
  return { kind: owner.type === 'Organization' ? 'organisation' : 'user', verified: null } as const;
}

/** A licence that GitHub found and could not name is neither a licence nor none. */
function licenceOf({ license }: RepositoryAnswer): string | null | undefined {
  if (license === undefined || license === null) return license;
  const { spdx_id: id } = license;
  return typeof id !== 'string' || id === 'NOASSERTION' ? undefined : id;
}
