import type { World } from '../cli/world.ts';
import { clockOf } from '../platform/upstreams.ts';
import { serverOf } from './inputs.ts';
import { say } from './log.ts';

declare const MAINSTAY_VERSION: string;

/** What the runner hands to actions alone, secrets among it: no configuration file is expanded with it. */
const OWN = /^(?:INPUT|ACTIONS)_/;

/** The surroundings of a review on a runner: what is wrong goes into the log, reports go where `reports.ts` puts them. */
export function actionWorld(env: Readonly<Record<string, string | undefined>>, folder: string, token: string | undefined): World {
  const variable = serverOf(env) === 'github.com' ? 'GITHUB_TOKEN' : 'GITHUB_ENTERPRISE_TOKEN';
  return {
    env: Object.fromEntries(Object.entries(env).filter(([name]) => !OWN.test(name))),
    ...(token === undefined ? {} : { forgeToken: { [variable]: token } }),
    folder,
    coloured: false,
    columns: Infinity,
    version: MAINSTAY_VERSION,
    userAgent: `mainstay/${MAINSTAY_VERSION} (open source; GitHub Action)`,
    now: clockOf(env, Date.now),
    print: (text) => {
      say(text);
      return Promise.resolve();
    },
    complain: say,
    note: say,
    progress: () => () => undefined,
  };
}
