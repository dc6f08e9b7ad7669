import { advisoryStories } from './advisoryStories.ts';
import { repositoryStories } from './forge/index.ts';
import { goStories, STORY_PAGES } from './goStories.ts';
import { npmStories } from './npmStories.ts';
import { recordedImportPages, recordedModules, recordedPackages } from './recorded.ts';
import { recordedRepositories } from './recordedRepositories.ts';
import type { Iso, World } from './world.ts';

/** How a world is told. */
export interface Telling {
  /** Days after the last recorded one for which the commits of a real repository are still served; default none. */
  readonly staleDays?: number;
}

/** The world as of `now`: real names with recorded facts only, and the invented stories told relative to that moment. */
export function worldAt(now: Iso, { staleDays = 0 }: Telling = {}): World {
  return {
    now,
    npm: new Map([...recordedPackages(now), ...npmStories(now)].map((one) => [one.name, one])),
    go: new Map([...recordedModules(now), ...goStories(now)].map((one) => [one.path, one])),
    repositories: new Map([...recordedRepositories(now, staleDays), ...repositoryStories(now)]),
    advisories: advisoryStories(now),
    importPages: [...STORY_PAGES, ...recordedImportPages()],
  };
}
