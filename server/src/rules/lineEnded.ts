import { releaseLines } from '../facts/package.ts';
import { endedLine } from '../measures/releaseLines.ts';
import { dayOf } from '../model/instant.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';

/** The required major gets no releases while a newer one does. */
export const lineEnded = defineRule({
  id: 'line-ended',
  title: 'Version line ended',
  tier: 'batch',
  recommended: { standing: 'hint', added: 'information' },
  needs: { lines: releaseLines },
  optional: {},
  judge({ lines }, facts, { version, now, thresholds }) {
    if (version === undefined) return unknown(releaseLines, 'not-found');
    const ended = endedLine(lines, version, now, thresholds['line-ended.days']);
    if (ended === undefined) return unknown(releaseLines, 'undated');
    if (ended === 'alive') return quiet;
    const { line, successor } = ended;
    return fires(
      `No release of major ${line.major} since ${dayOf(line.at)} (${line.newest}); major ${successor.major} still gets them: ${successor.newest}, ${dayOf(successor.at)}.`,
      [facts.lines],
    );
  },
});
