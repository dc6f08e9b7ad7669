import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { passedOn } from '../../../server/src/cli/passedOn.ts';

const [one, other] = [resolve('/somewhere/of mine/one'), resolve('/somewhere/of mine/other')];

describe('files in a report that is passed on', () => {
  test('a folder given whole: files from there on, in messages too', () => {
    const { short, file } = passedOn([one], [`${one}/a/package.json`]);
    expect(short(`${one}/a/package.json`)).toBe('a/package.json');
    expect(short(`${one}/a/package.json:1:1: the file is empty`)).toBe('a/package.json:1:1: the file is empty');
    expect(file(`${one}/.mainstay.json`)).toBe('.mainstay.json');
  });

  test('a file given whole: its name', () => {
    expect(passedOn([`${one}/go.mod`], [`${one}/go.mod`]).short(`${one}/go.mod`)).toBe('go.mod');
  });

  test('several: the folders’ names before them', () => {
    const { short } = passedOn([one, other], []);
    expect([short(`${one}/go.mod`), short(`${other}/go.mod`)]).toEqual(['one/go.mod', 'other/go.mod']);
  });

  test('a policy above the folder: its name alone', () => {
    expect(passedOn([one], []).file(resolve(one, '../.mainstay.json'))).toBe('.mainstay.json');
  });

  test('what was given from here stays as it was given', () => {
    const { short, file } = passedOn(['packages'], ['packages/a/package.json']);
    expect([short('packages/a/package.json'), file('packages/.mainstay.json')]).toEqual([
      'packages/a/package.json',
      'packages/.mainstay.json',
    ]);
  });
});
