import type { PortfolioLine } from '../model/portfolio.ts';
import type { TextRegion } from './textRegion.ts';

/** One dependency of one manifest of a workspace, judged: a line of it, or what comes in by its lines. */
export interface DependencyLine extends PortfolioLine {
  /** A line asks for it; false of what lockfiles hold beside, and of what go.mod lists as indirect. */
  readonly direct: boolean;
  /** Where it stands in the manifest, else what brings it in. */
  readonly place: TextRegion;
  /** Names that bring it in, the line's first; undefined of a direct one, and where nobody can tell. */
  readonly way?: readonly string[];
}
