import { unpublished } from '../facts/package.ts';
import { versionRetracted } from '../facts/version.ts';
import { typeOf } from '../model/purl.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';
import { endingIn, quote } from './quote.ts';

/** The required Go version is retracted, the npm version was unpublished, or the whole npm package was. */
export const retracted = defineRule({
  id: 'retracted',
  title: 'Retracted',
  tier: 'batch',
  recommended: { standing: 'warning', added: 'warning' },
  inQuiet: true,
  needs: {},
  optional: { retraction: versionRetracted, taken: unpublished },
  judge(_, { retraction, taken }, { version, dependency }) {
    // Of a package that is gone no version can be told, and none is needed.
    if (taken.state === 'known' && taken.value.all) return fires('Every version was unpublished.', [taken]);
    if (retraction.state === 'unknown') return unknown(versionRetracted, retraction.why);
    if (retraction.value === null) return quiet;
    const purl = purlOfDependency(dependency);
    const did = purl !== null && typeOf(purl) === 'npm' ? 'was unpublished' : 'is retracted by its owner';
    const reason = retraction.value === '' ? '' : `: ${quote(retraction.value)}`;
    return fires(endingIn(`Version ${version ?? 'required'} ${did}${reason}`), [retraction]);
  },
});
