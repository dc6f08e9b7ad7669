import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { npmDefault } from '../../server/src/platform/npmConfig.ts';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { repositoryWith, type Repository } from './repository.ts';
import { byName, folderWith, mainstay } from './runCli.ts';
import { breaches } from './schemas.ts';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());

/** Every name and address the upstream was asked about while `work` ran. */
async function sentDuring(work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = upstream.log.length;
  await work();
  return [...new Set(upstream.log.slice(before).flatMap(({ names, path }) => [...names, path]))];
}

const PUBLIC = String(npmDefault('registry'));

function lockOf(resolved: Readonly<Record<string, readonly [version: string, address: string]>>): string {
  const entries = Object.entries(resolved).map(
    ([name, [version, address]]) => [`node_modules/${name}`, { version, resolved: address }] as const,
  );
  const dependencies = Object.fromEntries(Object.entries(resolved).map(([name, [version]]) => [name, `^${version}`]));
  return JSON.stringify({ lockfileVersion: 3, packages: { '': { dependencies }, ...Object.fromEntries(entries) } });
}

describe('check', () => {
  const lines = '"example-inhouse-billing": "^1.0.0", "@example/steady": "^2.1.0", "@example/funded": "^1.0.0"';
  const workspace = (npmrc = '') =>
    folderWith({
      'package.json': `{ "dependencies": { ${lines} } }`,
      'package-lock.json': lockOf({
        'example-inhouse-billing': ['1.0.3', 'https://user:hush@npm.corp.example.org/secret-path/billing-1.0.3.tgz?key=hush'],
        '@example/steady': ['2.1.0', `${PUBLIC}@example/steady/-/steady-2.1.0.tgz`],
        '@example/funded': ['1.2.0', `${upstream.env['npm'] ?? ''}/@example/funded/-/funded-1.2.0.tgz`],
      }),
      ...(npmrc === '' ? {} : { '.npmrc': npmrc }),
    });

  test('a name that the lockfile takes from a host nobody configured is told to nobody, and the host is said', async () => {
    let stdout = '';
    let json = '';
    const sent = await sentDuring(async () => {
      ({ stdout } = await mainstay(['check', workspace(), '--ledger'], { upstreams: upstream.env }));
      ({ stdout: json } = await mainstay(['check', workspace(), '--format', 'json'], { upstreams: upstream.env }));
    });
    expect(sent.filter((name) => name.includes('billing'))).toEqual([]);
    expect(sent).toEqual(expect.arrayContaining(['@example/steady', '@example/funded']));
    expect(stdout).toContain('not asked: a lockfile takes it from npm.corp.example.org, not from the registry configured\n');
    expect(stdout + json).not.toMatch(/hush|secret-path/);
    const seen = byName(json);
    expect(seen.get('example-inhouse-billing')).toMatchObject({ version: '1.0.3', facts: { releases: { unknown: 'private' } } });
    expect(seen.get('@example/steady')?.facts['releases']).not.toHaveProperty('unknown');
    expect(seen.get('@example/funded')?.facts['releases']).not.toHaveProperty('unknown');
  });

  test('--public-mirrors says that names there are public', async () => {
    const sent = await sentDuring(() => mainstay(['check', workspace(), '--public-mirrors'], { upstreams: upstream.env }));
    expect(sent).toContain('example-inhouse-billing');
  });
});

