import { busiest, monthsActive } from '../../server/src/measures/activity.ts';
import type { Assessment } from '../../server/src/model/assessment.ts';
import type { Finding, Rule } from '../../server/src/model/finding.ts';
import { headline } from '../../server/src/present/cardHeadline.ts';
import { dayNumber, type History } from '../histories/history.ts';
import { caseThen, judgedThen } from '../histories/judgedThen.ts';
import { yearBefore } from '../histories/year.ts';
import type { Story } from './story.ts';

/** What the product says of a project at a moment, in the story's own form. */
export interface Told {
  readonly figures: string;
  readonly standing: string;
  readonly net: string;
  readonly findings: Story['findings'];
  readonly headline: string;
  readonly messages: readonly string[];
}

/** Judges a project at a moment by the product's own function, on a line that stood and on one that was added. */
export function tell(
  history: History,
  { asOf, preset = 'recommended', supposed }: Pick<Story, 'asOf' | 'preset' | 'supposed'>,
  rules: readonly Rule[],
): Told {
  const day = dayNumber(asOf);
  const then = caseThen(history, day, supposed?.facts);
  const stood = judgedThen(then, rules, { moment: 'standing', preset });
  const added = judgedThen(then, rules, { moment: 'added', preset });
  return {
    figures: figuresAt(history, day),
    standing: added.standing.word,
    net: netWords(added),
    findings: { standing: words(stood.findings), added: words(added.findings) },
    headline: headline(added, asOf),
    messages: added.findings.map(({ message }) => message),
  };
}

/** Where what is told is not what the story expects, in words; empty where all is as expected. `registered` are the ids of the rules there are. */
export function differences(story: Story, told: Told, registered: ReadonlySet<string>): readonly string[] {
  const expected = expectedOf(story, registered);
  const shown = (findings: readonly string[]) => findings.join(', ') || 'nothing';
  return [
    ...(sameFigures(story, told) ? [] : [`figures ${story.figures ?? ''} expected, ${told.figures} counted`]),
    ...(['standing', 'net'] as const).flatMap((key) =>
      story[key] === told[key] ? [] : [`${key} ${story[key]} expected, ${told[key]} told`],
    ),
    ...(['standing', 'added'] as const).flatMap((moment) =>
      shown(expected[moment]) === shown(told.findings[moment])
        ? []
        : [`${moment} line: ${shown(expected[moment])} expected, ${shown(told.findings[moment])} told`],
    ),
    ...(story.headline?.test(told.headline) === false
      ? [`headline like ${String(story.headline)} expected, ${told.headline}`]
      : []),
  ];
}

/** A story that names no share says nothing of it. */
function sameFigures({ figures }: Story, told: Told): boolean {
  return figures === undefined || told.figures === figures || told.figures.startsWith(`${figures}/`);
}

/** The findings expected of the rules that are registered, in order of their words. */
export function expectedOf({ findings }: Story, registered: ReadonlySet<string>): Story['findings'] {
  const there = (all: readonly string[]) => all.filter((one) => registered.has(ruleOf(one))).toSorted();
  return { standing: there(findings.standing), added: there(findings.added) };
}

/** The rule of a finding written as `rule:severity`. */
export function ruleOf(finding: string): string {
  return finding.slice(0, finding.indexOf(':'));
}

function words(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule, severity }) => `${rule}:${severity}`).toSorted();
}

/** `620/18/12/.36` */
function figuresAt(history: History, day: number): string {
  const year = yearBefore(history, day);
  const share = busiest(year)?.share ?? (year.shares[0] ?? 0) / Math.max(1, year.commits);
  return `${year.commits}/${year.active}/${monthsActive(year)}/${share.toFixed(2).replace(/^0/, '')}`;
}

function netWords({ safetyNet }: Assessment): string {
  const { foundation } = safetyNet;
  if (foundation.state === 'unknown') return 'not told';
  if (foundation.value === null) return 'none known';
  const { foundation: name, relation, ended } = foundation.value;
  return `${name} ${relation}${ended === null ? '' : `, ${ended}`}`;
}
