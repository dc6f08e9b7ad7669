import { describe, expect, test } from 'vitest';
import { lockedArchive } from '../../../server/src/formats/lockedArchive.ts';
import { npmArchives } from '../../../server/src/platform/npmArchives.ts';
import { npmDefault } from '../../../server/src/platform/npmConfig.ts';
import { client, onOneMachine, type World } from './npmMachine.ts';

const PUBLIC = String(npmDefault('registry'));

onOneMachine();

/** What is strange about an address that a lockfile has for a name: a host, `= package`, or `-`. */
async function strange(world: World, name: string, address: string): Promise<string> {
  const archive = lockedArchive(address);
  if (archive === undefined) return 'no archive';
  const found = (await client(world)).elsewhere(name, archive);
  return found === undefined ? '-' : found.kind === 'host' ? found.host : `= ${found.name}`;
}

describe('the host of a locked archive', () => {
  const corp = { user: 'registry=https://npm.corp.example.org/npm/\n@acme:registry=https://acme.example.org:8443/' };
  test.each<[string, World, string, string, string]>([
    ['nothing configured: the public default’s is the name’s own', {}, 'left', `${PUBLIC}left/-/left-1.0.0.tgz`, '-'],
    ['any other is foreign', {}, 'left', 'https://npm.corp.example.org/left.tgz', 'npm.corp.example.org'],
    ['with its port', {}, 'left', 'http://127.0.0.1:4873/left.tgz', '127.0.0.1:4873'],
    ['of a configured registry it is the name’s own', corp, 'left', 'https://npm.corp.example.org/elsewhere/left.tgz', '-'],
    ['a port written out that is the scheme’s own is the same', corp, 'left', 'https://npm.corp.example.org:443/left.tgz', '-'],
    ['npm takes the public default’s from the configured one', corp, 'left', `${PUBLIC}left/-/left-1.0.0.tgz`, '-'],
    ['a scope has its own', corp, '@acme/left', 'https://acme.example.org:8443/left.tgz', '-'],
    ['which is foreign to others', corp, 'left', 'https://acme.example.org:8443/left.tgz', 'acme.example.org:8443'],
    ['and others’ is foreign to it', corp, '@acme/left', 'https://npm.corp.example.org/left.tgz', 'npm.corp.example.org'],
    [
      'the project’s .npmrc counts',
      { project: 'registry=https://a.example.org/' },
      'left',
      'https://a.example.org/left.tgz',
      '-',
    ],
    [
      'where it is trusted',
      { project: 'registry=https://a.example.org/', trusted: false },
      'left',
      'https://a.example.org/left.tgz',
      'a.example.org',
    ],
    ['all hosts are replaced', { user: 'replace-registry-host=always' }, 'left', 'https://a.example.org/left.tgz', '-'],
    ['or one', { user: 'replace-registry-host=a.example.org' }, 'left', 'https://a.example.org/left.tgz', '-'],
    ['and no other', { user: 'replace-registry-host=a.example.org' }, 'left', 'https://b.example.org/left.tgz', 'b.example.org'],
    [
      'or an address',
      { user: 'replace-registry-host=https://a.example.org/npm' },
      'left',
      'https://a.example.org/npm/left.tgz',
      '-',
    ],
    [
      'an unusable registry tells nothing',
      { user: '@acme:registry=${NOT_SET}' },
      '@acme/left',
      'https://a.example.org/left.tgz',
      '-',
    ],
    ['git is no archive', {}, 'left', 'git+ssh://git@forge.example.org/left.git#0123', 'no archive'],
    ['nor is a file', {}, 'left', 'file:../left.tgz', 'no archive'],
  ])('%s', async (_, world, name, address, expected) => {
    expect(await strange(world, name, address)).toBe(expected);
  });

  test('without npm’s own default nobody can tell', () => {
    const registryFor = () => ({ base: 'https://npm.corp.example.org', isPublicDefault: false });
    const elsewhere = npmArchives({ get: () => undefined }, { registryFor, publicDefaults: [undefined] });
    expect(elsewhere('left', { host: 'evil.example.org' })).toBeUndefined();
  });

  test('users, queries and paths are not kept', () => {
    expect(lockedArchive('https://user:hush@Npm.Example.org/hush/left.tgz?key=hush#hush')).toEqual({ host: 'npm.example.org' });
  });
});

describe('the package that the path of a locked archive names', () => {
  const corp = { user: 'registry=https://npm.corp.example.org/api/npm/' };
  test.each<[string, World, string, string, string]>([
    ['another of the scope', {}, '@example/steady', `${PUBLIC}@example/evil/-/evil-2.1.0.tgz`, '= @example/evil'],
    ['an escaped one', {}, '@example/steady', `${PUBLIC}@example%2fevil/-/evil-2.1.0.tgz`, '= @example/evil'],
    ['an unscoped one', {}, '@example/steady', `${PUBLIC}steady/-/steady-2.1.0.tgz`, '= steady'],
    ['the same', {}, '@example/steady', `${PUBLIC}@example/steady/-/steady-2.1.0.tgz`, '-'],
    [
      'a mirror that writes the scope twice',
      corp,
      '@example/steady',
      'https://npm.corp.example.org/api/npm/@example/steady/-/@example/steady-2.1.0.tgz',
      '-',
    ],
    [
      'another below the registry’s path',
      corp,
      'left',
      'https://npm.corp.example.org/api/npm/right/-/right-1.0.0.tgz',
      '= right',
    ],
    ['another below another path', corp, 'left', 'https://npm.corp.example.org/other/right/-/right-1.0.0.tgz', '-'],
    ['a file called otherwise', {}, 'left', `${PUBLIC}right/-/archive.tgz`, '-'],
    ['a layout of its own', {}, 'left', `${PUBLIC}download/right/1.0.0/0123abcd`, '-'],
  ])('%s', async (_, world, name, address, expected) => {
    expect(await strange(world, name, address)).toBe(expected);
  });
});
