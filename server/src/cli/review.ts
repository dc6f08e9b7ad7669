import type { Assessment } from '../model/assessment.ts';
import { assessAll } from '../reviewing/assessChanges.ts';
import { reviewInGit, type Review } from '../reviewing/review.ts';
import { depthsOf } from '../reviewing/reviewDepth.ts';
import { withTemporaryFolders } from '../reviewing/temporaryFolders.ts';
import { rules } from '../rules/index.ts';
import { readSettings } from '../settings/settings.ts';
import { complainAtEnd } from './atEnd.ts';
import { exitCode } from './exitCode.ts';
import { failureLog } from './failureLog.ts';
import type { ReviewCommand } from './reviewArguments.ts';
import { compareFiles } from './reviewFiles.ts';
import { reportText, type ReviewResult } from './reviewReport.ts';
import { trustDelta } from './reviewTrust.ts';
import { openSessions } from './sessions.ts';
import type { World } from './world.ts';

/** How a change is compared and judged, whatever is made of it. */
export type JudgeCommand = Omit<ReviewCommand, 'command'>;

/** A review that is decided and not yet told. */
export interface JudgedReview {
  readonly result: ReviewResult;
  readonly assessments: readonly Assessment[];
  readonly code: number;
  /** Says what there is to say beside the report, and keeps what was learnt: to be called once, after the report. */
  finish(): Promise<void>;
}

/** Runs `review`: compare, gather, judge what comes in as added, decide the exit code, and only then print. Returns the exit code. */
export async function runReview(command: ReviewCommand, world: World): Promise<number> {
  return withJudgedReview(command, world, async ({ result, code }) => {
    await world.print(await reportText(result, command, world));
    return code;
  });
}

/** Compares and judges a change, and concludes from it while what it was read from is still there. Returns what the conclusion does. */
export async function withJudgedReview(
  command: JudgeCommand,
  world: World,
  conclude: (judged: JudgedReview) => Promise<number>,
): Promise<number> {
  return withTemporaryFolders(async (layOut) => {
    const review =
      command.files === undefined
        ? await reviewInGit(command, world.folder, world.env, layOut)
        : await compareFiles(command.files, command);
    const judged = await judge(review, command, world);
    const code = await conclude(judged);
    await judged.finish();
    return code;
  });
}

/** Gathers, judges what comes in as added and decides the exit code: 0 clean, 1 where a gate is not met, 2 where something could not be used. */
export async function judge(review: Review, command: JudgeCommand, world: World): Promise<JudgedReview> {
  const { sides, manifests, inputs, unusable, remarks, notes: told, policies, signoffs, build } = review;
  const { settings } = readSettings(command.settings, rules); // of values that `readArguments` has let through
  const depths = depthsOf(manifests);
  const notes = [...told, ...policies.problems, ...signoffs.problems, ...depths.notes];
  for (const message of [...unusable, ...notes]) world.complain(message);
  const failures = failureLog();
  const preset = 'preset' in command.settings ? settings.preset : undefined;
  const asking = { settings, preset, policies, offline: command.offline, cached: command.cache, onFailure: failures.note };
  const note = (message: string) => {
    if (command.verbose) world.complain(message);
  };
  const sessions = await openSessions(inputs, { ...asking, lockedBeside: build.lockedHosts, note }, world);
  const reviewed = await assessAll({ manifests, inputs, policies, signoffs }, depths, sessions, world);
  const now = world.now();
  const trust = await trustDelta(build, { reviewed, inputs, sessions, now });
  const stored = sessions.close(); // beside printing
  const assessments = reviewed.flatMap(({ assessment }) => assessment ?? []);
  return {
    result: { sides, reviewed, trust, signoffs, unusable, remarks, notes, policies, now },
    assessments,
    code: unusable.length > 0 ? 2 : exitCode(assessments, command),
    async finish() {
      complainAtEnd({ failures, assessments, ledgers: inputs.map((input) => sessions.of(input).ledger) }, command, world);
      await stored;
    },
  };
}
