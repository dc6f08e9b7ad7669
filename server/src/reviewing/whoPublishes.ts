import type { PublishAccounts } from '../assess/portfolio.ts';
import type { Session } from '../compose.ts';
import { purlOfDependency, type Dependency } from '../model/manifest.ts';
import { typeOf, type Purl } from '../model/purl.ts';

/** Most packages asked about who can publish them: thirty requests of a hundred. Of more, the rest is not known. */
export const MOST_ASKED = 3_000;

/** A line, and who is asked about it. */
export interface AskedLine {
  readonly dependency: Dependency;
  readonly session: Pick<Session, 'publishing'>;
}

/**
 * The accounts that can publish the npm packages of lines, as far as known: what registries told already, the rest by bulk questions. They are for
 * counting and comparing, and live no longer than that.
 */
export async function whoPublishes(lines: readonly AskedLine[]): Promise<PublishAccounts> {
  const sessions = new Map<Purl, AskedLine['session']>();
  for (const { dependency, session } of lines) {
    const purl = purlOfDependency(dependency);
    if (purl !== null && typeOf(purl) === 'npm' && !sessions.has(purl)) sessions.set(purl, session);
  }
  const told = await Promise.all(
    [...sessions].slice(0, MOST_ASKED).map(async ([purl, session]) => {
      const { accounts } = await session.publishing(purl);
      return accounts.state === 'known' ? [[purl, accounts.value] as const] : [];
    }),
  );
  return new Map(told.flat());
}
