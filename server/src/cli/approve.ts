import { createHash } from 'node:crypto';
import { join, relative } from 'node:path';
import { dayOf } from '../model/instant.ts';
import { checkoutTop } from '../platform/files.ts';
import { gitIn } from '../platform/git.ts';
import { makeFolders, writeNewFile } from '../platform/newFile.ts';
import { SIGNOFF_FOLDER } from '../policy/signoffRecord.ts';
import { severityCounts } from '../present/checkText.ts';
import { kindCounts } from '../present/changeWords.ts';
import { unknownCounts } from '../present/reviewJson.ts';
import { signoffText } from '../present/signoffJson.ts';
import { plain } from '../present/terminal.ts';
import { trustText, unknownText } from '../present/trustWords.ts';
import { rules } from '../rules/index.ts';
import { lastDay, type ApproveCommand } from './approveArguments.ts';
import { withJudgedReview } from './review.ts';
import type { ReviewResult } from './reviewReport.ts';
import { UsageError } from './usageError.ts';
import type { World } from './world.ts';

/** Digits of a record's own hash in its name: enough that two approvals of one day never meet. */
const SHORT = 8;

/**
 * Runs `approve`: reviews the change and writes down what is approved and what was known of it, in a file of its own. Findings do not stand in the way,
 * whoever approves has seen them; what could not be read does. Returns the exit code.
 */
export async function runApprove(command: ApproveCommand, world: World): Promise<number> {
  const by = command.owner ?? (await gitUser(world));
  if (by === undefined) throw new UsageError('approve needs --owner NAME: git knows no user.name here');
  const until = lastDay(command.until, world.now());
  return withJudgedReview(command, world, async ({ result, assessments }) => {
    const { reviewed, unusable, trust, now } = result;
    if (unusable.length > 0) {
      world.complain('nothing is signed off: part of the change could not be read');
      return 2;
    }
    if (reviewed.length === 0) {
      // Standard output is the record's where it was asked for there: of none, nothing.
      if (command.output === '-') world.complain('no dependency changes: nothing to approve');
      else await world.print('No dependency changes: nothing to approve.\n');
      return 0;
    }
    const approved = { by, on: dayOf(now), until, reason: command.reason };
    const text = recordOf(result, approved, command, world);
    if (command.output === '-') {
      await world.print(text);
      return 0;
    }
    const { path, state } = await write(text, approved.on, command, world);
    const findings = assessments.flatMap((one) => one.findings);
    const lines = [
      `${state === 'same' ? 'Signed off already' : 'Signed off'} by ${plain(by)} until ${until}: ${kindCounts(reviewed).join(', ')}; ${severityCounts(findings).toLowerCase()}.`,
      trustText(trust),
      unknownText(unknownCounts(reviewed)),
      path,
    ];
    await world.print(lines.filter((line) => line !== '').join('\n') + '\n');
    return 0;
  });
}

/** The name that git writes into the user's commits here; undefined where none is configured. */
async function gitUser({ folder, env }: World): Promise<string | undefined> {
  const { output } = await gitIn(folder, env)(['config', '--get', 'user.name'], { expect: [1] });
  const name = output.toString('utf8').trim();
  return name === '' ? undefined : name;
}

function recordOf(
  { sides, reviewed, trust, policies, remarks, notes }: ReviewResult,
  approved: Parameters<typeof signoffText>[1]['approved'],
  { settings }: ApproveCommand,
  { version }: World,
): string {
  const policy = policies.all.find(({ text }) => text !== undefined && text !== '');
  const given = 'preset' in settings ? settings['preset'] : undefined;
  const preset = typeof given === 'string' ? given : (policy?.reading.policy.preset ?? 'recommended');
  return signoffText(reviewed, {
    sides,
    approved,
    trust,
    version,
    policy: {
      file: policy?.name ?? null,
      digest: policy?.text === undefined ? null : createHash('sha256').update(policy.text).digest('hex'),
      preset,
      proposed: policies.proposed,
      trusted: policies.trusted,
    },
    problems: [...remarks, ...notes],
    keysOf: (id) => rules.find((rule) => rule.id === id)?.keys ?? [],
  });
}

/**
 * Writes the record where it was asked for, else in the repository's folder of them, under its day and a piece of its own hash. Its path is as the user
 * would write it from where they stand.
 */
async function write(
  text: string,
  day: string,
  { output }: ApproveCommand,
  { folder }: World,
): Promise<{ readonly path: string; readonly state: 'written' | 'same' }> {
  if (output !== undefined) return { path: output, state: await writeNewFile(output, text) };
  const top = await checkoutTop(folder);
  if (top === undefined) throw new UsageError('approve needs --output FILE where there is no repository to write to');
  const id = createHash('sha256').update(text).digest('hex').slice(0, SHORT);
  const path = `${SIGNOFF_FOLDER}/${day}-${id}.json`;
  await makeFolders(top, path);
  const file = join(top, path);
  return { path: relative(folder, file), state: await writeNewFile(file, text) };
}
