import * as z from 'zod/mini';
import { repository } from '../facts/package.ts';
import { activity, bulkPeople } from '../facts/repository.ts';
import { UpstreamFailure } from '../model/failure.ts';
import { nameOf, typeOf } from '../model/purl.ts';
import { defineSource, failed, type Ask } from '../model/source.ts';
import { repositoryKey, type PackageSubject } from '../model/subject.ts';
import { PackageEntry, Packages } from './ecosystems/answers.ts';
import { matched } from './ecosystems/matching.ts';
import {
  PACKAGE_FACTS,
  packageObservations,
  REPOSITORY_FACTS,
  repositoryWord,
  type RepositoryWord,
} from './ecosystems/packageFacts.ts';
import { parseJson } from './go/versionInfo.ts';

const ID = 'ecosystems';
const MAX_BYTES = 16_000_000;
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

async function entriesOf({
  subjects,
  http,
  endpoints,
  signal,
}: Pick<Ask<PackageSubject>, 'subjects' | 'http' | 'endpoints' | 'signal'>): Promise<readonly PackageEntry[]> {
  const { text } = await http.send({
    url: `${endpoints.ecosystems}/api/v1/packages/bulk_lookup`,
    method: 'POST',
    headers: { accept: 'application/json' },
    body: JSON.stringify({ purls: subjects.map(({ purl }) => purl) }),
    names: subjects.map(({ purl }) => nameOf(purl)),
    maxBytes: MAX_BYTES,
    signal,
  });
  const answer = z.safeParse(Packages, parseJson(text, 'the answer of ecosyste.ms'));
  if (!answer.success) throw new UpstreamFailure('malformed', 'ecosyste.ms: not the list asked for');
  return answer.data.flatMap((one) => {
    const entry = z.safeParse(PackageEntry, one);
    return entry.success ? [entry.data] : [];
  });
}

/** Packages of one repository may have been looked at on different days: what an earlier batch told of it is kept where it is newer. */
function isNews({ view }: Pick<Ask, 'view'>, { repository: home, asOf }: RepositoryWord): boolean {
  const held = view(home).get(bulkPeople);
  return held.state !== 'known' || held.from.source !== ID || (held.from.asOf ?? '') <= asOf;
}
