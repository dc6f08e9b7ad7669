import file from '../catalogue.json' with { type: 'json' };
import type { CatalogueFile } from './format.ts';

/** The catalogue that ships with Mainstay; its shape is held by a test, not checked again at run time. */
export const bundledCatalogue = file as unknown as CatalogueFile;
