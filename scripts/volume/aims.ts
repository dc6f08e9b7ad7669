import type { Volume } from './said.ts';

/** What a corpus says on lines that stood and on lines that were added. */
export interface Corpus {
  readonly title: string;
  readonly standing: Volume;
  readonly added: Volume;
}

/** Aims of the design: at most 10 % above hint where lines stood, at most 15 % warnings where they were added. */
const ABOVE_HINT = 0.1;
const WARNINGS = 0.15;

/** The part of a corpus' repositories above hint on standing lines; 0 where it is empty. */
export function aboveHint({ standing }: Corpus): number {
  return standing.repositories === 0 ? 0 : (standing.warnings + standing.informations) / standing.repositories;
}

/** The part of a corpus' repositories with a warning on added lines; 0 where it is empty. */
export function warned({ added }: Corpus): number {
  return added.repositories === 0 ? 0 : added.warnings / added.repositories;
}

/** Aims that a corpus misses, in words; none where it holds both. A repository of a manifest is counted once, however many lines it has. */
export function missed(corpus: Corpus): readonly string[] {
  const words = (part: number, aim: number, what: string) =>
    part > aim ? [`${corpus.title}: ${percent(part)} ${what}, at most ${percent(aim)} aimed at`] : [];
  return [
    ...words(aboveHint(corpus), ABOVE_HINT, 'above hint on standing lines'),
    ...words(warned(corpus), WARNINGS, 'warnings on added lines'),
  ];
}

/** `8.4 %` */
export function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}
