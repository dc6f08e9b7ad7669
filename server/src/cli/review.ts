import { assessAll } from '../reviewing/assessChanges.ts';
import { reviewInGit, type Review } from '../reviewing/review.ts';
import { withTemporaryFolders } from '../reviewing/temporaryFolders.ts';
import { rules } from '../rules/index.ts';
import { readSettings } from '../settings/settings.ts';
import { complainAtEnd } from './atEnd.ts';
import { exitCode } from './exitCode.ts';
import { failureLog } from './failureLog.ts';
import type { ReviewCommand } from './reviewArguments.ts';
import { compareFiles } from './reviewFiles.ts';
import { reportText } from './reviewReport.ts';
import { openSessions } from './sessions.ts';
import type { World } from './world.ts';

/** Runs `review`: compare, gather, judge what comes in as added, decide the exit code, and only then print. Returns the exit code. */
export async function runReview(command: ReviewCommand, world: World): Promise<number> {
  return withTemporaryFolders(async (layOut) => {
    const review =
      command.files === undefined
        ? await reviewInGit(command, world.folder, world.env, layOut)
        : await compareFiles(command.files, command);
    return report(review, command, world);
  });
}

async function report(
  { sides, manifests, inputs, unusable, notes: told, policies }: Review,
  command: ReviewCommand,
  world: World,
): Promise<number> {
  const { settings } = readSettings(command.settings, rules); // of values that `readArguments` has let through
  const notes = [...told, ...policies.problems];
  for (const message of [...unusable, ...notes]) world.complain(message);
  const failures = failureLog();
  const preset = 'preset' in command.settings ? settings.preset : undefined;
  const asking = { settings, preset, policies, offline: command.offline, cached: command.cache, onFailure: failures.note };
  const note = (message: string) => {
    if (command.verbose) world.complain(message);
  };
  const sessions = await openSessions(inputs, { ...asking, note }, world);
  const reviewed = await assessAll({ manifests, inputs, policies }, sessions, world);
  const stored = sessions.close(); // beside printing
  const assessments = reviewed.flatMap(({ assessment }) => assessment ?? []);
  const code = unusable.length > 0 ? 2 : exitCode(assessments, command);

  const now = world.now();
  await world.print(await reportText({ sides, reviewed, unusable, notes, policies, now }, command, world));
  complainAtEnd({ failures, assessments, ledgers: inputs.map((input) => sessions.of(input).ledger) }, command, world);
  await stored;
  return code;
}
