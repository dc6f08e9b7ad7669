import { describe, expect, test } from 'vitest';
import { client, onOneMachine } from './npmMachine.ts';

onOneMachine();

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('credentials', () => {
  const registry = 'registry=https://npm.example.org:8443/a/b/\n';
  const authorization = async (user: string, env?: Record<string, string>) =>
    (await client({ user: registry + user, ...(env === undefined ? {} : { env }) })).registryFor('widget').authorization;

  test.each([
    ['a token', '//npm.example.org:8443/a/b/:_authToken=t0ken', 'Bearer t0ken'],
    ['a place without its last slash', '//npm.example.org:8443/a/b:_authToken=t0ken', 'Bearer t0ken'],
    ['a place further up', '//npm.example.org:8443/:_authToken=t0ken', 'Bearer t0ken'],
    ['the nearest of two', '//npm.example.org:8443/:_authToken=far\n//npm.example.org:8443/a/b/:_authToken=near', 'Bearer near'],
    ['basic credentials', `//npm.example.org:8443/:_auth=${base64('me:pass')}`, `Basic ${base64('me:pass')}`],
    [
      'a name and an encoded password',
      `//npm.example.org:8443/:username=me\n//npm.example.org:8443/:_password=${base64('pa:ss')}`,
      `Basic ${base64('me:pa:ss')}`,
    ],
  ])('%s', async (_, npmrc, expected) => {
    expect(await authorization(npmrc)).toBe(expected);
  });

  test.each([
    ['another host', '//other.example.org/:_authToken=t0ken'],
    ['another port', '//npm.example.org/:_authToken=t0ken'],
    ['a sibling path', '//npm.example.org:8443/a/c/:_authToken=t0ken'],
    ['a name alone', '//npm.example.org:8443/:username=me'],
    ['no place at all', '_authToken=t0ken'],
  ])('are not sent when configured for %s', async (_, npmrc) => {
    expect(await authorization(npmrc)).toBeUndefined();
  });

  test('come from the environment by name, and are left out where the name is not set', async () => {
    const npmrc = '//npm.example.org:8443/:_authToken=${NPM_TOKEN}';

    expect(await authorization(npmrc, { NPM_TOKEN: 't0ken' })).toBe('Bearer t0ken');
    const npm = await client({ user: registry + npmrc });
    expect(npm.registryFor('widget').authorization).toBeUndefined();
    expect(npm.problems).toEqual([
      "npm's setting //npm.example.org:8443/:_authToken refers to an environment variable that is not set: it is left out.",
    ]);
  });

  test('that would break a header are left out, unnamed', async () => {
    const npm = await client({ user: registry, env: { 'npm_config_//npm.example.org:8443/:_authToken': 's3cret\r\nX-Evil: 1' } });

    expect(npm.registryFor('widget').authorization).toBeUndefined();
    expect(npm.problems.join()).not.toContain('s3cret');
    expect(npm.problems).toHaveLength(1);
  });

  test('inside a registry’s address leave the address and go into the header', async () => {
    const npm = await client({ user: 'registry=https://me:pass@npm.example.org/' });

    expect(npm.registryFor('widget')).toEqual({
      base: 'https://npm.example.org',
      isPublicDefault: false,
      authorization: `Basic ${base64('me:pass')}`,
    });
  });
});
