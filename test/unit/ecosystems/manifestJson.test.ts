import { expect, test } from 'vitest';
import { manifestJson } from '../../../server/src/present/manifestJson.ts';
import { manifestOf } from './rows.ts';

test('the printed manifest has the fields, in the order, that scripts rely on', () => {
  const text = '\ufeffrequire example.org/a v1.2.3 // indirect\nreplace example.org/b => ../b\nrequire\n';
  expect(JSON.stringify(manifestJson(manifestOf('go.mod', text)))).toBe(
    JSON.stringify({
      dependencies: [
        {
          purl: 'pkg:golang/example.org/a',
          name: 'example.org/a',
          requirement: 'v1.2.3',
          scope: 'require',
          indirect: true,
          spans: { whole: [9, 29], name: [9, 22], requirement: [23, 29] },
        },
        {
          purl: null,
          name: 'example.org/b',
          requirement: null,
          scope: 'replace',
          indirect: false,
          spans: { whole: [50, 71], name: [50, 63], requirement: null },
        },
      ],
      problems: [
        { message: 'the go command refuses a byte-order mark: save the file without one', span: [0, 1] },
        { message: 'expected require example.org/name v1.2.3', span: [72, 79] },
      ],
    }),
  );
});
