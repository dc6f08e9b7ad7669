import type { HostedComment } from '../upstream/services/github/pulls.ts';
import type { Upstream } from '../upstream/server.ts';
import { runAction, type ActionRun, type Hosting } from './runAction.ts';

/** One run of the Action in the life of a pull request, and the comments as they stood after it. */
export interface Step {
  readonly title: string;
  readonly ran: ActionRun;
  readonly comments: readonly HostedComment[];
}

const manifest = (dependencies: Readonly<Record<string, string>>) =>
  JSON.stringify({ name: 'shop', dependencies }, null, 2) + '\n';

/** What the default branch holds before the story begins. */
export const STORY_BASE = { 'package.json': manifest({ '@example/steady': '^2.0.0', '@example/line-ended': '^1.0.0' }) };

/**
 * A pull request from its first push to its merge: a dependency is added; a second push adds another and goes back on nothing; the finding is accepted
 * by the same pull request; the workflow trusts it; a last push takes everything back.
 */
export async function tellStory(host: Hosting, upstream: Upstream): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const step = async (
    title: string,
    files: Readonly<Record<string, string | null>>,
    inputs: Readonly<Record<string, string>> = {},
  ) => {
    host.repository.commit(files);
    const ran = await runAction(host, { upstream, checkout: 'shallow', inputs });
    steps.push({ title, ran, comments: host.hosted.comments.map((comment) => ({ ...comment })) });
  };
  const all = { '@example/steady': '^2.1.0', '@example/deprecated': '^1.2.0', '@example/line-ended': '^1.0.0' };
  await step('first push: a dependency is added', { 'package.json': manifest(all) });
  await step('second push: another one is added', { 'package.json': manifest({ ...all, '@example/fresh': '*' }) });
  const accepted = {
    rule: 'deprecated',
    purl: 'pkg:npm/@example/deprecated',
    reason: 'replaced by the end of the year',
    owner: 'platform team',
    until: '2099-01-01',
  };
  await step('third push: the finding is accepted by the pull request itself', {
    '.mainstay.json': JSON.stringify({ decisions: [accepted] }, null, 2) + '\n',
  });
  await step('the same with trust-head-policy', {}, { 'trust-head-policy': 'true' });
  await step('last push: everything is taken back', { ...STORY_BASE, '.mainstay.json': null });
  return steps;
}
