import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LICENCE_FILE_CHANGES } from '../../../server/src/facts/repositoryDetail.ts';
import { licenceCategory, openness } from '../../../server/src/measures/licence.ts';
import { fileLicence, lastChange } from '../../../server/src/measures/licenceChange.ts';

describe('the category of a licence', () => {
  test.each([
    ['MIT', 'permissive'],
    ['apache-2.0', 'permissive'],
    ['Apache License, Version 2.0', 'permissive'],
    ['The MIT License', 'permissive'],
    ['BSD', 'permissive'],
    ['LGPL-2.1+', 'weak copyleft'],
    ['LGPLv3', 'weak copyleft'],
    ['MPL-2.0', 'weak copyleft'],
    ['EPL-2.0', 'weak copyleft'],
    ['GPL-2.0', 'strong copyleft'],
    ['GPL-2.0-only', 'strong copyleft'],
    ['GNU GPL v3', 'strong copyleft'],
    ['AGPL-3.0-or-later', 'strong copyleft'],
    ['BUSL-1.1', 'non-open'],
    ['SSPL-1.0', 'non-open'],
    ['RSALv2', 'non-open'],
    ['FSL-1.1-ALv2', 'non-open'],
    ['UNLICENSED', 'non-open'],
    ['NONE', 'non-open'],
    ['busl-1.1', 'non-open'],
    ['CC-BY-NC-4.0', 'non-open'],
    ['MS-LPL', 'non-open'],
    ['JPNIC', undefined],
    // The identifiers of before there were exceptions.
    ['GPL-2.0-with-classpath-exception', 'weak copyleft'],
    ['GPL-2.0-with-autoconf-exception', 'strong copyleft'],
    ['eCos-2.0', 'weak copyleft'],
    ['wxWindows', 'weak copyleft'],
    // Names inside an expression are judged as they are alone.
    ['RSALv2 OR SSPLv1', 'non-open'],
    ['(RSALv2 OR SSPLv1)', 'non-open'],
    ['(RSALv2 OR SSPLv1 OR AGPL-3.0-only)', 'strong copyleft'],
    ['SSPLv1 OR AGPL-3.0-only', 'strong copyleft'],
    ['RSALv2 AND MIT', 'non-open'],
    ['BSL 1.1 or MIT', 'permissive'],
    ['UNLICENSED AND MIT', 'non-open'],
    ['(MIT OR GPLv2)', 'permissive'],
    ['GPLv2 or later', 'strong copyleft'],
    ['GPLv2 or later AND The MIT License', 'strong copyleft'],
    ['RSALv2 OR Custom', undefined],
    ['BSL OR GPL-3.0-only', undefined],
    ['GPL-3.0-only OR Custom', undefined],
    ['CC-BY-NC-4.0 OR MIT', 'permissive'],
    // A choice is as mild as its mildest part, a sum as strict as its strictest, an exception allows what it is for.
    ['(MIT OR GPL-3.0-only)', 'permissive'],
    ['MIT AND GPL-3.0-only', 'strong copyleft'],
    ['MIT AND (LGPL-3.0-only OR BUSL-1.1)', 'weak copyleft'],
    ['GPL-2.0-only WITH Classpath-exception-2.0', 'weak copyleft'],
    ['GPL-2.0-only WITH Linux-syscall-note', 'strong copyleft'],
    ['Apache-2.0 WITH LLVM-exception', 'permissive'],
    // Beside what is in no table only the end of the scale is certain.
    ['MIT OR LicenseRef-ours', 'permissive'],
    ['GPL-3.0-only OR LicenseRef-ours', undefined],
    ['BUSL-1.1 AND LicenseRef-ours', 'non-open'],
    ['MIT AND LicenseRef-ours', undefined],
    ['LicenseRef-ours', undefined],
    ['SEE LICENSE IN LICENSE.md', undefined],
    ['Custom', undefined],
    ['none', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('%s: %s', (licence, expected) => expect(licenceCategory(licence)).toBe(expected));

  test('agrees with what may be used freely, whatever the text, and never throws', () => {
    const word = fc.constantFrom(
      'MIT',
      'GPL-3.0-only',
      'BUSL-1.1',
      'LicenseRef-x',
      'SSPL-1.0',
      'RSALv2',
      'GPLv2',
      'Custom',
      'JSON',
      'OR',
      'AND',
      '(',
      ')',
      'WITH',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(word).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, (licence) => {
        const category = licenceCategory(licence);
        const word = openness(licence);
        if (category === 'non-open') expect(word).toBe('non-open');
        else if (category !== undefined) expect(word).not.toBe('non-open');
      }),
    );
  });
});

describe('the last change between published versions', () => {
  const runs = (...values: readonly (string | null)[]) =>
    values.map((value, at) => ({ value, from: `${at}.0.0`, to: `${at}.9.0`, releases: 2, since: `202${at}-01-01` }));

  test('is the youngest at or below the version asked about, passing over what is not known', () => {
    const all = runs('MIT', 'GPL-3.0-only', null, 'AGPL-3.0-only', 'BUSL-1.1');
    expect(lastChange(all, 4)).toMatchObject({ from: { name: 'AGPL-3.0-only' }, to: { name: 'BUSL-1.1' }, version: '4.0.0' });
    // Strong copyleft after strong copyleft is no change of category: the one before it counts.
    expect(lastChange(all, 3)).toMatchObject({ from: { name: 'MIT' }, to: { name: 'GPL-3.0-only' }, at: '2021-01-01' });
  });

  test('none is not the same as none known', () => {
    expect(lastChange(runs('MIT', 'ISC'), 1)).toBe('none');
    expect(lastChange(runs(null, 'MIT'), 1)).toBeUndefined();
    expect(lastChange(runs('MIT', null), 1)).toBeUndefined();
  });
});

describe('the licence of a file', () => {
  const file = (...licences: readonly (readonly string[])[]) =>
    licences.map((all, at) => ({ at: `20${30 - at}-01-01`, licences: all }));

  test('is dated by the change that brought it, not by edits after that', () => {
    expect(fileLicence(file(['BUSL-1.1'], ['BUSL-1.1'], ['MPL-2.0'], ['MIT']))).toEqual({
      licence: { name: 'BUSL-1.1', category: 'non-open' },
      since: '2029-01-01',
      before: { name: 'MPL-2.0', category: 'weak copyleft' },
    });
  });

  test('the first text of a file, and one not known by sight, have nothing known before them', () => {
    expect(fileLicence(file(['GPL-3.0']))).toMatchObject({ since: '2030-01-01', before: undefined });
    expect(fileLicence(file(['GPL-3.0'], [], ['MIT']))).toMatchObject({ since: '2030-01-01', before: undefined });
  });

  test('where older changes were not read nobody can say since when', () => {
    const edits = Array.from({ length: LICENCE_FILE_CHANGES }, () => ['GPL-3.0']);
    expect(fileLicence(file(...edits))).toMatchObject({ since: undefined });
  });

  test('several of one category are one, of several none; no name, no licence', () => {
    expect(fileLicence(file(['RSALv2', 'SSPL-1.0']))?.licence).toEqual({ name: 'RSALv2, SSPL-1.0', category: 'non-open' });
    expect(fileLicence(file(['MIT', 'GPL-3.0']))).toBeUndefined();
    expect(fileLicence(file([]))).toBeUndefined();
    expect(fileLicence([])).toBeUndefined();
  });
});
