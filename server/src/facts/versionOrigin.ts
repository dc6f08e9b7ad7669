import { defineFact } from '../model/fact.ts';
import type { DeclaredRepository, Publisher } from './package.ts';

// What a version carried when it was published: compared with another one's. Nobody can change it later.

/** Who published this version. Shown as a kind only, never by the account's name. */
export const versionPublisher = defineFact<Publisher>({
  id: 'version-publisher',
  label: 'publisher of the required version',
  of: 'version',
  maxAgeHours: 24 * 30,
  expose: ({ trusted }) => (trusted ? 'workflow' : 'account'),
});

/** The accounts that could publish when this version was: how many, and a number that is equal for equal sets of one package. */
export interface PublishAccess {
  readonly accounts: number;
  readonly set: number;
}
/** Who could publish when this version was published. */
export const versionAccess = defineFact<PublishAccess>({
  id: 'version-access',
  label: 'could publish at the required version',
  of: 'version',
  maxAgeHours: 24 * 30,
  expose: ({ accounts }) => accounts,
});

/** The repository that this version names or was built from (`host/owner/name`), and how that is known; null where it names none. */
export const versionRepository = defineFact<{ readonly address: string; readonly how: DeclaredRepository['how'] } | null>({
  id: 'version-repository',
  label: 'repository of the required version',
  of: 'version',
  maxAgeHours: 24 * 30,
});

/** The Node.js versions that this version says it runs on, as published; null where it says nothing. */
export const versionEngine = defineFact<string | null>({
  id: 'version-engine',
  label: 'Node.js versions of the required version',
  of: 'version',
  maxAgeHours: 24 * 30,
});
