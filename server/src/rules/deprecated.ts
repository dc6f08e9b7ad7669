import { deprecation, latest } from '../facts/package.ts';
import { versionDeprecated } from '../facts/version.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { typeOf } from '../model/purl.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';
import { endingIn, quote } from './quote.ts';

/** The required version is deprecated by its owner, or the newest is; for Go the module: quoted in the owner's words. */
export const deprecated = defineRule({
  id: 'deprecated',
  title: 'Deprecated',
  tier: 'batch',
  recommended: { standing: 'warning', added: 'warning' },
  inQuiet: true,
  needs: {},
  optional: { required: versionDeprecated, newest: deprecation, latest },
  judge(_, { required, newest, latest: offered }, { version, dependency }) {
    const purl = purlOfDependency(dependency);
    if (purl !== null && typeOf(purl) === 'golang') {
      // go.mod deprecates the module, and so every version of it; both facts come from its one notice.
      const notice = [required, newest].find((fact) => fact.state === 'known' && fact.value !== null);
      if (notice?.state === 'known' && notice.value !== null)
        return fires(`The module is deprecated by its owner: ${endingIn(quote(notice.value))}`, [notice]);
    }
    if (required.state === 'known' && required.value !== null)
      return fires(`Version ${version ?? 'required'} is deprecated by its owner: ${endingIn(quote(required.value))}`, [required]);
    if (newest.state === 'known' && newest.value !== null) {
      const which = offered.state === 'known' ? `, ${offered.value.version},` : '';
      return fires(`The newest release${which} is deprecated by its owner: ${endingIn(quote(newest.value))}`, [newest]);
    }
    if (required.state === 'unknown') return unknown(versionDeprecated, required.why);
    return newest.state === 'unknown' ? unknown(deprecation, newest.why) : quiet;
  },
});
