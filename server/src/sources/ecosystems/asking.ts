import * as z from 'zod/mini';
import { UpstreamFailure } from '../../model/failure.ts';
import { nameOf } from '../../model/purl.ts';
import type { Ask } from '../../model/source.ts';
import type { PackageSubject } from '../../model/subject.ts';
import { parseJson } from '../go/versionInfo.ts';
import { PackageEntry, Packages } from './answers.ts';

const MAX_BYTES = 16_000_000;

/** One bulk look-up, of a hundred packages at most: the entries that could be read, in no order. */
export async function entriesOf({
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
