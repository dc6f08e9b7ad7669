import type { Assessment } from '../model/assessment.ts';
import type { Instant } from '../model/instant.ts';
import { homeOf } from './home.ts';
import { plain } from './terminal.ts';
import { isOfForge, terminalReasons, whyUnknown } from './unknown.ts';

/** Most dependencies that a line names; of more it says how many. */
const MOST_NAMED = 3;

/** Facts that are not known for one reason, by their labels, and of which dependencies each. */
type Lacking = Map<string, Assessment[]>;

/**
 * What is not known of a manifest's dependencies, fit for a terminal: a line for each reason, with the facts it keeps back and of how many
 * dependencies, facts that fewer lack with a number of their own. Where they are few, lines that name them. Of an earlier day, what cannot be dated
 * comes first, in one line.
 */
export function unknownLines(
  assessments: readonly Assessment[],
  { offline, now, isPast = false }: { readonly offline: boolean; readonly now: Instant; readonly isPast?: boolean },
): readonly string[] {
  const words = terminalReasons(offline);
  const reasons = new Map<string, Lacking>();
  for (const assessment of assessments) {
    const isHomeless = homeOf(assessment) === undefined;
    for (const one of assessment.unknown) {
      const { id, label, why } = one;
      if (why === 'private') continue; // its own row says so
      if (isHomeless && isOfForge(id)) continue; // said by the repository's own row
      if (isPast && why === 'undated') continue; // said in one line for all
      const isLeftOut = why === 'pending' && assessment.dependency.indirect;
      const reason = isLeftOut ? 'indirect, not asked' : whyUnknown(one, assessment, now, words);
      const lacking = reasons.get(reason) ?? new Map<string, Assessment[]>();
      reasons.set(reason, lacking);
      lacking.set(label, [...(lacking.get(label) ?? []), assessment]);
    }
  }
  const others = [...reasons].flatMap(([reason, lacking]) => {
    const all = new Set([...lacking.values()].flat());
    if (all.size <= MOST_NAMED) return namingLines(reason, lacking);
    const told = [...lacking].map(([label, { length }]) => (length === all.size ? label : `${label} (of ${length})`));
    return [line(`${all.size} of ${assessments.length}`, reason, told)];
  });
  return isPast ? [...undatedLine(assessments), ...others] : others;
}

/** What of an earlier day nothing shows: the facts, of how many dependencies where not of all. */
function undatedLine(assessments: readonly Assessment[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const assessment of assessments) {
    const isHomeless = homeOf(assessment) === undefined;
    for (const { id, label, why } of assessment.unknown)
      if (why === 'undated' && !(isHomeless && isOfForge(id))) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const told = [...counts].map(([label, count]) => (count === assessments.length ? label : `${label} (of ${count})`));
  return told.length === 0 ? [] : [`Cannot be dated: ${told.join(', ')}`];
}

/** A line for each set of dependencies that lack the same facts. */
function namingLines(reason: string, lacking: Lacking): readonly string[] {
  const sets = new Map<string, string[]>();
  for (const [label, those] of lacking) {
    const names = [...new Set(those.map(({ dependency }) => plain(dependency.name)))].join(', ');
    sets.set(names, [...(sets.get(names) ?? []), label]);
  }
  return [...sets].map(([names, labels]) => line(names, reason, labels));
}

function line(whose: string, reason: string, labels: readonly string[]): string {
  return `Not known of ${whose} (${reason}): ${labels.join(', ')}`;
}
