import { goStories, STORY_PAGES } from './goStories.ts';
import { npmStories } from './npmStories.ts';
import { recordedImportPages, recordedModules, recordedPackages } from './recorded.ts';
import type { Iso, World } from './world.ts';

/** The world as of `now`: real names with recorded facts only, and the invented stories told relative to that moment. */
export function worldAt(now: Iso): World {
  return {
    now,
    npm: new Map([...recordedPackages(now), ...npmStories(now)].map((one) => [one.name, one])),
    go: new Map([...recordedModules(now), ...goStories(now)].map((one) => [one.path, one])),
    importPages: [...STORY_PAGES, ...recordedImportPages()],
  };
}
