import type { Person } from '../../test/editor/person/person.ts';
import type { Opening } from '../editor/workbench.ts';
import type { Situation } from './situation.ts';

/** One picture: how things stand, what is open, and what is done before it is taken. */
export interface Picture {
  readonly name: string;
  readonly situation: Situation;
  /** What the page opens, given the folder of the examples. */
  readonly opens: (folder: string) => Pick<Opening, 'file'>;
  /** Words of the file, seen once it is open. */
  readonly opensWith: string;
  readonly pose: (person: Person) => Promise<unknown>;
  /** The window's size in pixels, where another one suits better. */
  readonly window?: { readonly width: number; readonly height: number };
  /** Pixels of height that are kept; `bottom`: from the lower edge of the window, so that the status bar is seen. */
  readonly height?: number;
  readonly bottom?: boolean;
  /** Pixels of the picture for each of the window; 1 where absent. */
  readonly scale?: number;
  /** The side bar stays, and the bar of activities is seen. */
  readonly wholeWidth?: boolean;
}
