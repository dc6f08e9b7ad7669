import { foundation } from '../facts/repository.ts';
import { defineRule, fires, quiet } from './defineRule.ts';

/** No foundation known to stand behind the repository: the normal case, said only where a team asked for it. */
export const noFoundation = defineRule({
  id: 'no-foundation',
  title: 'No foundation known',
  tier: 'batch',
  recommended: { standing: 'off', added: 'off' },
  strict: { standing: 'information', added: 'information' },
  needs: { governance: foundation },
  optional: {},
  judge: ({ governance }, facts) =>
    governance === null ? fires('No foundation is known to stand behind it.', [facts.governance]) : quiet,
});
