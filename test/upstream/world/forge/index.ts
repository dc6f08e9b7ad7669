import type { Repositories, Repository } from '../repository.ts';
import type { Iso } from '../world.ts';
import { DOCUMENT_STORIES } from './documentStories.ts';
import { PEOPLE_STORIES } from './stories.ts';
import { repositoryOf } from './telling.ts';
import type { RepositoryStory } from './telling.ts';

/** The invented repositories as of a moment, under all of their names. */
export function repositoryStories(now: Iso): Repositories {
  return repositoriesOf([...PEOPLE_STORIES, ...DOCUMENT_STORIES], now);
}

/** Repositories told by anybody; each is made when first asked for. */
export function repositoriesOf(stories: readonly RepositoryStory[], now: Iso): Repositories {
  return new Map(
    stories.flatMap((story) => {
      let made: Repository | undefined;
      const make = () => (made ??= repositoryOf(story, Date.parse(now)));
      return [story.name, ...(story.formerNames ?? [])].map((name) => [name.toLowerCase(), make] as const);
    }),
  );
}
