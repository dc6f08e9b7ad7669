import { cardMarkdown } from '../present/cardMarkdown.ts';
import { checkJson, type Reported } from '../present/checkJson.ts';
import { withoutActions } from '../model/finding.ts';
import { dayOf } from '../model/instant.ts';
import { ledgerText } from '../present/ledgerText.ts';
import { OWNERS_HEADING, ownersPart } from '../present/ownersPart.ts';
import { terminalReasons } from '../present/unknown.ts';
import { rules } from '../rules/index.ts';
import { readSettings } from '../settings/settings.ts';
import type { ExplainCommand } from './arguments.ts';
import { asOfMoment } from './asOf.ts';
import { failureLog } from './failureLog.ts';
import { installedFor, readInputs } from '../reviewing/inputs.ts';
import { readPolicies } from '../reviewing/policies.ts';
import { openSessions } from './sessions.ts';
import type { World } from './world.ts';

/** Cards of one name at most: more places than that ask for `check`. */
const MOST = 20;

/**
 * Runs `explain`: the card of a dependency wherever the manifests name it, asked about in detail and, without a token, of its forge too. Returns
 * the exit code: 2 where no manifest names it.
 */
export async function runExplain(command: ExplainCommand, world: World): Promise<number> {
  const { settings } = readSettings(command.settings, rules); // of values that `readArguments` has let through
  const asOf = asOfMoment(command.asOf, world.now());
  const { inputs, unusable, notes } = await readInputs(command.paths, command.as);
  const policies = await readPolicies(inputs, command.policy);
  const problems = [...unusable, ...notes, ...policies.problems];
  for (const message of problems) world.complain(message);
  const found = inputs
    .flatMap((input) => input.manifest.dependencies.map((dependency) => ({ input, dependency })))
    .filter(({ dependency: { name, scope } }) => name === command.name && scope !== 'replace' && scope !== 'tool');
  if (found.length === 0) {
    world.complain(`no manifest in ${command.paths.join(', ')} names ${command.name}`);
    return 2;
  }
  if (found.length > MOST) world.complain(`${command.name} stands in ${found.length} places; the first ${MOST} are shown`);

  const failures = failureLog();
  const preset = 'preset' in command.settings ? settings.preset : undefined;
  const asking = { settings, preset, policies, offline: command.offline, asOf, cached: command.cache, onFailure: failures.note };
  const note = (message: string) => {
    if (command.verbose) world.complain(message);
  };
  const sessions = await openSessions(inputs, { ...asking, note }, world);
  const reported = await Promise.all(
    found.slice(0, MOST).map(async ({ input, dependency }): Promise<Reported> => {
      const line = { dependency, ...installedFor(input, dependency) };
      const assessment = await sessions.of(input).assess(line, 'standing', { depth: 'detail', explicit: true });
      return { manifest: input.path, assessment };
    }),
  );
  const stored = sessions.close();
  const now = asOf ?? world.now();
  if (command.format === 'json')
    await world.print(JSON.stringify(checkJson(reported, problems, command.asOf ?? now), null, 2) + '\n');
  else {
    const reasons = terminalReasons(command.offline, asOf !== undefined);
    const cards = reported.map(({ manifest, assessment }) => {
      const card = cardMarkdown(assessment, { now, icons: false, headed: true, reasons, isPast: asOf !== undefined });
      const owners = asOf === undefined ? ownersPart(assessment, now) : '';
      const after = owners === '' ? '' : `\n### ${OWNERS_HEADING}\n\n${owners}\n`;
      return `## ${command.name} in ${manifest}, as of ${dayOf(now)}\n\n${card}\n${after}`;
    });
    await world.print(withoutActions(cards.join('\n')));
  }
  for (const line of failures.lines(command.verbose)) world.complain(line);
  if (command.ledger) world.note(ledgerText([...new Set(inputs.map(sessions.of))].map(({ ledger }) => ledger)));
  await stored;
  return unusable.length > 0 ? 2 : 0;
}
