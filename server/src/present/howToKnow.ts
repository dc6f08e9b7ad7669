import { latest } from '../facts/package.ts';
import type { Assessment } from '../model/assessment.ts';
import { isOfForge, type ReasonWords, type Unknown } from './unknown.ts';

/**
 * What helps to know a fact of a dependency, in plain words; undefined where nothing does. A forge has nothing to do with a registry's credentials, and
 * no setting makes a private name public. Settings are called as the editor calls them, unless `words` say otherwise.
 */
export function whatHelps(
  { id, why }: Pick<Unknown, 'id' | 'why'>,
  assessment: Assessment,
  words: ReasonWords = {},
): string | undefined {
  const { helps = {} } = words;
  switch (why) {
    case 'unauthorized':
      if (isOfForge(id)) return helps.signIn ?? 'sign in to GitHub, or give a token';
      return `give the registry’s credentials in ${assessment.dependency.ecosystem === 'golang' ? '.netrc' : '.npmrc'}`;
    case 'rate-limited':
      return isOfForge(id) ? `ask again later; ${helps.raisesLimit ?? 'a GitHub sign-in raises the limit'}` : 'ask again later';
    case 'offline':
      return helps.offline ?? 'ask again once online';
    case 'private':
      return isAskedOfItsRegistry(assessment) ? (helps.mirror ?? MIRROR) : undefined;
    case 'switched-off':
      return (
        helps.switchedOff ??
        'switch the service on in mainstay.services; under mainstay.privacy: strict registries alone are asked'
      );
    case 'pending':
      return assessment.dependency.indirect ? helps.indirect : undefined;
    case 'timeout':
      return 'ask again';
    case 'not-found':
    case 'not-served':
    case 'malformed':
    case 'too-large':
    case 'unsupported':
    case 'undated':
      return undefined;
  }
}

const MIRROR = 'if your registry is a mirror of the public one, mainstay.publicMirrors says so';

/** Then it is not the name that is private wherever it is asked: a registry of the user's own may be a mirror. */
function isAskedOfItsRegistry({ facts }: Assessment): boolean {
  return facts.get(latest).state === 'known';
}
