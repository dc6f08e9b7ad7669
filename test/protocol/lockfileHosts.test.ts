import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { npmDefault } from '../../server/src/platform/npmConfig.ts';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { byName, folderWith, mainstay } from './runCli.ts';

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
    expect(stdout).toContain('not asked: a lockfile takes it from npm.corp.example.org\n');
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
