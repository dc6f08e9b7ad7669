import { describe, expect, test } from 'vitest';
import { activity, type Activity } from '../../../server/src/facts/repository.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import type { Http } from '../../../server/src/model/ports.ts';
import { github } from '../../../server/src/sources/github.ts';
import { repositoriesOf } from '../../upstream/world/forge/index.ts';
import { someone } from '../../upstream/world/forge/telling.ts';
import { httpWith } from '../network/localServer.ts';
import { anUpstream } from '../upstream/asking.ts';
import { asked, NOW, repo, valueOf } from './asking.ts';

// One day's merge brought 120 commits of one person, after a month in which another had made 70 by and by.
const [ada, ben] = [someone('ada'), someone('ben')];
const MINUTE = 1 / 1440;
const story = {
  name: 'example-org/merged-at-once',
  created: 900,
  work: [
    { by: ben, from: 29, to: 29 - 69 * 0.3, every: 0.3 },
    { by: ada, from: 5, to: 5 - 119 * MINUTE, every: MINUTE },
  ],
};
const upstream = anUpstream({
  world: { now: NOW, npm: new Map(), go: new Map(), importPages: [], repositories: repositoriesOf([story], NOW) },
});
const at = () => upstream().env['github'] ?? '';

describe('a month with more commits than a page holds', () => {
  test('is read one page further, so that the newest hundred do not stand for all', async () => {
    const { seen, sent } = await asked(github, [repo(story.name)], { at: at() });
    expect(sent).toHaveLength(3);
    const { commits, shares, sampled } = valueOf(seen, repo(story.name), activity) as Activity;
    expect({ commits, shares, sampled }).toEqual({ commits: 190, shares: [120, 70], sampled: false });
  });

  test('where the second page cannot be had, what was read stands, as an estimate', async () => {
    const real = httpWith({ now: () => NOW }).http('github');
    let questions = 0;
    const http: Http = {
      send(request) {
        questions += 1;
        return questions === 3 ? Promise.reject(new UpstreamFailure('offline', 'cut off')) : real.send(request);
      },
    };
    const { seen, sent } = await asked(github, [repo(story.name)], { at: at(), http });
    expect(sent).toHaveLength(3);
    const { commits, sampled } = valueOf(seen, repo(story.name), activity) as Activity;
    expect(sampled).toBe(true);
    expect(commits).toBeGreaterThan(180);
  });
});
