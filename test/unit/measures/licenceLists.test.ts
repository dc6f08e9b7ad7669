import blueOak from '@blueoak/list/index.json' with { type: 'json' };
import copyleft from 'spdx-copyleft/index.json' with { type: 'json' };
import osiApproved from 'spdx-osi/index.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { licenceCategory, openness } from '../../../server/src/measures/licence.ts';

const permissive = blueOak.flatMap(({ licenses }) => licenses.map(({ id }) => id));

/** OSI-approved, and of no category. */
const UNGRADED: Readonly<Record<string, readonly string[]>> = {
  // Only ScanCode grades their copyleft, and its grades are others than the Guide's where both grade (APSL, ErlPL, EUPL, QPL, RPL, RPSL).
  'copyleft, of a strength that no other list tells': [
    ...['APL-1.0', 'CATOSL-1.1', 'CECILL-2.1', 'CUA-OPL-1.0', 'Frameworx-1.0', 'IPA', 'LiLiQ-P-1.1', 'LiLiQ-R-1.1'],
    ...['LiLiQ-Rplus-1.1', 'Motosoto', 'NGPL', 'Nokia', 'OCLC-2.0', 'OFL-1.1', 'OSET-PL-2.1', 'RSCPL', 'SimPL-2.0'],
  ],
  'permissive for ScanCode, and not in Blue Oak’s list': ['EUDatagrid'],
  'restricted for ScanCode': ['SISSL', 'Watcom-1.0'],
};

/** In the list of copyleft licences, and in neither category of copyleft. */
const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  'share-alike, and not for commercial use: non-open': [
    ...['CC-BY-NC-SA-1.0', 'CC-BY-NC-SA-2.0', 'CC-BY-NC-SA-2.5', 'CC-BY-NC-SA-3.0', 'CC-BY-NC-SA-4.0'],
  ],
  // The Guide's version 7 calls the former strong, later ones do not name them; ScanCode calls them limited.
  'for texts and data': ['CC-BY-SA-1.0', 'CC-BY-SA-2.0', 'CC-BY-SA-2.5', 'CC-BY-SA-3.0', 'CC-BY-SA-4.0', 'ODbL-1.0'],
};

/** Of Blue Oak's permissive licences those that ScanCode calls restricted: not judged. */
const DISPUTED = ['BSD-3-Clause-No-Nuclear-License-2014', 'BSD-3-Clause-No-Nuclear-Warranty', 'HPND-export-US'];

/** The families of Blue Oak Council's Guide to Copyleft, version 7 (CC0-1.0), without Creative Commons'. */
const GUIDE = {
  'weak copyleft': [
    ...['CDDL-1.0', 'CDDL-1.1', 'CPL-1.0', 'EPL-1.0', 'EPL-2.0', 'ErlPL-1.1', 'IPL-1.0', 'MS-RL', 'SPL-1.0'],
    ...['LGPL-2.0-only', 'LGPL-2.0-or-later', 'LGPL-2.1-only', 'LGPL-2.1-or-later', 'LGPL-3.0-only', 'LGPL-3.0-or-later'],
    ...['MPL-1.0', 'MPL-1.1', 'MPL-2.0', 'MPL-2.0-no-copyleft-exception'],
  ],
  'strong copyleft': [
    ...['BSD-Protection', 'GPL-2.0-only', 'GPL-2.0-or-later', 'GPL-3.0-only', 'GPL-3.0-or-later', 'QPL-1.0', 'Sleepycat'],
    // network
    ...[
      'AGPL-1.0-only',
      'AGPL-1.0-or-later',
      'AGPL-3.0-only',
      'AGPL-3.0-or-later',
      'APSL-1.0',
      'APSL-1.1',
      'APSL-1.2',
      'APSL-2.0',
    ],
    ...[
      'CPAL-1.0',
      'EUPL-1.0',
      'EUPL-1.1',
      'EUPL-1.2',
      'NPOSL-3.0',
      'OSL-1.0',
      'OSL-1.1',
      'OSL-2.0',
      'OSL-2.1',
      'OSL-3.0',
      'RPSL-1.0',
    ],
    // maximal
    ...['CAL-1.0', 'Parity-6.0.0', 'Parity-7.0.0', 'RPL-1.1', 'RPL-1.5'],
  ],
} as const;

const sorted = (ids: readonly string[]) => [...ids].sort();

describe('the table of licences, held to lists kept by others', () => {
  test('what OSI approved is open, and has a category but for a few', () => {
    expect(osiApproved.filter((id) => openness(id) !== 'open')).toEqual([]);
    const without = osiApproved.filter((id) => licenceCategory(id) === undefined);
    expect(sorted(without)).toEqual(sorted(Object.values(UNGRADED).flat()));
  });

  test('what Blue Oak calls permissive is, but for what is disputed', () => {
    expect(permissive.length).toBeGreaterThan(200);
    expect(sorted(permissive.filter((id) => licenceCategory(id) !== 'permissive'))).toEqual(sorted(DISPUTED));
    expect(DISPUTED.map((id) => [licenceCategory(id), openness(id)])).toEqual(DISPUTED.map(() => [undefined, 'unknown']));
  });

  test('what is copyleft is weak or strong, but for what is not of software', () => {
    const neither = copyleft.filter((id) => licenceCategory(id)?.endsWith('copyleft') !== true);
    expect(sorted(neither)).toEqual(sorted(Object.values(OTHERWISE).flat()));
  });

  test.each(Object.entries(GUIDE))('%s as Blue Oak’s Guide to Copyleft has it', (category, ids) => {
    expect(ids.filter((id) => licenceCategory(id) !== category || openness(id) !== 'open')).toEqual([]);
  });
});
