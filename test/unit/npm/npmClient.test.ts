import { describe, expect, test } from 'vitest';
import { npmDefault } from '../../../server/src/platform/npmConfig.ts';
import { at, client, onOneMachine, write, type World } from './npmMachine.ts';

const PUBLIC = String(npmDefault('registry'));
const PUBLIC_HOST = new URL(PUBLIC).host;

onOneMachine();

describe('the registry of a package', () => {
  test('is the public default where nothing is configured, and nothing is private', async () => {
    const npm = await client({});

    expect(npm.registryFor('widget')).toEqual({ base: PUBLIC.replace(/\/$/, ''), isPublicDefault: true });
    expect(npm.registryFor('@example/widget').isPublicDefault).toBe(true);
    expect(npm.isPrivateScope('@example/widget')).toBe(false);
    expect(npm.problems).toEqual([]);
  });

  test('comes from the strongest level: environment, project, user, global', async () => {
    const levels = {
      global: 'registry=https://global.example.org/',
      user: 'registry=https://user.example.org/',
      project: 'registry=https://project.example.org/',
    };
    const base = async (world: World) => (await client(world)).registryFor('widget').base;

    expect(await base({ global: levels.global })).toBe('https://global.example.org');
    expect(await base({ global: levels.global, user: levels.user })).toBe('https://user.example.org');
    expect(await base(levels)).toBe('https://project.example.org');
    expect(await base({ ...levels, env: { npm_config_registry: 'https://env.example.org/npm/' } })).toBe(
      'https://env.example.org/npm',
    );
  });

  test('a registry of one’s own is not public; the public one written out is', async () => {
    const mirror = await client({ user: 'registry=https://mirror.example.org/npm/' });
    const written = await client({ user: `registry=${PUBLIC.replace(/\/$/, '')}` });

    expect(mirror.registryFor('widget')).toEqual({ base: 'https://mirror.example.org/npm', isPublicDefault: false });
    expect(written.registryFor('widget').isPublicDefault).toBe(true);
  });

  test('a subfolder obeys the .npmrc beside the nearest package.json, a workspace member that of its root', async () => {
    await write('project/src/deep/file.txt', '');
    await write('project/package.json', '{"workspaces":["packages/*"]}');
    await write('project/packages/member/package.json', '{"name":"member"}');
    const npmrc = 'registry=https://project.example.org/';

    const deep = await client({ project: npmrc, folder: at('project/src/deep') });
    const member = await client({ project: npmrc, folder: at('project/packages/member') });

    expect(deep.registryFor('widget').base).toBe('https://project.example.org');
    expect(member.registryFor('widget').base).toBe('https://project.example.org');
  });

  test('an untrusted project is not read, whatever it says', async () => {
    const npm = await client({
      trusted: false,
      project:
        'registry=https://evil.example.org/${SECRET}\n@example:registry=https://evil.example.org/\nproxy=http://evil.example.org/',
      env: { SECRET: 's3cret' },
    });

    expect(npm.registryFor('widget').isPublicDefault).toBe(true);
    expect(npm.registryFor('@example/widget').isPublicDefault).toBe(true);
    expect(npm.network.proxy).toBeUndefined();
  });

  test('a value that is no http address gives way to the next level, with a message that does not repeat it', async () => {
    const npm = await client({ user: 'registry=https://user.example.org', project: 'registry=s3cret nonsense' });

    expect(npm.registryFor('widget').base).toBe('https://user.example.org');
    expect(npm.problems).toEqual(["npm's setting registry (project level) is no http address: it is left out."]);
  });
});

describe('a scope', () => {
  test('mapped to a registry of its own is asked there and private', async () => {
    const npm = await client({ user: '@Example:registry=https://npm.example.org/\n' });

    expect(npm.registryFor('@example/widget')).toEqual({ base: 'https://npm.example.org', isPublicDefault: false });
    expect(npm.isPrivateScope('@example/widget')).toBe(true);
    expect(npm.isPrivateScope('widget')).toBe(false);
    expect(npm.isPrivateScope('@other/widget')).toBe(false);
  });

  test('mapped to the public registry is private only with a token for it', async () => {
    const open = await client({ user: `@example:registry=${PUBLIC}` });
    const withToken = await client({ user: `@example:registry=${PUBLIC}\n//${PUBLIC_HOST}/:_authToken=t0ken` });

    expect(open.isPrivateScope('@example/widget')).toBe(false);
    expect(open.registryFor('@example/widget').isPublicDefault).toBe(true);
    expect(withToken.isPrivateScope('@example/widget')).toBe(true);
  });

  test('without a mapping is not made private by a token for the default registry', async () => {
    const npm = await client({ user: `//${PUBLIC_HOST}/:_authToken=t0ken` });

    expect(npm.isPrivateScope('@example/widget')).toBe(false);
    expect(npm.registryFor('@example/widget').authorization).toBe('Bearer t0ken');
  });

  test('with an unusable address is private and can be asked of nobody, rather than of the public registry', async () => {
    const npm = await client({ user: '@example:registry=${NOT_SET}' });

    expect(npm.registryFor('@example/widget')).toEqual({ base: '', isPublicDefault: false });
    expect(npm.isPrivateScope('@example/widget')).toBe(true);
    expect(npm.problems).toHaveLength(1);
  });
});

describe('the local upstream', () => {
  const upstream = 'http://127.0.0.1:4873/npm/';
  const standIn = { base: 'http://127.0.0.1:4873/npm', isPublicDefault: true };

  test('stands in for the public default registry, however it came to be, and gets no credentials; scopes of one’s own stay', async () => {
    const npm = await client({
      user: `registry=${PUBLIC}\n//${PUBLIC_HOST}/:_authToken=t0ken\n@example:registry=https://npm.example.org/\n@open:registry=${PUBLIC}`,
      upstream,
    });

    expect(npm.registryFor('widget')).toEqual(standIn);
    expect(npm.registryFor('@open/widget')).toEqual(standIn);
    expect(npm.registryFor('@example/widget')).toEqual({ base: 'https://npm.example.org', isPublicDefault: false });
    expect((await client({ user: '', upstream })).registryFor('widget')).toEqual(standIn);
  });

  test.each<[string, World]>([
    ['the project', { project: 'registry=https://mirror.example.org/' }],
    ['the environment', { env: { npm_config_registry: 'https://mirror.example.org/' } }],
    ['the user', { user: 'registry=https://mirror.example.org/' }],
    ['the machine', { global: 'registry=https://mirror.example.org/' }],
  ])('does not stand in for a registry that %s configures', async (_, world) => {
    const npm = await client({ ...world, upstream });

    expect(npm.registryFor('widget')).toEqual({ base: 'https://mirror.example.org', isPublicDefault: false });
    expect(npm.registries).toEqual(['https://mirror.example.org']);
  });
});
