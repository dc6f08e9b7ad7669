import { latest, releases } from '../facts/package.ts';
import { activity, forgeReleases } from '../facts/repository.ts';
import type { Assessment } from '../model/assessment.ts';
import { speaking } from '../model/finding.ts';
import type { Governance } from '../model/governance.ts';
import type { Instant } from '../model/instant.ts';
import { activeWords } from './activityWords.ts';
import { isSwitchedOff } from './home.ts';
import { oneLine } from './markdown.ts';
import { ago, governancePhrase } from './phrases.ts';

/** Most UTF-16 units of a label: VS Code cuts longer ones by default. */
export const MAX_LABEL = 43;

/** When and as of when a label is made. */
export interface LabelOptions {
  readonly now: Instant;
  /** `notable`: added lines and lines with a finding only. */
  readonly mode: 'notable' | 'all';
  /** The line was added or bumped since the merge base. */
  readonly added: boolean;
}

/**
 * The words at a line's end: what matters most first, each in its shortest form, at most {@link MAX_LABEL} UTF-16 units. Undefined where
 * there is nothing to say: what is not known, and that no foundation is known, are never said here.
 */
export function inlayLabel(assessment: Assessment, { now, mode, added }: LabelOptions): string | undefined {
  if (mode === 'notable' && !added && speaking(assessment.findings).length === 0) return undefined;
  let label = '';
  const net = foundationWords(assessment);
  const kept = [peopleWords(assessment), releaseWords(assessment, now)];
  for (const choices of [...findingWords(assessment), net, ...(net.length > 0 ? kept : kept.reverse())]) {
    const joined = choices
      .map((choice) => oneLine(choice, 200))
      .map((choice) => (label === '' ? choice : `${label} · ${choice}`))
      .find(({ length }) => length > 0 && length <= MAX_LABEL);
    label = joined ?? label;
  }
  return label === '' ? undefined : label;
}

/** One word per finding, in the findings' own order; what the foundation's phrase says anyway is left to it. */
function findingWords(assessment: Assessment): readonly (readonly string[])[] {
  const {
    findings,
    safetyNet: { foundation: safetyNet },
    dependency,
  } = assessment;
  const isSaid = safetyNet.state === 'known' && safetyNet.value?.ended === 'archived';
  return speaking(findings).flatMap(({ rule }): (readonly string[])[] => {
    if (rule === 'archived' && isSaid) return [];
    if (rule === 'archived' && isSwitchedOff(assessment)) return [['switched off']];
    if (rule === 'retracted' && dependency.ecosystem === 'npm') return [['unpublished']];
    const word = WORDS[rule];
    return word === undefined ? [] : [word];
  });
}

const WORDS: Readonly<Record<string, readonly string[] | undefined>> = {
  archived: ['archived'],
  deprecated: ['deprecated'],
  retracted: ['retracted'],
  'new-publisher': ['new publisher'],
  'provenance-lost': ['provenance lost'],
  handover: ['new lead'],
  'licence-change': ['licence changed'],
  'licence-restricted': ['restricted licence'],
  'line-ended': ['old major, ended', 'line ended'],
  'absent-maintainers': ['few of those listed seen', 'few listed seen'],
  'release-drought': ['work waits for a release', 'release waits'],
  moved: ['repository moved', 'moved'],
  'no-source': ['no source named'],
  'fresh-version': ['fresh version'],
  'single-vendor': ['one employer'],
  overloaded: ['much is open'],
};

function foundationWords({ safetyNet: { foundation: safetyNet } }: Assessment): readonly string[] {
  if (safetyNet.state === 'unknown' || safetyNet.value === null) return [];
  return [governancePhrase(safetyNet.value), ...shorter(safetyNet.value)];
}

/** Without stage and project, where that is still true. */
function shorter({ ended, via, foundation, relation }: Governance): readonly string[] {
  if (ended !== null || via === 'inferred-organisation') return [];
  const role = relation === 'governs' || relation === 'hosts' ? '' : ` (${relation})`;
  return [`${via === 'organisation' ? 'in ' : ''}${foundation}${role}`];
}

/** How many keep it alive; said before the last release only where a foundation is named. */
function peopleWords({ facts }: Assessment): readonly string[] {
  const known = facts.get(activity);
  const words = known.state === 'known' ? activeWords(known.value) : undefined;
  return words === undefined ? [] : [words];
}

/** When the version required was released; where the newest is another one, which that is: the day of one is not said of the other. */
function releaseWords({ facts, version }: Assessment, now: Instant): readonly string[] {
  const [newest, inRegistry, onForge] = [facts.get(latest), facts.get(releases), facts.get(forgeReleases)];
  const last =
    (newest.state === 'known' ? newest.value : undefined) ??
    (inRegistry.state === 'known' ? inRegistry.value.stable.at(-1) : undefined);
  if (last === undefined)
    return onForge.state === 'known' && onForge.value.newest !== null
      ? [`last release ${ago(onForge.value.newest.at, now)}`]
      : [];
  if (last.version !== version) return [`newest ${last.version}${last.at === null ? '' : `, ${ago(last.at, now)}`}`];
  return last.at === null ? [] : [`released ${ago(last.at, now)}`];
}
