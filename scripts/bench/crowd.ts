import { account, habit, tell } from '../../test/upstream/world/storyTelling.ts';
import type { GoModule, World } from '../../test/upstream/world/world.ts';

/** An invented world of many packages and modules, every one with a dozen releases, for measuring. */
export function crowd(now: string, size: { readonly npm: number; readonly go: number }): World {
  const releases = habit(
    Array.from({ length: 12 }, (_, minor) => `1.${minor}.0`),
    20,
    45,
  );
  const packages = Array.from({ length: size.npm }, (_, index) =>
    tell(
      {
        name: `@example/crowd-${index}`,
        releases,
        maintainers: [account('ada'), account('ben')],
        repository: { url: `git+https://github.com/example/crowd-${index % Math.ceil(size.npm * 0.6)}.git` },
      },
      now,
    ),
  );
  const modules = Array.from({ length: size.go }, (_, index): GoModule => {
    const path = `example.org/crowd/m${index}`;
    const versions = releases.map(({ version, ago }) => ({
      version: `v${version}`,
      at: new Date(Date.parse(now) - ago * 86_400_000).toISOString(),
      licences: ['MIT'],
      mod: `module ${path}\n`,
    }));
    return { path, versions, deprecated: null, repository: `https://github.com/example/m${index}` };
  });
  return {
    now,
    npm: new Map(packages.map((one) => [one.name, one])),
    go: new Map(modules.map((one) => [one.path, one])),
    importPages: [],
  };
}

/** The manifests that depend on the whole crowd. */
export function crowdManifests(size: { readonly npm: number; readonly go: number }): Readonly<Record<string, string>> {
  const dependencies = Object.fromEntries(Array.from({ length: size.npm }, (_, index) => [`@example/crowd-${index}`, '^1.2.0']));
  const required = Array.from({ length: size.go }, (_, index) => `\texample.org/crowd/m${index} v1.4.0\n`).join('');
  return {
    'package.json': JSON.stringify({ name: 'bench', version: '1.0.0', dependencies }, null, 2),
    'go.mod': `module example.org/bench\n\ngo 1.24\n\nrequire (\n${required})\n`,
  };
}
