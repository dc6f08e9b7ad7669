import { repository, sourceDeclared } from '../facts/package.ts';
import * as of from '../facts/repository.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';

/** The package names no source repository, and nobody else knows one. */
export const noSource = defineRule({
  id: 'no-source',
  title: 'No source repository',
  tier: 'batch',
  recommended: { standing: 'hint', added: 'information' },
  needs: { declared: sourceDeclared },
  optional: { repository, identity: of.identity },
  judge({ declared }, facts) {
    // Named, and not there (any more, or for us): that it is gone cannot be told from that it is private.
    const { identity } = facts;
    if (facts.repository.state === 'known' && identity.state === 'unknown' && identity.why === 'not-found')
      return unknown(of.identity, 'not-found');
    if (declared || facts.repository.state === 'known') return quiet;
    return fires('Names no source repository: what is published cannot be compared with its source.', [facts.declared]);
  },
});
