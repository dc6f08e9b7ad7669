import { versionRetracted } from '../facts/version.ts';
import { typeOf } from '../model/purl.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { defineRule, fires, quiet } from './defineRule.ts';
import { quote } from './quote.ts';

/** The required Go version is retracted, or the npm version was unpublished. */
export const retracted = defineRule({
  id: 'retracted',
  title: 'Retracted',
  tier: 'batch',
  recommended: { standing: 'warning', added: 'warning' },
  inQuiet: true,
  needs: { retraction: versionRetracted },
  optional: {},
  judge({ retraction }, facts, { version, dependency }) {
    if (retraction === null) return quiet;
    const purl = purlOfDependency(dependency);
    const did = purl !== null && typeOf(purl) === 'npm' ? 'was unpublished' : 'is retracted by its owner';
    return fires(`Version ${version ?? 'required'} ${did}${retraction === '' ? '' : `: ${quote(retraction)}`}.`, [
      facts.retraction,
    ]);
  },
});
