import { mkdir } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, client, onOneMachine, write } from './npmMachine.ts';

onOneMachine();

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
    await mkdir(at('home/.npmrc'), { recursive: true });
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
