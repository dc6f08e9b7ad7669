import { notice, setFailed, setOutput } from '@actions/core';
import { resolve } from 'node:path';
import { missedGates } from '../cli/atEnd.ts';
import { judge } from '../cli/review.ts';
import { reviewOf, type Review } from '../reviewing/review.ts';
import type { ReviewCommand } from '../cli/reviewArguments.ts';
import type { ReviewResult } from '../cli/reviewReport.ts';
import { withTemporaryFolders, type LayOut } from '../reviewing/temporaryFolders.ts';
import { UsageError } from '../cli/usageError.ts';
import type { World } from '../cli/world.ts';
import { FileProblem, kindOf } from '../platform/files.ts';
import { ForgeProblem, forgeRepository, type ForgeRepository } from '../platform/forgeRest.ts';
import { GitProblem } from '../platform/git.ts';
import { UpstreamsError } from '../platform/upstreams.ts';
import { severityCounts } from '../present/checkText.ts';
import { plain } from '../present/terminal.ts';
import { annotate } from './annotations.ts';
import { keepComment } from './comment.ts';
import { compareInCheckout, compareOverRest } from './compare.ts';
import { readEvent, type Event } from './event.ts';
import { readInputs, type ActionInputs } from './inputs.ts';
import { say } from './log.ts';
import { reportsOf, setCounts, writeReports, writeSummary, type Reports } from './reports.ts';
import { scannedOf, uploadSarif } from './sarifUpload.ts';
import { sidesOf, type Sides } from './sides.ts';
import { actionWorld } from './world.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reviews a pull request and tells it in every place a workflow has. Answers the command line's exit code: 0 clean, 1 where a gate is not met, 2 where
 * something could not be used. `npmMissing`: why npm's own defaults are not known, if they are not.
 */
export async function runAction(env: Environment, npmMissing: string | undefined): Promise<number> {
  try {
    return await withTemporaryFolders((layOut) => run(env, npmMissing, layOut));
  } catch (error) {
    const isSaid = [UsageError, FileProblem, GitProblem, ForgeProblem, UpstreamsError].some((known) => error instanceof known);
    if (!isSaid || !(error instanceof Error)) throw error;
    setFailed(plain(error.message));
    return 2;
  }
}

async function run(env: Environment, npmMissing: string | undefined, layOut: LayOut): Promise<number> {
  const inputs = readInputs(env);
  const event = await readEvent(env);
  const sides = sidesOf(event, inputs.command, env);
  const folder = resolve(env['GITHUB_WORKSPACE'] ?? '', inputs.workingDirectory);
  if ((await kindOf(folder)) !== 'folder')
    throw new UsageError(`working-directory: there is no folder ${inputs.workingDirectory}`);
  process.chdir(folder); // a policy that is named is named from there
  const world = actionWorld(env, folder, inputs.token);
  const forge = await forgeRepository({
    api: env['GITHUB_API_URL'] ?? 'https://api.github.com',
    repository: env['GITHUB_REPOSITORY'] ?? '',
    token: inputs.token,
    userAgent: world.userAgent,
    env: world.env,
    folder,
  });
  const review = await compared(sides, { command: inputs.command, forge, world, layOut });
  const asksNpm = review.inputs.some(({ ecosystem }) => ecosystem.id !== 'golang');
  const notes = npmMissing === undefined || !asksNpm ? review.notes : [...review.notes, npmMissing];
  const { result, assessments, code, finish } = await judge({ ...review, notes }, inputs.command, world);
  const reports = await reportsOf(result, inputs.command, world);
  await finish();
  await tell({ result, reports, inputs, event, forge, sides, env });
  verdict(result, code, missedGates(assessments, inputs.command));
  return code;
}

/** Both sides by git where the checkout has the history, else by REST. */
async function compared(
  sides: Sides,
  {
    command,
    forge,
    world,
    layOut,
  }: { readonly command: ReviewCommand; readonly forge: ForgeRepository; readonly world: World; readonly layOut: LayOut },
): Promise<Review> {
  try {
    return await reviewOf(await compareInCheckout(sides, world.folder, world.env), command, layOut);
  } catch (error) {
    if (!(error instanceof GitProblem)) throw error;
    say(`compared over REST, not in the checkout: ${error.message}`);
  }
  return reviewOf(await compareOverRest(forge, sides, { folder: world.folder, env: world.env, layOut }), command, layOut);
}

interface Telling {
  readonly result: ReviewResult;
  readonly reports: Reports;
  readonly inputs: ActionInputs;
  readonly event: Event;
  readonly forge: ForgeRepository;
  readonly sides: Sides;
  readonly env: Environment;
}

/** Outputs, summary and annotations always; comment and SARIF as far as the token may. What it may not is one notice. */
async function tell({ result, reports, inputs, event, forge, sides, env }: Telling): Promise<void> {
  setCounts(result);
  await writeReports(reports, env);
  const refused: string[] = [];
  const unwritten = await writeSummary(reports.markdown);
  if (unwritten !== undefined) refused.push(unwritten);
  const untold = annotate(result.reviewed);
  if (untold > 0) say(`${untold} more findings than can be annotated: the job summary has them all`);

  const { pull } = event;
  if (inputs.comment && pull !== undefined) {
    const comment = { body: reports.markdown, isNews: isNews(result) };
    const url = await orRefused(refused, keepComment(forge, pull.number, comment));
    setOutput('comment-url', url ?? '');
  }
  const scanned = scannedOf(pull, sides.head, env);
  if (inputs.upload && scanned !== undefined) await orRefused(refused, uploadSarif(forge, reports.sarif, scanned));
  if (inputs.upload && scanned === undefined)
    refused.push('SARIF is uploaded for a pull request, or for the commit the workflow runs for');
  if (refused.length > 0)
    notice(plain(`${refused.join('; ')}.${pull?.isFork === true ? FORK : PERMISSIONS}`), { title: 'Mainstay' });
}

const FORK = ' A pull request from a fork has a token that may only read; the review is in the job summary.';
const PERMISSIONS = ' See the permissions in the README; the review is in the job summary.';

/** Whether a comment is worth making where there is none; an old mistake in a policy is none of this change's. */
function isNews({ reviewed, unusable, remarks, policies }: ReviewResult): boolean {
  return reviewed.length + unusable.length + remarks.length + policies.proposed.length > 0;
}

/** The value; where the forge refuses it, undefined and a reason. Nothing here fails a run: findings alone do. */
async function orRefused<T>(refused: string[], value: Promise<T>): Promise<T | undefined> {
  try {
    return await value;
  } catch (error) {
    if (!(error instanceof ForgeProblem)) throw error;
    refused.push(error.message);
    return undefined;
  }
}

/** Says whether the review passes; inputs are written without the dashes of options. */
function verdict({ reviewed, unusable }: ReviewResult, code: number, missed: readonly string[]): void {
  const findings = reviewed.flatMap(({ assessment }) => assessment?.findings ?? []);
  const counts = severityCounts(findings);
  const reasons = [...(findings.length > 0 || missed.length === 0 ? [counts] : []), ...missed];
  const [first, ...more] = unusable;
  if (first !== undefined)
    setFailed(plain(`not all could be reviewed: ${first}${more.length > 0 ? ` (and ${more.length} more)` : ''}`));
  else if (code !== 0) setFailed(`the review does not pass: ${reasons.join('; ').replace(/--(?=[a-z])/g, '')}`);
  else say(`the review passes: ${counts}`);
}
