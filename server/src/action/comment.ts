import { asked, ForgeProblem, type ForgeRepository } from '../platform/forgeRest.ts';
import { REVIEW_MARKER } from '../present/reviewMarkdown.ts';

/** Comments looked through for our own: thirty pages. */
const MAX_PAGES = 30;
const PAGE = 100;
/** Who comments with the token that every workflow has. */
const WORKFLOW_BOT = 'github-actions[bot]';

interface Held {
  readonly id: number;
  readonly url: string;
  readonly body: string;
}

/**
 * Keeps the one comment on a pull request: mends the one this token's account made before, else makes one, unless there is nothing to say. Answers
 * its address; undefined where there is none. Rejects with {@link ForgeProblem}.
 */
export async function keepComment(
  { octokit, owner, repo }: ForgeRepository,
  pull: number,
  { body, isNews }: { readonly body: string; readonly isNews: boolean },
): Promise<string | undefined> {
  const held = await findComment({ octokit, owner, repo }, pull);
  if (held === undefined) {
    if (!isNews) return undefined;
    const made = octokit.rest.issues.createComment({ owner, repo, issue_number: pull, body });
    return (await asked('the comment could not be written', made)).data.html_url;
  }
  if (held.body === body) return held.url;
  const mended = octokit.rest.issues.updateComment({ owner, repo, comment_id: held.id, body });
  return (await asked('the comment could not be updated', mended)).data.html_url;
}

/** Whoever else writes the marker into a comment of theirs keeps that comment as it is. */
async function findComment(forge: ForgeRepository, pull: number): Promise<Held | undefined> {
  const { octokit, owner, repo } = forge;
  const me = await loginOf(forge);
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const question = octokit.rest.issues.listComments({ owner, repo, issue_number: pull, per_page: PAGE, page });
    const { data } = await asked('the comments could not be read', question);
    const own = data.find(({ user, body }) => user?.login === me && body?.startsWith(REVIEW_MARKER) === true);
    if (own !== undefined) return { id: own.id, url: own.html_url, body: own.body ?? '' };
    if (data.length < PAGE) return undefined;
  }
  throw new ForgeProblem(`the comment was not found among ${MAX_PAGES * PAGE}, and no second one is made`, 0);
}

/** The account behind the token. REST tells it to no token of an app, which those of workflows are; GraphQL does. */
async function loginOf({ octokit }: ForgeRepository): Promise<string> {
  try {
    const { viewer } = await asked(
      'who asks',
      octokit.graphql<{ readonly viewer?: { readonly login?: string } }>('{ viewer { login } }'),
    );
    return viewer?.login ?? WORKFLOW_BOT;
  } catch (error) {
    if (error instanceof Error) return WORKFLOW_BOT; // refused: the token is the workflow's own, or the comment will be refused too
    throw error;
  }
}
