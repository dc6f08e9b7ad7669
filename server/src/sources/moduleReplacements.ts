import { replacements } from '../facts/replacement.ts';
import { nameOf } from '../model/purl.ts';
import { defineSource, missing, observe } from '../model/source.ts';
import { suggestedFor } from './replacements/lookup.ts';

/** Where the lists are kept. */
const HOME = 'https://github.com/e18e/module-replacements';

/**
 * The bundled lists of module-replacements, kept by the e18e community: which npm packages others, the platform or a few lines of code can replace.
 * Asks nobody. They are read when the first npm package is met. A suggestion is no judgement: no rule reads it.
 */
export const moduleReplacements = defineSource({
  id: 'module-replacements',
  subject: 'package',
  maxBatch: 1000,
  concurrency: 1,
  timeoutMs: 10_000,
  needs: [],
  provides: [replacements],
  covers: ({ purl }) => purl.startsWith('pkg:npm/'),
  async *collect({ subjects }) {
    const { bundledReplacements } = await import('./replacements/bundled.ts');
    const { version, released } = bundledReplacements;
    const list = `module-replacements ${version}`;
    for (const subject of subjects) {
      const found = suggestedFor(bundledReplacements, nameOf(subject.purl));
      if (!found) yield missing(subject, replacements, 'not-found');
      else yield observe(subject, replacements, { list, suggested: found.suggested }, found.page ?? HOME, { asOf: released });
    }
  },
});
