import type { Preset } from '../../server/src/assess/severity.ts';
import type { StandingWord } from '../../server/src/model/standing.ts';

/** One project at one moment, and what is expected of it. */
export interface Story {
  /** `owner/name` of a recorded history. */
  readonly repository: string;
  readonly asOf: string;
  /** Human commits / active people / months active / busiest person's share of the 365 days before; the share left out where the story names none. */
  readonly figures?: string;
  readonly standing: StandingWord;
  readonly net: string;
  /** Findings on a line that stood, and on one that was added: `rule:severity`. Rules that are not registered (yet) are not expected. */
  readonly findings: { readonly standing: readonly string[]; readonly added: readonly string[] };
  readonly preset?: Preset;
  /** What the headline has to say. */
  readonly headline?: RegExp;
  /** Facts by id that no history holds, and where they come from. */
  readonly supposed?: { readonly facts: Readonly<Record<string, unknown>>; readonly from: string };
  /** What is to be known beside: a disagreement and who is right, or what the story shows. */
  readonly note?: string;
}

/** Nothing is said. */
export const SILENT: Story['findings'] = { standing: [], added: [] };

/** The same findings on a line that stood and on one that was added. */
export function both(...findings: readonly string[]): Story['findings'] {
  return { standing: findings, added: findings };
}
