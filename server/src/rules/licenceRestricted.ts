import { versionLicence } from '../facts/version.ts';
import { openness } from '../measures/licence.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';

/** The required version is under a licence that restricts use: neither OSI-approved nor free. */
export const licenceRestricted = defineRule({
  id: 'licence-restricted',
  title: 'Licence restricts use',
  tier: 'batch',
  recommended: { standing: 'hint', added: 'warning' },
  needs: { licence: versionLicence },
  optional: {},
  judge({ licence }, facts, { version }) {
    const word = openness(licence);
    if (word === 'unknown') return unknown(versionLicence, 'malformed');
    if (word === 'open') return quiet;
    return fires(`Version ${version ?? 'required'} is published under ${licence}, which is not an open-source licence.`, [
      facts.licence,
    ]);
  },
});
