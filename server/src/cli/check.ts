import type { Session } from '../compose.ts';
import type { Line } from '../engine/gather.ts';
import type { Assessment } from '../model/assessment.ts';
import { readSettings } from '../settings/settings.ts';
import { checkJson, type Reported } from '../present/checkJson.ts';
import { checkText } from '../present/checkText.ts';
import { ledgerText } from '../present/ledgerText.ts';
import { painter } from '../present/terminal.ts';
import type { CheckCommand } from './arguments.ts';
import { exitCode, percentKnown } from './exitCode.ts';
import { openSessions } from './sessions.ts';
import { readInputs, type Input } from './inputs.ts';
import type { World } from './world.ts';

/** Runs `check`: gather, judge, decide the exit code, and only then print. Returns the exit code. */
export async function runCheck(command: CheckCommand, world: World): Promise<number> {
  const { settings, problems } = readSettings(command.settings);
  const { inputs, unusable } = await readInputs(command.paths, command.as);
  for (const problem of [...problems, ...unusable]) world.complain(problem);
  if (inputs.length === 0) return 2;

  const sessionOf = await openSessions(inputs, { ...command, settings }, world);
  const reported = await assessAll(inputs, command, sessionOf, world);
  const assessments = reported.map(({ assessment }) => assessment);
  const code = unusable.length > 0 ? 2 : exitCode(assessments, command);

  const now = world.now();
  if (command.format === 'json') await world.print(JSON.stringify(checkJson(reported, now), null, 2) + '\n');
  else await world.print(checkText(reported, { now, paint: painter(world.coloured), columns: world.columns }));
  if (command.requireKnown !== undefined && percentKnown(assessments) < command.requireKnown)
    world.complain(
      `only ${percentKnown(assessments).toFixed(1)} % of the facts are known; --require-known asks for ${command.requireKnown} %`,
    );
  if (command.ledger) world.note(ledgerText([...new Set(inputs.map(sessionOf))].map(({ ledger }) => ledger)));
  return code;
}

/** Every dependency of every manifest at once: the engine batches and bounds what that asks. Order is the manifests'. */
async function assessAll(
  inputs: readonly Input[],
  { direct }: CheckCommand,
  sessionOf: (input: Input) => Session,
  world: World,
): Promise<readonly Reported[]> {
  const lines = inputs.flatMap((input) =>
    input.manifest.dependencies
      .filter(({ indirect }) => !(direct && indirect))
      .map((dependency) => ({ input, line: { dependency, locked: input.locked.get(dependency.name) } satisfies Line })),
  );
  let done = 0;
  const progress = world.progress(lines.length);
  const reported = await Promise.all(
    lines.map(async ({ input, line }): Promise<{ manifest: string; assessment: Assessment }> => {
      const assessment = await sessionOf(input).assess(line, 'standing');
      progress((done += 1));
      return { manifest: input.path, assessment };
    }),
  );
  progress(undefined);
  return reported;
}
