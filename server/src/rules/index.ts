import type { Rule } from '../model/finding.ts';
import { absentMaintainers } from './absentMaintainers.ts';
import { archived } from './archived.ts';
import { deprecated } from './deprecated.ts';
import { fading } from './fading.ts';
import { freshVersion } from './freshVersion.ts';
import { handover } from './handover.ts';
import { licenceChange } from './licenceChange.ts';
import { licenceRestricted } from './licenceRestricted.ts';
import { lineEnded } from './lineEnded.ts';
import { moved } from './moved.ts';
import { newPublisher } from './newPublisher.ts';
import { noFoundation } from './noFoundation.ts';
import { noSource } from './noSource.ts';
import { oneMaintainer } from './oneMaintainer.ts';
import { overloaded } from './overloaded.ts';
import { provenanceLost } from './provenanceLost.ts';
import { releaseDrought } from './releaseDrought.ts';
import { retracted } from './retracted.ts';
import { singleVendor } from './singleVendor.ts';

/** Every rule, in the order in which equally loud findings are shown. */
export const rules: readonly Rule[] = [
  archived,
  deprecated,
  retracted,
  fading,
  oneMaintainer,
  newPublisher,
  provenanceLost,
  handover,
  licenceChange,
  licenceRestricted,
  lineEnded,
  absentMaintainers,
  releaseDrought,
  moved,
  noSource,
  freshVersion,
  singleVendor,
  overloaded,
  noFoundation,
];
