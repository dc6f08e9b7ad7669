import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { LICENCE_FILE_CHANGES, licenceFileNames } from '../../../server/src/facts/repositoryDetail.ts';
import { DetailAnswer } from '../../../server/src/sources/githubDetail/answer.ts';
import { licenceFileNamesOf } from '../../../server/src/sources/githubDetail/licenceFile.ts';
import { licencesInText } from '../../../server/src/sources/githubDetail/licenceText.ts';

const long = 'These are the terms and conditions. '.repeat(500);

describe('what a licence file calls itself', () => {
  test.each<readonly [string, readonly string[]]>([
    ['                                 Apache License\n                           Version 2.0, January 2004\n', ['Apache-2.0']],
    ['Mozilla Public License Version 2.0\n==================================\n', ['MPL-2.0']],
    ['GNU GENERAL PUBLIC LICENSE\n Version 3, 29 June 2007\n', ['GPL-3.0']],
    ['GNU AFFERO GENERAL PUBLIC LICENSE\n Version 3, 19 November 2007\n', ['AGPL-3.0']],
    ['GNU LESSER GENERAL PUBLIC LICENSE\n Version 2.1, February 1999\n', ['LGPL-2.1']],
    [
      'The MIT License\n\nCopyright (c) Example\n\nPermission is hereby granted, free of charge, to any person\nobtaining a copy of it',
      ['MIT'],
    ],
    [
      'Redistribution and use in source and binary forms, with or without …\n* Neither the name of Example nor …',
      ['BSD-3-Clause'],
    ],
    ['Redistribution and use in source and binary forms, with or without …', ['BSD-2-Clause']],
    ['Server Side Public License\nVERSION 1, OCTOBER 16, 2018\n', ['SSPL-1.0']],
    ['Elastic License 2.0\n\nURL: https://example.org\n', ['Elastic-2.0']],
  ])('%j: %j', (text, licences) => {
    expect(licencesInText(`${text}\n${long}`)).toEqual(licences);
  });

  test('a licence that names what it becomes is itself', () => {
    const busl =
      'Parameters\nLicensed Work: Example\nChange License: Mozilla Public License Version 2.0\n\nNotice\n\nBusiness Source License 1.1\n';
    expect(licencesInText(busl)).toEqual(['BUSL-1.1']);
    expect(
      licencesInText('# Functional Source License, Version 1.1, ALv2 Future License\n… the Apache License, Version 2.0'),
    ).toEqual(['FSL-1.1-ALv2']);
    expect(licencesInText('“Commons Clause” License Condition v1.0\nLicense: Apache License 2.0')).toEqual([
      'LicenseRef-Commons-Clause',
    ]);
  });

  test('a choice between two that restrict use is both; with an open one beside them nobody but a reader can tell', () => {
    const choice = 'at your choice under the Redis Source Available License v2 (RSALv2) or the Server Side Public License v1';
    expect(licencesInText(`${choice}, as follows\n${long}`)).toEqual(['RSALv2', 'SSPL-1.0']);
    expect(licencesInText(`${choice} or the GNU Affero General Public License v3\n${long}`)).toEqual([]);
  });

  test.each(['', 'All rights reserved.', 'See the file COPYING.', `${long} Apache License, Version 2.0`])(
    'what is not known by sight has no name: %#',
    (text) => expect(licencesInText(text)).toEqual([]),
  );
});

describe('the names after each change', () => {
  const text = (words: string) => ({ object: { byteSize: words.length, isBinary: false, isTruncated: false, text: words } });
  const names = (...nodes: readonly object[]) => {
    const answer = z.parse(DetailAnswer, { defaultBranchRef: { target: { licence: { nodes } } } });
    return licenceFileNamesOf(answer.defaultBranchRef?.target ?? {});
  };

  test('newest first; a file that was not there named none', () => {
    expect(
      names(
        { authoredDate: '2026-01-02T00:00:00Z', file: text('Business Source License 1.1') },
        { authoredDate: '2020-01-02T00:00:00Z', file: text('Mozilla Public License Version 2.0') },
        { authoredDate: '2019-01-02T00:00:00Z', file: null },
      ),
    ).toEqual([
      { at: '2026-01-02T00:00:00Z', licences: ['BUSL-1.1'] },
      { at: '2020-01-02T00:00:00Z', licences: ['MPL-2.0'] },
      { at: '2019-01-02T00:00:00Z', licences: [] },
    ]);
  });

  test('one text that was not answered leaves them unknown: a change could hide in it', () => {
    const known = { authoredDate: '2026-01-02T00:00:00Z', file: text('Apache License Version 2.0') };
    expect(names(known, { authoredDate: '2020-01-02T00:00:00Z' })).toBeUndefined();
    expect(names(known, { authoredDate: '2020-01-02T00:00:00Z', file: { object: { byteSize: 9 } } })).toBeUndefined();
    expect(licenceFileNamesOf({})).toBeUndefined();
  });
});

test('as of an earlier moment the names are those until then; of a full list that loses its newest nothing is told', () => {
  const named = (years: readonly number[]) => years.map((year) => ({ at: `${year}-05-01T00:00:00Z`, licences: ['MIT'] }));
  const then = (years: readonly number[]) => licenceFileNames.then?.(named(years), '2022-01-01T00:00:00.000Z');
  expect(then([2024, 2021, 2019])).toEqual({ value: named([2021, 2019]) });
  expect(then([2024, 2023])).toEqual({ why: 'undated' });
  const full = Array.from({ length: LICENCE_FILE_CHANGES }, (_, at) => 2024 - at);
  expect(then(full)).toEqual({ why: 'undated' });
  expect(then(full.map((year) => year - 5))).toEqual({ value: named(full.map((year) => year - 5)) });
});
