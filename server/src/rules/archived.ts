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
    const { foundation: name, stage, ended, since, project, listedAsOf } = governance;
    if (ended !== 'archived') return quiet;
    const when = since === null ? `listed so ${listedAsOf}` : `since ${since}`;
    const how = stage === null ? `an archived repository of ${project} (${name})` : `${name} stage “${stage}”`;
    return fires(`Put to rest by its foundation: ${how}, ${when}.`, [facts.governance]);
  },
});
