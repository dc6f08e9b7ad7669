import type { Difference } from '../measures/betweenVersions.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Provenance } from '../model/fact.ts';
import { betweenOf, differenceWords } from './betweenWords.ts';

/** What changed between two versions, for machines: people as counts and kinds, never by name; null where there are no two versions of one package. */
export function betweenJson(assessment: Assessment | undefined): object | null {
  const between = assessment && betweenOf(assessment);
  if (between === undefined) return null;
  const { from, to, differences, unknown, interval, notes } = between;
  return {
    from,
    to,
    days: interval.days ?? null,
    releases: interval.releases ?? null,
    notes: notes ?? null,
    differences: differences.map((one) => ({
      what: one.what,
      ...valuesJson(one),
      words: differenceWords(one, between),
      sources: sourcesJson(one.evidence),
    })),
    unknown: unknown.map(({ what, why }) => ({ what, unknown: why })),
  };
}

function valuesJson(difference: Difference): object {
  const { from, to } = difference;
  switch (difference.what) {
    case 'publisher':
      return { from, to, firstRelease: difference.isNew ?? null };
    case 'licence':
      return { from, to, leavesOpen: difference.leavesOpen };
    case 'foundation': {
      const { foundation, stage, ended } = difference.governance;
      return { from, to: { foundation, stage, ended, since: difference.since } };
    }
    case 'provenance':
    case 'repository':
    case 'access':
    case 'install-scripts':
    case 'retraction':
    case 'deprecation':
    case 'engine':
      return { from, to };
  }
}

/** Each source once. */
function sourcesJson(evidence: readonly Provenance[]): readonly object[] {
  const all = evidence.map(({ source, url, asOf, fetchedAt }) => ({ source, url, asOf: asOf ?? fetchedAt }));
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
