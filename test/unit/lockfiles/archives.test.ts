import { describe, expect, test } from 'vitest';
import { lockOf, recordedLock, WRITERS, type Writer } from './reading.ts';

const writers = Object.keys(WRITERS) as Writer[];

describe('where an archive is really taken from', () => {
  test.each(writers)('%s says it of registry packages, or leaves it to the registry', (writer) => {
    const packages = [...recordedLock(writer, 'after').packages.values()];
    const archives = packages.filter(({ archive }) => archive !== undefined);
    // Yarn's and pnpm's leave out what the registry tells, and Yarn classic's host is only another name of it.
    const isTold = writer.startsWith('npm') || writer === 'bun';
    expect(archives.length > 0).toBe(isTold);
    for (const { name, archive } of archives)
      expect(archive).toEqual({ host: 'registry.example.org', named: { registry: '', name } });
    expect(archives.every(({ host, origin }) => host === 'registry.example.org' && origin === 'registry')).toBe(true);
  });

  const hash = 'sha512-AAAA';
  test.each<[string, string, string]>([
    [
      'a tarball of pnpm’s',
      'pnpm',
      `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      '@example/funded': { specifier: ^1.2.0, version: 1.2.0 }
packages:
  '@example/funded@1.2.0':
    resolution: { integrity: ${hash}, tarball: https://evil.example.org/anything.tgz }
snapshots:
  '@example/funded@1.2.0': {}
`,
    ],
    [
      'an archive of Yarn’s',
      'yarn',
      `__metadata:
  version: 8
  cacheKey: 10c0

"@example/funded@npm:^1.2.0":
  version: 1.2.0
  resolution: "@example/funded@npm:1.2.0::__archiveUrl=https%3A%2F%2Fevil.example.org%2Fanything.tgz"
  languageName: node
  linkType: hard
`,
    ],
    [
      'an archive of Bun’s',
      'bun',
      `{ "lockfileVersion": 1, "workspaces": { "": { "dependencies": { "@example/funded": "^1.2.0" } } },
  "packages": { "@example/funded": ["@example/funded@1.2.0", "https://evil.example.org/anything.tgz", {}, "${hash}"] } }`,
    ],
    [
      'an entry of npm’s version 1',
      'npm',
      `{ "lockfileVersion": 1, "dependencies": { "@example/funded": { "version": "1.2.0", "resolved": "https://evil.example.org/anything.tgz" } } }`,
    ],
  ])('%s is read', (_, format, text) => {
    const found = [...(lockOf(format, text)?.packages.values() ?? [])].find(({ name }) => name === '@example/funded');
    expect(found).toMatchObject({ origin: 'registry', archive: { host: 'evil.example.org' } });
  });
});
