import { repositoriesOf } from './forge/index.ts';
import { someone, type RepositoryStory, type Work } from './forge/telling.ts';
import { account, habit, tell } from './storyTelling.ts';
import type { GoModule, Iso, World } from './world.ts';

const DAY_MS = 86_400_000;
const VERSIONS = Array.from({ length: 12 }, (_, minor) => `1.${minor}.0`);
const OWNER = 'example-multitude';

/** How many there are of what. */
export interface MultitudeSize {
  readonly npm: number;
  readonly go: number;
  /** Repositories that all of them live in, npm packages first. */
  readonly repositories: number;
  /** One repository of so many has more commits a year than GitHub answers at once. */
  readonly busyEvery: number;
}

/**
 * An invented world of many packages and modules at work in fewer repositories, for counting requests: packages that share a repository have a
 * folder of their own in it.
 */
export function multitude(now: Iso, size: MultitudeSize): World {
  const releases = habit(VERSIONS, 20, 45);
  const npmHomes = Math.ceil((size.repositories * size.npm) / (size.npm + size.go));
  const packages = Array.from({ length: size.npm }, (_, index) => {
    const home = index % npmHomes;
    return tell(
      {
        name: `@example/many-${index}`,
        releases,
        maintainers: [account('ada'), account('ben')],
        repository: {
          url: `git+https://github.com/${OWNER}/r${home}.git`,
          ...(index < npmHomes ? {} : { directory: `packages/many-${index}` }),
        },
      },
      now,
    );
  });
  const modules = Array.from({ length: size.go }, (_, index) => moduleOf(index, npmHomes, size.repositories - npmHomes, now));
  const stories = Array.from({ length: size.repositories }, (_, index) => storyOf(index, index % size.busyEvery === 0, index - npmHomes + size.repositories - npmHomes));
  return {
    now,
    npm: new Map(packages.map((one) => [one.name, one])),
    go: new Map(modules.map((one) => [one.path, one])),
    importPages: [],
    repositories: repositoriesOf(stories, now),
  };
}

/** Path of the Go module of that number: further modules of one repository are folders of it. */
export function modulePath(index: number, firstHome: number, homes: number): string {
  const home = `github.com/${OWNER}/r${firstHome + (index % homes)}`;
  return index < homes ? home : `${home}/part${index}`;
}

function moduleOf(index: number, firstHome: number, homes: number, now: Iso): GoModule {
  const path = modulePath(index, firstHome, homes);
  return {
    path,
    versions: VERSIONS.map((version, at) => ({
      version: `v${version}`,
      at: new Date(Date.parse(now) - (20 + (VERSIONS.length - at) * 45) * DAY_MS).toISOString(),
      licences: ['MIT'],
      mod: `module ${path}\n`,
    })),
    deprecated: null,
    repository: `https://github.com/${OWNER}/r${firstHome + (index % homes)}`,
  };
}

/** A repository of three people, who touch the folder of its second module too. */
function storyOf(index: number, isBusy: boolean, part: number): RepositoryStory {
  const [ada, ben, cleo] = [someone('ada'), someone('ben'), someone('cleo')];
  const work: Work[] = [
    { by: ada, from: 900, to: 3, every: isBusy ? 2 : 15, paths: ['src/index.js', `part${part}/part.go`] },
    { by: ben, from: 700, to: 9, every: isBusy ? 5 : 30 },
    { by: cleo, from: 300, to: 20, every: 40 },
  ];
  return { name: `${OWNER}/r${index}`, created: 1000, work, releases: [{ tag: 'v1.11.0', ago: 20, by: ada }] };
}
