import { defineFact } from '../model/fact.ts';
import type { Run } from './package.ts';
import type { PublishAccess } from './versionOrigin.ts';

/** The accounts that could publish when a version was, as runs over stable versions in order of version; null where a version does not say. */
export const accessRuns = defineFact<readonly Run<PublishAccess | null>[]>({
  id: 'access-runs',
  label: 'could publish',
  of: 'package',
  maxAgeHours: 12,
  expose: (runs) => runs.map(({ from, value }) => ({ from, accounts: value?.accounts ?? null })),
});

/** The repository named (`host/owner/name`), as runs over stable versions in order of version; null for none, `?` for what cannot be read. */
export const repositoryRuns = defineFact<readonly Run<string | null>[]>({
  id: 'repository-runs',
  label: 'repositories named',
  of: 'package',
  maxAgeHours: 12,
});

/** `engines.node` as published, as runs over stable versions in order of version; null where a version does not say. */
export const engineRuns = defineFact<readonly Run<string | null>[]>({
  id: 'engine-runs',
  label: 'Node.js versions',
  of: 'package',
  maxAgeHours: 12,
});