describe('review', () => {
  const evil = 'https://gatecrasher:hush@evil.example.org/anything.tgz';
  const manifest = (dependencies: object) => JSON.stringify({ dependencies }, null, 2) + '\n';
  const own = (name: string, file: string) => `${upstream.env['npm'] ?? ''}/${name}/-/${file}.tgz`;
  const review = (repository: Repository, ...words: string[]) =>
    mainstay(['review', ...words], { upstreams: upstream.env, cwd: repository.folder });

  interface Told {
    readonly name: string;
    readonly change: string;
    readonly elsewhere: { readonly message: string } | null;
    readonly standing: string;
  }
  const dependenciesIn = (stdout: string) => (JSON.parse(stdout) as { readonly dependencies: readonly Told[] }).dependencies;

  /** A branch that adds one dependency with this entry in the lockfile. */
  function adding(address: string, name = '@example/funded', version = '1.2.0'): Repository {
    const steady = ['2.1.0', own('@example/steady', 'steady-2.1.0')] as const;
    const repository = repositoryWith({
      'package.json': manifest({ '@example/steady': '^2.1.0' }),
      'package-lock.json': lockOf({ '@example/steady': steady }),
    });
    repository.git('checkout', '-qb', 'change');
    repository.commit({
      'package.json': manifest({ '@example/steady': '^2.1.0', [name]: `^${version}` }),
      'package-lock.json': lockOf({ '@example/steady': steady, [name]: [version, address] }),
    });
    return repository;
  }

  test('what comes in from a foreign host is told by that host, not by what is known of the name, and counts as unknown', async () => {
    const repository = adding(evil);
    let outputs: readonly string[] = [];
    const sent = await sentDuring(async () => {
      const runs = await Promise.all([
        review(repository),
        review(repository, '--format', 'markdown'),
        review(repository, '--format', 'json', '--ledger'),
        review(repository, '--fail-on', 'never', '--fail-on', 'unknown>0'),
      ]);
      expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 1]);
      outputs = runs.flatMap(({ stdout, stderr }) => [stdout, stderr]);
    });
    expect(sent.filter((name) => name.includes('funded'))).toEqual([]);
    const [text = '', , markdown = '', , json = ''] = outputs;
    const words = 'resolved from evil.example.org, not from the registry configured';
    expect(text).toContain(`@example/funded  1.2.0  not asked\n              ${words}\n`);
    expect(markdown).toContain(`**Taken from elsewhere**\n\n- ${words}: \`@example/funded\`\n`);
    expect(breaches('review-1.schema.json', JSON.parse(json))).toEqual([]);
    expect(dependenciesIn(json)).toMatchObject([
      {
        name: '@example/funded',
        standing: 'unknown',
        elsewhere: { kind: 'host', host: 'evil.example.org', message: words },
      },
    ]);
    expect(outputs.join('')).not.toMatch(/hush|anything\.tgz|gatecrasher/);
  });

  test('a name that the change takes from the registry is still nobody’s to know where the merge base’s lockfile had it from elsewhere', async () => {
    const inHouse = 'https://npm.corp.example.org/billing.tgz';
    const repository = repositoryWith({
      'package.json': manifest({ 'example-inhouse-billing': '^1.0.0' }),
      'package-lock.json': lockOf({ 'example-inhouse-billing': ['1.0.0', inHouse] }),
    });
    repository.write({
      'package-lock.json': lockOf({
        'example-inhouse-billing': ['1.0.1', own('example-inhouse-billing', 'example-inhouse-billing-1.0.1')],
      }),
    });
    const sent = await sentDuring(() => review(repository));
    expect(sent.filter((name) => name.includes('billing'))).toEqual([]);
  });

  test('an archive of another package of the registry is noted; an alias, and a layout that is not npm’s own, are not', async () => {
    const noted = async (repository: Repository) =>
      dependenciesIn((await review(repository, '--format', 'json')).stdout).map(({ elsewhere }) => elsewhere?.message);
    expect(await noted(adding(own('@example/evil', 'evil-2.1.0')))).toEqual([
      'the lockfile takes @example/evil under the name @example/funded',
    ]);
    expect(await noted(adding(`${PUBLIC}@example/evil/-/evil-2.1.0.tgz`))).toEqual([
      'the lockfile takes @example/evil under the name @example/funded',
    ]);
    expect(await noted(adding(own('@example/funded', 'funded-1.2.0')))).toEqual([undefined]);
    expect(await noted(adding(`${upstream.env['npm'] ?? ''}/download/@example/evil/2.1.0/0123abcd`))).toEqual([undefined]);
    const alias = repositoryWith({ 'package.json': manifest({}), 'package-lock.json': lockOf({}) });
    alias.write({
      'package.json': manifest({ kept: 'npm:@example/steady@^2.1.0' }),
      'package-lock.json': JSON.stringify({
        lockfileVersion: 3,
        packages: {
          '': { dependencies: { kept: 'npm:@example/steady@^2.1.0' } },
          'node_modules/kept': { name: '@example/steady', version: '2.1.0', resolved: own('@example/steady', 'steady-2.1.0') },
        },
      }),
    });
    expect(await noted(alias)).toEqual([undefined]);
  });

  test('one copy more from a foreign host does not hide what is known of the package', async () => {
    const packages = (nested: object) =>
      JSON.stringify({
        lockfileVersion: 3,
        packages: {
          '': { dependencies: { '@example/steady': '^2.1.0', '@example/funded': '^1.0.0' } },
          'node_modules/@example/steady': {
            version: '2.1.0',
            resolved: own('@example/steady', 'steady-2.1.0'),
            dependencies: { '@example/funded': '*' },
          },
          'node_modules/@example/funded': { version: '1.2.0', resolved: own('@example/funded', 'funded-1.2.0') },
          ...nested,
        },
      });
    const repository = repositoryWith({
      'package.json': manifest({ '@example/steady': '^2.1.0', '@example/funded': '1.0.0' }),
      'package-lock.json': packages({}),
    });
    repository.write({
      'package.json': manifest({ '@example/steady': '^2.1.0', '@example/funded': '^1.0.0' }),
      'package-lock.json': packages({
        'node_modules/@example/steady/node_modules/@example/funded': { version: '1.1.0', resolved: evil },
      }),
    });
    const { stdout } = await review(repository);
    expect(stdout).toMatch(/@example\/funded {2}1\.0\.0 → 1\.2\.0 {2}.*can publish/);
    expect(stdout).toContain(
      'added       @example/funded  1.1.0  not asked · indirect\n              resolved from evil.example.org, not from the registry configured\n              comes in by @example/steady\n',
    );
  });

  test.each<[string, string, string, boolean]>([
    [
      'pnpm',
      'pnpm-lock.yaml',
      `lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      '@example/funded': { specifier: ^1.2.0, version: 1.2.0 }\npackages:\n  '@example/funded@1.2.0':\n    resolution: { integrity: sha512-AAAA, tarball: 'https://evil.example.org/anything.tgz' }\nsnapshots:\n  '@example/funded@1.2.0': {}\n`,
      true,
    ],
    [
      'Yarn 4',
      'yarn.lock',
      '__metadata:\n  version: 8\n\n"@example/funded@npm:^1.2.0":\n  version: 1.2.0\n  resolution: "@example/funded@npm:1.2.0::__archiveUrl=https%3A%2F%2Fevil.example.org%2Fanything.tgz"\n\n"app@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "app@workspace:."\n  dependencies:\n    "@example/funded": "npm:^1.2.0"\n',
      true,
    ],
    [
      'Bun',
      'bun.lock',
      '{ "lockfileVersion": 1, "workspaces": { "": { "dependencies": { "@example/funded": "^1.2.0" } } }, "packages": { "@example/funded": ["@example/funded@1.2.0", "https://evil.example.org/anything.tgz", {}, "sha512-AAAA"] } }',
      true,
    ],
    [
      'Yarn 1, whose hosts may be other names of a registry',
      'yarn.lock',
      '# yarn lockfile v1\n\n\n"@example/funded@^1.2.0":\n  version "1.2.0"\n  resolved "https://evil.example.org/anything.tgz#00"\n',
      false,
    ],
  ])('%s', async (_, file, text, isForeign) => {
    const repository = repositoryWith({ 'readme.md': 'hello\n' });
    repository.write({ 'package.json': manifest({ '@example/funded': '^1.2.0' }), [file]: text });
    let stdout = '';
    const sent = await sentDuring(async () => ({ stdout } = await review(repository)));
    expect(stdout).toContain('@example/funded  1.2.0');
    expect(stdout.includes('resolved from evil.example.org, not from the registry configured')).toBe(isForeign);
    expect(sent.includes('@example/funded')).toBe(!isForeign);
  });
});
