import { describe, expect, test } from 'vitest';
import { STANDINGS } from '../../../server/src/model/standing.ts';
import { standingKey } from '../../../server/src/present/report/standingBar.ts';
import { cellsOf, lineOf, pageOf, wordsOf, year } from './reportPage.ts';

const told = {
  archival: { archived: false, disabled: false, at: null },
  deprecation: null,
  'repository-identity': { createdAt: '2019-01-01T00:00:00.000Z', forkOf: null, olderThanAYear: true },
  'own-word': null,
  foundation: null,
};

describe('the map', () => {
  test('few commits are told from none known', () => {
    const page = pageOf([
      lineOf('still', { ...told, activity: { ...year([4, 2]), months: Array.from({ length: 12 }, () => 0) } }),
    ]);
    expect(page).toContain('<th scope="col">too few commits to tell</th>');
    expect(page).not.toContain('<th scope="col">not known</th>');
  });

  test('what would remain is known though the standing is not: it has its place; of neither, by name', () => {
    const page = pageOf([
      lineOf('zeta', {}),
      lineOf('placed', { ...told, archival: { unknown: 'timeout' }, activity: year([20, 20, 20, 20]) }),
      lineOf('alpha', { foundation: null }),
    ]);
    expect(cellsOf(page, 'map', 'Not enough known').slice(1)).toEqual(['placed']);
    expect(wordsOf(page, 'map')).toMatch(/2 packages cannot be placed: not enough is known alpha zeta$/);
  });

  test('a long name breaks after its slashes', () => {
    const page = pageOf([lineOf('example.org/one/two', { ...told, activity: year([95, 5]) })]);
    expect(page).toContain('example.org/<wbr />one/<wbr />two');
  });
});

test('one and many', () => {
  const near = lineOf('near', {}, { target: { kind: 'local' } });
  expect(pageOf([lineOf('x', {}), near])).toContain('1 more line points at paths');
  expect(pageOf([lineOf('x', {}), near, near])).toContain('2 more lines point at paths');
});

describe('the colours of standings', () => {
  const colours = STANDINGS.map((word) => /fill="(#[0-9a-f]{6})"/.exec(standingKey(word).html)?.[1] ?? '');

  /** Contrast of two colours by WCAG 2.2. */
  const contrast = (...pair: readonly [string, string]) => {
    const [light = 0, dark = 0] = pair.map(luminance).sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  function luminance(colour: string): number {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  test.each(['#ffffff', '#000000', '#1f1f1f'])('are seen on %s', (ground) => {
    for (const colour of colours) expect(contrast(colour, ground), colour).toBeGreaterThanOrEqual(3);
  });

  test('neighbours differ in lightness, also where one between them is missing', () => {
    for (const apart of [1, 2])
      colours.slice(apart).forEach((colour, at) => {
        const other = colours[at] ?? '';
        expect(contrast(colour, other), `${other} ${colour}`).toBeGreaterThanOrEqual(1.3);
      });
  });
});
