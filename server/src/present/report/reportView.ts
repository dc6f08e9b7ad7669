import type { Instant } from '../../model/instant.ts';
import type { ReasonWords } from '../unknown.ts';

/** How facts are told. */
export interface ReportView {
  readonly now: Instant;
  readonly reasons: ReasonWords;
  /** Address of the folder with a page for every rule, ending in a slash; undefined where none is given. */
  readonly rulePages: string | undefined;
}
