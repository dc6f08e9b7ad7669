import type { Governance } from '../model/governance.ts';

/**
 * Whether a foundation governs the project: it, or the project it is part of, is theirs by their own list, and neither left nor was put to rest.
 * An organisation that only seems to be theirs does not count.
 */
export function isGoverning(governance: Governance | null): boolean {
  return (
    governance !== null &&
    governance.relation === 'governs' &&
    governance.ended === null &&
    governance.via !== 'inferred-organisation'
  );
}
