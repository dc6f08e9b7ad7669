import file from '../replacements.json' with { type: 'json' };
import type { ReplacementsFile } from './format.ts';

/** The lists that ship with Mainstay; their shape is held by a test, not checked again at run time. */
export const bundledReplacements = file as unknown as ReplacementsFile;
