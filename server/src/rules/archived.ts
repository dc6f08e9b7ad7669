import { foundation } from '../facts/repository.ts';
import { defineRule, fires, notApplicable, quiet } from './defineRule.ts';

/** A foundation put this very project to rest (archived, attic, retired). Its organisation's stage never counts. */
export const archived = defineRule({
  id: 'archived',
  title: 'Archived',
  tier: 'batch',
  recommended: { standing: 'warning', added: 'warning' },
  inQuiet: true,
  needs: { governance: foundation },
  optional: {},
  judge({ governance }, facts) {
    if (governance === null) return notApplicable;
    if (governance.ended !== 'archived' || governance.stage === null) return quiet;
    const since = governance.since === null ? `listed so ${governance.listedAsOf}` : `since ${governance.since}`;
    return fires(`Put to rest by its foundation: ${governance.foundation} stage “${governance.stage}” (${since}).`, [
      facts.governance,
    ]);
  },
});
