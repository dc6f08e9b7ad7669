import type { Dependency } from '../model/manifest.ts';

/** What is asked for, as far as that is no address, which can hold credentials; behind `catalog:` what the catalog says, where it is known. */
export function requirementText({ requirement, target }: Dependency): string | null {
  if (target.kind !== 'registry') return target.kind === 'catalog' ? requirement : null;
  return /^\s*catalog:/i.test(requirement ?? '') ? target.range : requirement;
}
