import { repository } from '../facts/package.ts';
import { activity, bulkPeople } from '../facts/repository.ts';
import { typeOf } from '../model/purl.ts';
import { defineSource, failed, type Ask } from '../model/source.ts';
import { repositoryKey } from '../model/subject.ts';
import { entriesOf } from './ecosystems/asking.ts';
import { matched } from './ecosystems/matching.ts';
import {
  PACKAGE_FACTS,
  packageObservations,
  REPOSITORY_FACTS,
  repositoryWord,
  type RepositoryWord,
} from './ecosystems/packageFacts.ts';

const ID = 'ecosystems';
const TYPES: ReadonlySet<string> = new Set(['npm', 'golang']);

/**
 * What ecosyste.ms knows of packages and of the repositories they name, fifty at a time (it takes a hundred): people and archival where nobody
 * is signed in to the forge. Asked last, and only where no year of commits is known. Its data are under CC BY-SA 4.0: shown with its name,
 * never shipped.
 */
export const ecosystems = defineSource({
  id: ID,
  subject: 'package',
  maxBatch: 50,
  concurrency: 1,
  timeoutMs: 15_000, // one try: it is asked last, so whoever waits for it has waited for others
  clearance: 'third-party',
  service: 'ecosystems',
  needs: [],
  after: [repository, activity],
  provides: [...PACKAGE_FACTS, ...REPOSITORY_FACTS],
  past: [],
  freshHours: 24 * 7, // it looks again about once a month itself (UPSTREAMS.md 4)
  covers: ({ purl }, view) => TYPES.has(typeOf(purl)) && view.get(activity).state !== 'known',
  async *collect(ask) {
    const { subjects, now } = ask;
    const found = matched(subjects, await entriesOf(ask));
    const words = new Map<string, RepositoryWord>();
    for (const subject of subjects) {
      const entry = found.get(subject);
      if (entry === undefined) {
        yield failed(subject, 'not-found');
        continue;
      }
      yield* packageObservations(subject, entry, now);
      const word = repositoryWord(subject, entry, now);
      if (word === undefined) continue;
      const key = repositoryKey(word.repository);
      if (word.asOf > (words.get(key)?.asOf ?? '')) words.set(key, word);
    }
    for (const word of words.values()) if (isNews(ask, word)) yield* word.observations;
  },
});

/** Packages of one repository may have been looked at on different days: what an earlier batch told of it is kept where it is newer. */
function isNews({ view }: Pick<Ask, 'view'>, { repository: home, asOf }: RepositoryWord): boolean {
  const held = view(home).get(bulkPeople);
  return held.state !== 'known' || held.from.source !== ID || (held.from.asOf ?? '') <= asOf;
}
