import { repository, sourceDeclared } from '../facts/package.ts';
import { defineRule, fires, quiet } from './defineRule.ts';

/** The package names no source repository, and nobody else knows one. */
export const noSource = defineRule({
  id: 'no-source',
  title: 'No source repository',
  tier: 'batch',
  recommended: { standing: 'hint', added: 'information' },
  needs: { declared: sourceDeclared },
  optional: { repository },
  judge({ declared }, facts) {
    if (declared || facts.repository.state === 'known') return quiet;
    return fires('Names no source repository: what is published cannot be compared with its source.', [facts.declared]);
  },
});
