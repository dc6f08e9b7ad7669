import { attestationRuns, releaseLines } from '../facts/package.ts';
import { lostProvenance } from '../measures/provenance.ts';
import { dayOf, daysBetween } from '../model/instant.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';

/**
 * The newest release of the required line (its major; its minor below 1.0) carries no build attestation, while the stable releases before it in that
 * line all did, and this began at most thirty days ago.
 */
export const provenanceLost = defineRule({
  id: 'provenance-lost',
  title: 'Provenance lost',
  tier: 'batch',
  recommended: { standing: 'warning', added: 'warning' },
  inQuiet: true,
  needs: { runs: attestationRuns, lines: releaseLines },
  optional: {},
  judge({ runs, lines }, facts, { version, now, thresholds }) {
    if (version === undefined) return unknown(attestationRuns, 'not-found');
    const lost = lostProvenance(lines, runs, version);
    if (lost === undefined) return unknown(releaseLines, 'undated');
    const days = thresholds['provenance-lost.withinDays'];
    if (lost === 'kept' || daysBetween(lost.since, now) > days) return quiet;
    const { line, at, first, since, attested } = lost;
    const more = first === lost.version ? '' : ` Without it since ${first}, ${dayOf(since)}.`;
    const here =
      lost.version === version ? 'the version required here' : `the newest of ${line}.x; version ${version} is required here`;
    return fires(
      `No build attestation: ${lost.version}, ${dayOf(at)} (threshold ${days} days), ${here}.${more} The ${attested} stable releases before ${first} all have one.`,
      [facts.runs, facts.lines],
      { subject: lost.version },
    );
  },
});
