import { versionInstallScripts, versionPublished } from '../facts/version.ts';
import { DAY_MS } from '../model/instant.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';

/** The required version is younger than three days, or runs scripts on install where the version before it did not. */
export const freshVersion = defineRule({
  id: 'fresh-version',
  title: 'Fresh version',
  tier: 'batch',
  recommended: { standing: 'off', added: 'information' },
  needs: {},
  optional: { published: versionPublished, scripts: versionInstallScripts },
  judge(_, { published, scripts }, { version, now, thresholds }) {
    const days = thresholds['fresh-version.days'];
    const name = `Version ${version ?? 'required'}`;
    if (scripts.state === 'known' && scripts.value.has && scripts.value.before === false)
      return fires(`${name} runs scripts on install; the version before it did not.`, [scripts]);
    if (published.state === 'unknown') return unknown(versionPublished, published.why);
    const hours = Math.floor((Date.parse(now) - Date.parse(published.value)) / (DAY_MS / 24));
    if (hours >= 0 && hours < days * 24)
      return fires(
        `${name} was published ${hours < 48 ? `${hours} ${hours === 1 ? 'hour' : 'hours'}` : `${Math.floor(hours / 24)} days`} ago (threshold ${days} days).`,
        [published],
      );
    return scripts.state === 'unknown' && scripts.why !== 'unsupported' ? unknown(versionInstallScripts, scripts.why) : quiet;
  },
});
