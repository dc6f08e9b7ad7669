import { describe, expect, test } from 'vitest';
import { factFolder, userCacheFolder } from '../../../server/src/platform/factFilesFolder.ts';

const home = '/home/ada';

describe('the user’s cache folder', () => {
  test.each([
    ['linux', {}, '/home/ada/.cache/mainstay'],
    ['linux', { XDG_CACHE_HOME: '/var/cache/ada' }, '/var/cache/ada/mainstay'],
    ['linux', { XDG_CACHE_HOME: 'caches' }, '/home/ada/.cache/mainstay'],
    ['linux', { XDG_CACHE_HOME: '' }, '/home/ada/.cache/mainstay'],
    ['darwin', { XDG_CACHE_HOME: '/var/cache/ada' }, '/home/ada/Library/Caches/mainstay'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/mainstay/Cache'],
    ['win32', {}, '/home/ada/AppData/Local/mainstay/Cache'],
    ['linux', { MAINSTAY_CACHE_DIR: '/scratch/facts' }, '/scratch/facts'],
    ['linux', { MAINSTAY_CACHE_DIR: '' }, '/home/ada/.cache/mainstay'],
  ] as const)('%s, %j', (os, env, folder) => {
    expect(userCacheFolder({ env, os, home })?.replaceAll('\\', '/')).toBe(folder);
  });

  test('there is none without a home, nor for what a local server says in place of a public service, unless a folder is named', () => {
    expect(userCacheFolder({ env: {}, os: 'linux', home: '' })).toBeUndefined();
    const staged = { MAINSTAY_UPSTREAMS: '{"npm":"http://127.0.0.1:4873"}' };
    expect(userCacheFolder({ env: staged, os: 'linux', home })).toBeUndefined();
    expect(userCacheFolder({ env: { ...staged, MAINSTAY_CACHE_DIR: '/scratch' }, os: 'linux', home })).toBe('/scratch');
  });
});

test('an editor names the folder, or that there is to be none; a path that is relative to nothing counts as not given', () => {
  const place = { env: {}, os: 'linux', home } as const;
  expect(factFolder('/storage/mainstay', place)).toBe('/storage/mainstay');
  expect(factFolder('', place)).toBeUndefined();
  expect(factFolder(undefined, place)).toBe('/home/ada/.cache/mainstay');
  expect(factFolder('storage', place)).toBe('/home/ada/.cache/mainstay');
});
