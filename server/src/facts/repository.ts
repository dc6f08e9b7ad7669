import { defineFact } from '../model/fact.ts';
import type { Governance } from '../model/governance.ts';

/** The foundation behind the repository; null is "none known", which is neutral and the normal answer. */
export const foundation = defineFact<Governance | null>({
  id: 'foundation',
  label: 'foundation',
  of: 'repository',
  maxAgeHours: 24 * 30,
});
