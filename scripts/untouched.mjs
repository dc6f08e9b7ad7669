import { join } from 'node:path';

/** The moment the recorded world is shown at: most of its histories were read up to then, and nothing is known after. */
export const RECORDED = '2026-08-22T00:00:00.000Z';

const CONFIGURED =
  /^(npm_config_.*|(https?|all|no)_proxy|GO[A-Z0-9]+|NETRC|MAINSTAY_.*|VSCODE_.*|XDG_.*|(GH|GITHUB)_(ENTERPRISE_)?TOKEN)$/i;

/**
 * An environment without this machine's own registries, proxies, Go and editor settings and tokens, so that what is seen is the same everywhere and
 * nothing but the local upstream is asked. `home` takes the place of the user's own folder; it need not exist.
 *
 * @param {NodeJS.ProcessEnv} env @param {string} home @returns {NodeJS.ProcessEnv}
 */
export function untouched(env, home) {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !CONFIGURED.test(name))),
    HOME: home,
    npm_config_userconfig: join(home, 'npmrc'),
    npm_config_globalconfig: join(home, 'global-npmrc'),
    GOENV: 'off',
    GOTOOLCHAIN: 'local',
    GOMODCACHE: join(home, 'gomodcache'),
  };
}
