import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { placesIn } from '../../../server/src/formats/textPlaces.ts';
import { decisionsFile } from '../../../server/src/platform/decisionsFile.ts';
import { replaceOwnFile } from '../../../server/src/platform/ownFile.ts';
import { policyPlace, policyProblems, readPolicyFile } from '../../../server/src/policies.ts';

const folderOf = (...folders: readonly string[]) => {
  const top = mkdtempSync(join(tmpdir(), 'mainstay-policy-'));
  for (const folder of folders) mkdirSync(join(top, folder), { recursive: true });
  return top;
};

describe('where a team’s policy is', () => {
  test('at the top of the checkout, be it a worktree, there already or not', async () => {
    const top = folderOf('.git', 'a/b', 'nested/c');
    writeFileSync(join(top, 'nested/.git'), 'gitdir: elsewhere');
    writeFileSync(join(top, 'a/.mainstay.json'), '{}');
    expect(await policyPlace(join(top, 'a/b'), join(top, 'a'))).toBe(join(top, '.mainstay.json'));
    expect(await policyPlace(join(top, 'nested/c'), undefined)).toBe(join(top, 'nested/.mainstay.json'));
  });

  test('without a checkout in the workspace’s folder, else the nearest there is', async () => {
    const top = folderOf('a/b');
    expect(await policyPlace(join(top, 'a/b'), join(top, 'a'))).toBe(join(top, 'a/.mainstay.json'));
    expect(await policyPlace(join(top, 'a/b'), undefined)).toBeUndefined();
    writeFileSync(join(top, '.mainstay.json'), '{}');
    expect(await policyPlace(join(top, 'a/b'), undefined)).toBe(join(top, '.mainstay.json'));
  });
});

describe('reading one', () => {
  test('that is not there is to read an empty one; one that is no text keeps every name back', async () => {
    const top = folderOf('x');
    const path = join(top, '.mainstay.json');
    expect(await readPolicyFile(path)).toMatchObject({
      text: '',
      trouble: undefined,
      reading: { policy: { privatePatterns: [] } },
    });
    writeFileSync(path, Uint8Array.from([0x7b, 0xff, 0x7d]));
    const broken = await readPolicyFile(path);
    expect(broken).toMatchObject({ text: undefined, reading: { policy: { privatePatterns: ['*'], decisions: [] } } });
    expect(policyProblems(broken, 'x')).toEqual([`${path}: not UTF-8 text; it may call names private, so none is sent`]);
    const folder = await readPolicyFile(join(top, 'x'));
    expect(folder.reading.policy.privatePatterns).toEqual(['*']);
  });

  test('with mistakes names each as compilers do', async () => {
    const path = join(folderOf(), '.mainstay.json');
    writeFileSync(path, '{\r\n  "preset": "loud",\r\n  "rule": {}\r\n}');
    expect(policyProblems(await readPolicyFile(path), '.mainstay.json')).toEqual([
      '.mainstay.json:2:13: not “loud”; expected quiet, recommended or strict',
      '.mainstay.json:3:3: “rule” is no key of a policy; did you mean “rules”?',
    ]);
  });
});

test('lines and columns count from 1, whatever ends a line', () => {
  const at = placesIn('ab\ncd\r\nef\rg');
  expect([0, 2, 3, 5, 7, 9, 10, 11].map((offset) => Object.values(at(offset)).join(':'))).toEqual([
    '1:1',
    '1:3',
    '2:1',
    '2:3',
    '3:1',
    '3:3',
    '4:1',
    '4:2',
  ]);
});

describe('one’s own decisions', () => {
  const home = '/home/ada';
  test.each<readonly [string, string | undefined, Readonly<Record<string, string>>, NodeJS.Platform, string | undefined]>([
    ['in the folder an editor names', '/storage', {}, 'linux', '/storage/decisions.json'],
    ['nowhere where it names none', '', {}, 'linux', undefined],
    ['in the user’s configuration', undefined, {}, 'linux', '/home/ada/.config/mainstay/decisions.json'],
    ['by XDG', undefined, { XDG_CONFIG_HOME: '/cfg' }, 'linux', '/cfg/mainstay/decisions.json'],
    ['not by a relative XDG', undefined, { XDG_CONFIG_HOME: 'cfg' }, 'linux', '/home/ada/.config/mainstay/decisions.json'],
    ['on macOS', undefined, {}, 'darwin', '/home/ada/Library/Application Support/mainstay/decisions.json'],
    [
      'where the user says',
      undefined,
      { MAINSTAY_CONFIG_DIR: '/mine', MAINSTAY_UPSTREAMS: '{}' },
      'linux',
      '/mine/decisions.json',
    ],
    ['nowhere while local servers stand in', undefined, { MAINSTAY_UPSTREAMS: '{"npm":"x"}' }, 'linux', undefined],
  ])('are kept %s', (_, named, env, os, file) => {
    expect(decisionsFile(named, { env, os, home })).toBe(file);
  });

  test('are written whole, for their owner’s eyes only', async () => {
    const path = join(folderOf(), 'deep/decisions.json');
    await Promise.all(['{"a":1}', '{"b":2}'].map((text) => replaceOwnFile(path, text)));
    expect(['{"a":1}', '{"b":2}']).toContain(readFileSync(path, 'utf8'));
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});
