import { foundation } from '../facts/repository.ts';
import { defineSource, observe } from '../model/source.ts';
import { repositoryUrl } from '../model/subject.ts';
import { bundledCatalogue } from './catalogue/bundled.ts';
import { lookUp } from './catalogue/lookup.ts';
import { governanceOf, pageOf, sourceOf } from './catalogue/match.ts';

/**
 * The bundled catalogue of foundations. Asks nobody. "None known" is an answer (null) for every repository on every host, as of the
 * catalogue's own day; its page is then the repository's, where a person can look for more.
 */
export const foundationCatalogue = defineSource({
  id: 'foundation-catalogue',
  subject: 'repository',
  maxBatch: 1000,
  concurrency: 1,
  timeoutMs: 10_000,
  needs: [],
  provides: [foundation],
  covers: () => true,
  // eslint-disable-next-line @typescript-eslint/require-await -- sources are asynchronous; this one has nothing to wait for
  async *collect({ subjects }) {
    for (const subject of subjects) {
      const match = lookUp(bundledCatalogue, subject);
      const source = match && sourceOf(bundledCatalogue, match);
      if (!match || !source) {
        yield observe(subject, foundation, null, repositoryUrl(subject), { asOf: bundledCatalogue.asOf });
        continue;
      }
      yield observe(subject, foundation, governanceOf(bundledCatalogue, match), pageOf(source), { asOf: source[3] });
    }
  },
});
