import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import type { Fault } from '../upstream/misbehaviour.ts';
import { byName, folderWith, mainstay, type ReportedDependency } from './runCli.ts';

/** Patience as a user would set it for a slow registry; short here, so that a stall ends soon. */
const env = { npm_config_fetch_timeout: '6000', npm_config_fetch_retries: '0' };
const manifests = {
  'package.json': '{ "dependencies": { "@example/steady": "^2.1.0" } }',
  'go.mod': 'module example.org/shop\n\nrequire example.org/steady v1.2.0\nrequire example.org/vanity/part v0.2.0\n',
};

const faults: Readonly<Record<string, readonly [fault: Fault, why: string]>> = {
  stalled: [{ kind: 'stall' }, 'timeout'],
  cut: [{ kind: 'cut' }, 'offline'],
  garbled: [{ kind: 'garble', how: 'text' }, 'malformed'],
  'of other types': [{ kind: 'garble', how: 'types' }, 'malformed'],
  'answering 404': [{ kind: 'status', status: 404 }, 'not-found'],
  'answering 401': [{ kind: 'status', status: 401 }, 'unauthorized'],
  'answering 429': [{ kind: 'status', status: 429, retryAfter: '3600' }, 'rate-limited'],
  'answering 500': [{ kind: 'status', status: 500 }, 'offline'],
};

/** A fact that only these services can give: which dependency loses it when they fail, and one that is kept all the same. */
const hangsOn: Readonly<
  Record<string, readonly [services: readonly string[], name: string, lost: string, kept: readonly [name: string, fact: string]]>
> = {
  npm: [['npm'], '@example/steady', 'publisher-runs', ['example.org/steady', 'releases']],
  'Go proxy and documentation site': [
    ['goproxy', 'pkgsite'],
    'example.org/steady',
    'retractions',
    ['@example/steady', 'can-publish'],
  ],
  'deps.dev': [['depsdev'], '@example/steady', 'version-advisories', ['@example/steady', 'can-publish']],
};

/** One clock for all worlds, so that their dates can be compared. */
const now = new Date().toISOString();

let healthy: ReadonlyMap<string, ReportedDependency>;
const open: Upstream[] = [];

async function checkWith(
  fault?: Fault,
  services: readonly string[] = [],
): Promise<{ readonly seen: ReadonlyMap<string, ReportedDependency>; readonly code: number }> {
  const upstream = await startUpstream({ now });
  open.push(upstream);
  if (fault) for (const service of services) upstream.script({ ...fault, service });
  const { stdout, code } = await mainstay(['check', folderWith(manifests), '--format', 'json'], { upstreams: upstream.env, env });
  return { seen: byName(stdout), code };
}

beforeAll(async () => {
  ({ seen: healthy } = await checkWith());
});
afterAll(() => Promise.all(open.map((upstream) => upstream.close())));

const known = (seen: ReadonlyMap<string, ReportedDependency>, name: string, id: string) => seen.get(name)?.facts[id];

describe.each(Object.entries(hangsOn))('%s', (_service, [services, name, lost, [other, kept]]) => {
  test('gives the fact when it is well', () => expect(known(healthy, name, lost)).toHaveProperty('value'));

  test.concurrent.each(Object.entries(faults))('%s costs its own rows, for the right reason', async (_fault, [fault, why]) => {
    const { seen, code } = await checkWith(fault, services);
    expect(known(seen, name, lost)).toEqual({ unknown: why });
    const { value, source } = known(healthy, other, kept) ?? {};
    expect(known(seen, other, kept)).toMatchObject({ value, source });
    expect(code).toBe(0);
    expect([...seen.values()].flatMap(({ findings }) => findings)).toEqual([]);
  });
});

test('all services down at once: every row says so, and it still ends', async () => {
  const upstream = await startUpstream({ now });
  open.push(upstream);
  upstream.script({ kind: 'stall' });
  const { stdout, code } = await mainstay(['check', folderWith(manifests), '--format', 'json'], {
    upstreams: upstream.env,
    env: { ...env, npm_config_fetch_timeout: '1000' }, // nothing is to be waited for
  });
  expect(code).toBe(0);
  expect(known(byName(stdout), '@example/steady', 'can-publish')).toEqual({ unknown: 'timeout' });
});
