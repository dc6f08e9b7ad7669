import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadNpmClient, type LoadedNpmClient } from '../../../server/src/platform/npmClient.ts';
import { npmDefault } from '../../../server/src/platform/npmConfig.ts';

const PUBLIC = String(npmDefault('registry'));
const PUBLIC_HOST = new URL(PUBLIC).host;

let root: string;
let project: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mainstay-npm-'));
  project = join(root, 'project');
  await write('project/package.json', '{}');
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<string> {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

interface World {
  readonly user?: string;
  readonly global?: string;
  readonly project?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly trusted?: boolean;
  readonly folder?: string;
  readonly upstream?: string;
}

/** A machine on which only these `.npmrc` files exist. */
async function client(world: World): Promise<LoadedNpmClient> {
  if (world.user !== undefined) await write('home/.npmrc', world.user);
  if (world.global !== undefined) await write('global/npmrc', world.global);
  if (world.project !== undefined) await write('project/.npmrc', world.project);
  return loadNpmClient({
    folder: world.folder ?? project,
    trusted: world.trusted ?? true,
    env: {
      HOME: join(root, 'home'),
      NPM_CONFIG_USERCONFIG: join(root, 'home/.npmrc'),
      npm_config_globalconfig: join(root, 'global/npmrc'),
      ...world.env,
    },
    ...(world.upstream === undefined ? {} : { upstream: world.upstream }),
  });
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

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

    const deep = await client({ project: npmrc, folder: join(project, 'src/deep') });
    const member = await client({ project: npmrc, folder: join(project, 'packages/member') });

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

test('the local upstream stands in for the default registry and gets no credentials; scopes of one’s own stay', async () => {
  const npm = await client({
    user: `registry=https://mirror.example.org/\n//mirror.example.org/:_authToken=t0ken\n@example:registry=https://npm.example.org/\n@open:registry=${PUBLIC}`,
    upstream: 'http://127.0.0.1:4873/npm/',
  });

  const standIn = { base: 'http://127.0.0.1:4873/npm', isPublicDefault: true };
  expect(npm.registryFor('widget')).toEqual(standIn);
  expect(npm.registryFor('@open/widget')).toEqual(standIn);
  expect(npm.registryFor('@example/widget')).toEqual({ base: 'https://npm.example.org', isPublicDefault: false });
});

describe('network settings', () => {
  test('have npm’s defaults', async () => {
    const { network } = await client({});

    expect(network).toMatchObject({ proxy: undefined, httpsProxy: undefined, noProxy: [], ca: [], strictSsl: true });
    expect(network).toMatchObject({ maxSockets: 15, fetchTimeoutMs: 300_000, fetchRetries: 2 });
  });

  test('are read from any level, bounded, and certificates from their files', async () => {
    const pem = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----`;
    const ca = await write('ca.pem', `# ours\n${pem('one')}\n${pem('two')}\n`);
    const cert = await write('client.pem', 'cert');
    const key = await write('client.key', 'key');
    const { network, problems } = await client({
      user: [
        'proxy=http://proxy.example.org:3128/',
        'https-proxy=http://me:pass@proxy.example.org:3128/',
        'noproxy=.example.org, localhost',
        `cafile=${ca}`,
        'strict-ssl=false',
        'maxsockets=5000',
        'fetch-timeout=5000',
        'fetch-retries=0',
        `//npm.example.org/:certfile=${cert}`,
        `//npm.example.org/:keyfile=${key}`,
      ].join('\n'),
    });

    expect(network).toMatchObject({
      proxy: 'http://proxy.example.org:3128/',
      httpsProxy: 'http://me:pass@proxy.example.org:3128/',
      noProxy: ['.example.org', 'localhost'],
      ca: [pem('one'), pem('two')],
      strictSsl: false,
      maxSockets: 64,
      fetchTimeoutMs: 5000,
      fetchRetries: 0,
    });
    expect(network.clientCertificate('https://npm.example.org/@example%2fwidget')).toEqual({ cert: 'cert', key: 'key' });
    expect(network.clientCertificate('https://other.example.org/')).toBeUndefined();
    expect(problems).toEqual([]);
  });

  test('that make no sense count as npm’s own, and say so without the value', async () => {
    const { network, problems } = await client({
      user: 'proxy=s3cret\nmaxsockets=s3cret\ncafile=./s3cret.pem\nca[]=one\nca[]=two',
    });

    expect(network).toMatchObject({ proxy: undefined, maxSockets: 15, ca: ['one', 'two'] });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain('s3cret');
  });
});

describe('a hostile or broken .npmrc', () => {
  test('that is a folder, or far too large, costs its own level only', async () => {
    await mkdir(join(root, 'home/.npmrc'), { recursive: true });
    const npm = await client({
      project: `registry=https://project.example.org/\n${'; padding\n'.repeat(200_000)}`,
      global: 'registry=https://global.example.org/',
    });

    expect(npm.registryFor('widget').base).toBe('https://global.example.org');
    expect(npm.problems).toEqual([
      "npm's project configuration is too large: its settings are left out. Mend or remove it.",
      "npm's user configuration cannot be read (EISDIR): its settings are left out. Mend or remove it.",
    ]);
  });

  test('that npm itself would refuse counts as empty', async () => {
    const npm = await client({ project: 'registry=https://project.example.org/\nsave-dev=true\nsave-peer=true\n' });

    expect(npm.registryFor('widget').isPublicDefault).toBe(true);
    expect(npm.problems).toHaveLength(1);
  });

  test('cannot reach into objects or change the process’s environment', async () => {
    const before = { ...process.env };
    const npm = await client({
      project:
        '__proto__[registry]=https://evil.example.org/\nconstructor[prototype][registry]=x\n[__proto__]\nregistry=https://evil.example.org/',
    });

    expect(npm.registryFor('widget').isPublicDefault).toBe(true);
    expect(({} as Record<string, unknown>)['registry']).toBeUndefined();
    expect(process.env).toEqual(before);
  });

  test('of any text never throws, and no registry keeps credentials in its address', async () => {
    const line = fc.constantFrom(
      'registry=',
      '@example:registry=',
      '//a.example.org/:_authToken=',
      '[',
      ']',
      '=',
      '\n',
      '${',
      '}',
      'https://u:p@a.example.org/',
      'ca[]=',
      '\\',
      '"',
      '\u0000',
    );
    const text = fc.array(fc.oneof(line, fc.string()), { maxLength: 12 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, async (npmrc) => {
        const npm = await client({ project: npmrc });
        for (const name of ['widget', '@example/widget']) expect(npm.registryFor(name).base).not.toContain('@a');
      }),
      { numRuns: 60 },
    );
  });
});
