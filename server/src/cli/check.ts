import { basename, resolve } from 'node:path';
import { portfolioOf } from '../assess/portfolio.ts';
import type { Session } from '../compose.ts';
import type { Line } from '../engine/gather.ts';
import { rules } from '../rules/index.ts';
import { readSettings } from '../settings/settings.ts';
import { checkJson } from '../present/checkJson.ts';
import { checkText } from '../present/checkText.ts';
import type { Placed } from '../present/sarif.ts';
import { reportHtml } from '../present/report/report.ts';
import { painter } from '../present/terminal.ts';
import { terminalReasons } from '../present/unknown.ts';
import { dependencyRegions } from '../present/textRegion.ts';
import type { CheckCommand } from './arguments.ts';
import { asOfMoment } from './asOf.ts';
import { complainAtEnd } from './atEnd.ts';
import { exitCode } from './exitCode.ts';
import { failureLog } from './failureLog.ts';
import { passedOn } from './passedOn.ts';
import { openSessions } from './sessions.ts';
import { readInputs, type Input } from '../reviewing/inputs.ts';
import { readPolicies, reportsOf, staleLines } from '../reviewing/policies.ts';
import { whoPublishes } from '../reviewing/whoPublishes.ts';
import { sarifText } from './sarifText.ts';
import type { World } from './world.ts';

/** Runs `check`: gather, judge, decide the exit code, and only then print. Returns the exit code. */
export async function runCheck(command: CheckCommand, world: World): Promise<number> {
  const { settings } = readSettings(command.settings, rules); // of values that `readArguments` has let through
  const asOf = asOfMoment(command.asOf, world.now());
  const { inputs, unusable, notes, complete } = await readInputs(command.paths, command.as);
  const policies = await readPolicies(inputs, command.policy);
  const problems = [...unusable, ...notes, ...policies.problems];
  for (const message of problems) world.complain(message);
  if (inputs.length === 0) return 2;

  const failures = failureLog();
  const sessions = await openSessions(
    inputs,
    {
      settings,
      preset: 'preset' in command.settings ? settings.preset : undefined,
      policies,
      offline: command.offline,
      asOf,
      cached: command.cache,
      onFailure: failures.note,
      note(message) {
        if (command.verbose) world.complain(message);
      },
    },
    world,
  );
  const reported = await assessAll(inputs, command, sessions.of, world);
  const accounts = command.format === 'html' ? await accountsOf(inputs, reported, sessions.of) : undefined;
  const stored = sessions.close(); // beside printing
  const assessments = reported.map(({ assessment }) => assessment);
  const code = unusable.length > 0 ? 2 : exitCode(assessments, command);

  const now = asOf ?? world.now();
  const manifests = inputs.map(({ path }) => path);
  const decided = reportsOf(policies, { inputs, reported, paths: command.paths, complete, now });
  if (command.format === 'sarif')
    await world.print(await sarifText(reported, { unusable, notes: [...notes, ...policies.problems] }, command, world));
  else if (command.format === 'html') {
    const { short, file } = passedOn(command.paths, manifests);
    const told = reported.map((one) => ({ ...one, manifest: short(one.manifest) }));
    await world.print(
      reportHtml({
        title: titleOf(command.paths, world.folder),
        manifests: manifests.map(short),
        portfolio: portfolioOf(told, accounts),
        policies: decided.map((policy) => ({ ...policy, file: file(policy.file) })),
        onlyDirect: command.direct,
        problems: problems.map(short),
        now,
        reasons: terminalReasons(command.offline, asOf !== undefined),
        rulePages: command.rulePages,
      }),
    );
  } else if (command.format === 'json')
    await world.print(JSON.stringify(checkJson(reported, problems, command.asOf ?? now, decided), null, 2) + '\n');
  else
    await world.print(
      checkText(manifests, reported, {
        now,
        paint: painter(world.coloured),
        columns: world.columns,
        offline: command.offline,
        isPast: asOf !== undefined,
      }),
    );
  for (const line of staleLines(policies, decided)) world.complain(line);
  complainAtEnd({ failures, assessments, ledgers: inputs.map((input) => sessions.of(input).ledger) }, command, world);
  await stored;
  return code;
}

/** Who can publish what was judged: of interest to the report as a whole only. */
function accountsOf(inputs: readonly Input[], reported: readonly Placed[], sessionOf: (input: Input) => Session) {
  const sessions = new Map(inputs.map((input) => [input.path, sessionOf(input)]));
  return whoPublishes(
    reported.flatMap(({ manifest, assessment: { dependency } }) => {
      const session = sessions.get(manifest);
      return session === undefined ? [] : [{ dependency, session }];
    }),
  );
}

/** What a report is about: the one folder or file that was named, else the folder one stands in. */
function titleOf(paths: readonly string[], folder: string): string {
  const [path = '.'] = paths;
  return basename(paths.length === 1 ? resolve(folder, path) : folder);
}

/** Every dependency of every manifest at once: the engine batches and bounds what that asks. Order is the manifests'. */
async function assessAll(
  inputs: readonly Input[],
  { direct, detail }: CheckCommand,
  sessionOf: (input: Input) => Session,
  world: World,
): Promise<readonly Placed[]> {
  const lines = inputs.flatMap((input) => {
    const placeOf = dependencyRegions(input.text, input.manifest.dependencies);
    return (
      input.manifest.dependencies
        // What `replace` and `tool` lines change is told at the requirement they change.
        .filter(({ indirect, scope }) => !(direct && indirect) && scope !== 'replace' && scope !== 'tool')
        .map((dependency) => {
          const line: Line = { dependency, locked: input.locked.get(dependency.name) };
          return { input, line, place: placeOf(dependency) };
        })
    );
  });
  let done = 0;
  const progress = world.progress(lines.length);
  const reported = await Promise.all(
    lines.map(async ({ input, line, place }): Promise<Placed> => {
      const depth = line.dependency.indirect ? 'bulk' : detail ? 'detail' : 'direct';
      const assessment = await sessionOf(input).assess(line, 'standing', { depth });
      progress((done += 1));
      return { manifest: input.path, assessment, place };
    }),
  );
  progress(undefined);
  return reported;
}
