import * as facts from '../facts/package.ts';
import { accessRuns, engineRuns, repositoryRuns } from '../facts/packageVersions.ts';
import { UpstreamFailure } from '../model/failure.ts';
import { nameOf } from '../model/purl.ts';
import { defineSource, missing, observe, sparedBy } from '../model/source.ts';
import { readPackument } from './npm/packument.ts';
import { reduceAsOf, UNDATABLE } from './npm/past.ts';
import { accountsIn } from './npm/publishers.ts';
import { reducePackument } from './npm/reduce.ts';

/** Largest document read, bytes; a few packages of the world have larger ones. */
const MAX_DOCUMENT_BYTES = 16_000_000;

const provides = [
  facts.repository,
  facts.sourceDeclared,
  facts.canPublish,
  facts.publishAccounts,
  facts.publisherRuns,
  facts.releasers,
  facts.releases,
  facts.latest,
  facts.releaseLines,
  facts.minorHeads,
  facts.deprecation,
  facts.deprecationRuns,
  facts.licenceRuns,
  facts.attestationRuns,
  facts.installScriptRuns,
  accessRuns,
  repositoryRuns,
  engineRuns,
  facts.funding,
  facts.unpublished,
];

/**
 * The npm registry that the user's own configuration names for a package: its full document, of which only facts are kept. The abbreviated
 * form lacks publishers, dates, licence and repository, and there is no way to ask for several packages or some fields.
 */
export const npmRegistry = defineSource({
  id: 'npm-registry',
  subject: 'package',
  maxBatch: 1,
  concurrency: 4, // documents reach 16 MB: more at once would cost memory, not time
  timeoutMs: 35_000,
  clearance: 'registry',
  depth: 'direct',
  needs: [],
  provides,
  // Most packages have no news on most days; what a bulk service says of all of them in one request spares a document each.
  spared: sparedBy({ by: facts.seenLatest, of: facts.latest, word: ({ version }) => version, hours: 72 }),
  covers: ({ purl }) => purl.startsWith('pkg:npm/'),
  past: provides.filter((key) => !UNDATABLE.has(key)),
  async *collect({ subjects, http, npm, validator, now, asOf, signal }) {
    for (const subject of subjects) {
      const name = nameOf(subject.purl);
      const { base, authorization } = npm.registryFor(name);
      if (base === '') throw new UpstreamFailure('unsupported', `the registry configured for ${name} has no usable address`);
      const url = `${base}/${pathOf(name)}`;
      // An ETag means something to the registry that gave it only.
      const mark = `${base} `;
      const held = validator(subject);
      const answer = await http.send({
        url,
        names: [name],
        maxBytes: MAX_DOCUMENT_BYTES,
        headers: { accept: 'application/json' },
        ...(authorization === undefined ? {} : { authorization }),
        ...(held?.startsWith(mark) === true ? { validator: held.slice(mark.length) } : {}),
        signal,
      });
      if (answer.unchanged) {
        yield { kind: 'unchanged', subject };
        continue;
      }
      const packument = readPackument(answer.text, now);
      const reduced = asOf === undefined ? reducePackument(packument, now) : reduceAsOf(packument, asOf);
      if (reduced.length === 0)
        throw new UpstreamFailure(
          'not-found',
          `the registry lists no version of ${name}${asOf === undefined ? '' : ` before ${asOf}`}`,
        );
      for (const fact of reduced) {
        yield 'value' in fact
          ? observe(subject, fact.key, fact.value, url, asOf === undefined ? {} : { asOf })
          : missing(subject, fact.key, fact.why);
      }
      const accounts = accountsIn(packument.maintainers);
      if (asOf === undefined && accounts.length > 0) yield observe(subject, facts.publishAccounts, accounts, url);
      if (packument.isUnpublished) {
        for (const key of provides)
          if (key !== facts.unpublished) yield missing(subject, key, asOf === undefined ? 'not-found' : 'undated');
      }
      if (answer.validator !== undefined) yield { kind: 'validator', subject, validator: mark + answer.validator };
    }
  },
});

/** One path segment, the scope's slash escaped and its `@` plain, as npm itself asks. */
function pathOf(name: string): string {
  return encodeURIComponent(name).replace(/^%40/, '@').replace('%2F', '%2f');
}
