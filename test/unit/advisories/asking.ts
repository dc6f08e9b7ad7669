import type { Advisory } from '../../../server/src/facts/packageSecurity.ts';
import type { Fact, FactKey, FactView } from '../../../server/src/model/fact.ts';
import { purlOf } from '../../../server/src/model/purl.ts';
import type { Ask, Observation, Source } from '../../../server/src/model/source.ts';
import type { PackageSubject } from '../../../server/src/model/subject.ts';
import { viewOver } from '../assess/supposed.ts';

export const npm = (name: string): PackageSubject => ({ kind: 'package', purl: purlOf('npm', name) });
export const go = (path: string): PackageSubject => ({ kind: 'package', purl: purlOf('golang', path) });

/** One row of GitHub's list as it could answer; `more` overrides. */
export function row(name: string, more: { readonly advisory?: object; readonly [field: string]: unknown } = {}): object {
  const { advisory, ...rest } = more;
  return {
    updatedAt: '2026-10-01T00:00:00Z',
    vulnerableVersionRange: '< 1.1.0',
    firstPatchedVersion: { identifier: '1.1.0' },
    package: { name },
    ...rest,
    advisory: {
      ghsaId: 'GHSA-0000-0000-0100',
      publishedAt: '2026-09-01T10:00:00Z',
      withdrawnAt: null,
      classification: 'GENERAL',
      ...advisory,
    },
  };
}

/** An advisory as it is kept; `more` overrides. */
export function advisory(more: Partial<Advisory> = {}): Advisory {
  return {
    id: 'GHSA-0000-0000-0100',
    publishedAt: '2026-09-01T10:00:00.000Z',
    malware: false,
    affected: [{ range: '< 1.1.0', fixedIn: '1.1.0' }],
    ...more,
  };
}

/** What a source that asks nobody works out of facts by id. */
export async function workedOut<T>(
  source: Source<'package'>,
  subject: PackageSubject,
  key: FactKey<T>,
  facts: Readonly<Record<string, unknown>>,
): Promise<Extract<Observation, { kind: 'value' | 'missing' }>> {
  const view: FactView = {
    get: <V>(one: FactKey<V>): Fact<V> => {
      const fact = viewOver(facts).get(one);
      return fact.state === 'known' && one.id === 'advisories'
        ? { ...fact, from: { source: 'github-advisories', url: 'https://github.com/advisories', fetchedAt: '2026-11-21' } }
        : fact;
    },
  };
  const seen: Observation[] = [];
  // It has no port to ask anybody through.
  for await (const one of source.collect({ subjects: [subject], view: () => view } as unknown as Ask<PackageSubject>))
    seen.push(one);
  const [only] = seen;
  if (seen.length !== 1 || only === undefined || !('key' in only) || only.key.id !== key.id)
    throw new Error(`said: ${JSON.stringify(seen)}`);
  return only;
}
