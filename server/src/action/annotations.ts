import { notice, warning, type AnnotationProperties } from '@actions/core';
import { SEVERITIES, speaking, withoutActions, type Finding, type Severity } from '../model/finding.ts';
import type { Reviewed } from '../present/reviewJson.ts';
import { plain } from '../present/terminal.ts';
import type { TextRegion } from '../present/textRegion.ts';

/** GitHub shows ten of a kind for one step; of notices some are kept for what the run itself has to say. */
const MOST = { warning: 10, notice: 8 } as const;

interface Annotated {
  readonly manifest: string;
  readonly place: TextRegion;
  readonly name: string;
  readonly finding: Finding;
}

/** Annotates the lines with findings that speak, the loudest first. Answers how many found no room. */
export function annotate(reviewed: readonly Reviewed[]): number {
  const all = reviewed
    .flatMap(({ manifest, place, assessment, change }): readonly Annotated[] =>
      place === undefined || assessment === undefined
        ? []
        : speaking(assessment.findings).map((finding) => ({ manifest, place, name: change.dependency.name, finding })),
    )
    .sort((a, b) => SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity));
  const left: { warning: number; notice: number } = { ...MOST };
  let untold = 0;
  for (const one of all) {
    const kind = KINDS[one.finding.severity];
    if (left[kind] === 0) {
      untold += 1;
      continue;
    }
    left[kind] -= 1;
    const proposed = one.finding.proposed === undefined ? '' : ' (accepted in this change: still counted)';
    const told = plain(`${one.name}: ${withoutActions(one.finding.message)}${proposed}`);
    if (kind === 'warning') warning(told, placeOf(one));
    else notice(told, placeOf(one));
  }
  return untold;
}

const KINDS: Readonly<Record<Severity, keyof typeof MOST>> = { warning: 'warning', information: 'notice', hint: 'notice' };

/** Columns are told within one line only; the last one is inclusive. */
function placeOf({ manifest, place, finding }: Annotated): AnnotationProperties {
  const { startLine, endLine, startColumn, endColumn } = place;
  return {
    title: `Mainstay: ${finding.rule}`,
    file: manifest,
    startLine,
    endLine,
    ...(startLine === endLine ? { startColumn, endColumn: Math.max(startColumn, endColumn - 1) } : {}),
  };
}
