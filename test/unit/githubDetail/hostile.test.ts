import { describe, expect, test } from 'vitest';
import { maintainersIn } from '../../../server/src/sources/githubDetail/maintainersFile.ts';
import { saidInReadme } from '../../../server/src/sources/githubDetail/readmeNotice.ts';
import { readYaml } from '../../../server/src/sources/githubDetail/yaml.ts';

/** Most characters of a document that is read. */
const MOST = 200_000;
const filledWith = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

// Each of these once took from seconds to minutes, in which nothing else could happen: Vitest gives a test five seconds.
describe('documents made to be slow are read as quickly as others', () => {
  test.each(['\n', ' \n', '\r\n', '\t'])('a list of maintainers of nothing but %j', (piece) => {
    expect(maintainersIn(filledWith(piece, MOST), 'MAINTAINERS')).toEqual([]);
  });

  test.each(['[a](', '[a](b', '![a', '<a ', '[[]('])('a README of lines full of %j', (piece) => {
    const lines = Array.from({ length: 90 }, () => filledWith(piece, 2000)).join('\n');
    expect(saidInReadme(lines, { names: ['team'], fullName: 'example-org/team' })).toBeUndefined();
  });

  test.each([
    ['- &a [*a]\n', 100_000],
    ['"', 50_000],
    ['&a ', 50_000],
  ])('a YAML file of nothing but %j', (piece, length) => {
    expect(readYaml(filledWith(piece, length))).toBeUndefined();
  });
});

test('aliases of a few anchors are read, and stars in patterns are none', () => {
  expect(readYaml('a: &people [ada, ben]\nb: *people\nc: [*people]')).toEqual({
    a: ['ada', 'ben'],
    b: ['ada', 'ben'],
    c: [['ada', 'ben']],
  });
  const filters = Array.from({ length: 300 }, (_, nth) => `  "*.${nth}": { approvers: [ada] }`).join('\n');
  expect(readYaml(`filters:\n${filters}`)).toHaveProperty('filters');
});
