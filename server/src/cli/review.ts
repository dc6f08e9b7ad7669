import { withProposals } from '../assess/proposals.ts';
import { goWays } from '../changes/goWays.ts';
import type { Session } from '../compose.ts';
import { bringsIn, type Change } from '../model/change.ts';
import type { Decision } from '../model/decision.ts';
import { nameOf } from '../model/purl.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { FileProblem } from '../platform/files.ts';
import type { Reviewed } from '../present/reviewJson.ts';
import { dependencyRegions } from '../present/textRegion.ts';
import { rules } from '../rules/index.ts';
import { readSettings } from '../settings/settings.ts';
import { complainAtEnd } from './atEnd.ts';
import { exitCode } from './exitCode.ts';
import { failureLog } from './failureLog.ts';
import type { Input } from './inputs.ts';
import type { ReviewCommand } from './reviewArguments.ts';
import { changesIn, type ManifestChanges } from './reviewChanges.ts';
import { compareFiles, type Review } from './reviewFiles.ts';
import { compareInGit, type Comparison } from './reviewGit.ts';
import { inputsAfter } from './reviewInputs.ts';
import { policiesOfChange, policiesOfCheck } from './reviewPolicies.ts';
import { reportText, type ReviewResult } from './reviewReport.ts';
import { openSessions, type OpenSessions } from './sessions.ts';
import { withTemporaryFolders, type LayOut } from './temporaryFolders.ts';
import type { World } from './world.ts';

/** Runs `review`: compare, gather, judge what comes in as added, decide the exit code, and only then print. Returns the exit code. */
export async function runReview(command: ReviewCommand, world: World): Promise<number> {
  return withTemporaryFolders(async (layOut) => {
    const review =
      command.files === undefined
        ? await reviewOf(await compareInGit(command, world.folder, world.env), command, layOut)
        : await compareFiles(command.files, command);
    const { result, code, finish } = await judge(review, command, world);
    await world.print(await reportText(result, command, world));
    await finish();
    return code;
  });
}

/** What there is to review between two sides, read as a check would read it. */
export async function reviewOf(comparison: Comparison, command: ReviewCommand, layOut: LayOut): Promise<Review> {
  const { manifests, unusable } = await changesIn(comparison);
  const there = manifests.filter(({ after }) => after !== undefined).map(({ path }) => path);
  const read = await inputsAfter(there, comparison, layOut);
  const policies =
    command.policy === undefined
      ? await policiesOfChange(comparison, command.trustHeadPolicy)
      : await policiesOfCheck(read.inputs, command.policy);
  return {
    sides: comparison.names,
    manifests,
    inputs: read.inputs,
    unusable: [...unusable, ...read.unusable, ...policies.unusable],
    notes: read.notes,
    policies,
  };
}

/** A review that is decided and not yet told. */
export interface JudgedReview {
  readonly result: ReviewResult;
  readonly code: number;
  /** Says what there is to say beside the report, and keeps what was learnt: to be called once, after the report. */
  finish(): Promise<void>;
}

/** Gathers, judges what comes in as added and decides the exit code: 0 clean, 1 where a gate is not met, 2 where something could not be used. */
export async function judge(
  { sides, manifests, inputs, unusable, notes: told, policies }: Review,
  command: ReviewCommand,
  world: World,
): Promise<JudgedReview> {
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

  return {
    result: { sides, reviewed, unusable, notes, policies, now: world.now() },
    code,
    async finish() {
      complainAtEnd({ failures, assessments, ledgers: inputs.map((input) => sessions.of(input).ledger) }, command, world);
      await stored;
    },
  };
}

/** Every change at once, in order; what comes in is judged as added: lines in detail, what they bring in by bulk. */
async function assessAll(
  { manifests, inputs, policies }: Pick<Review, 'manifests' | 'inputs' | 'policies'>,
  sessions: OpenSessions,
  world: World,
): Promise<readonly Reviewed[]> {
  const proposed = new Set(policies.proposed);
  const proposals = { isProposed: (decision: Decision) => proposed.has(decision), trusted: policies.trusted };
  const total = manifests.reduce((sum, { changes }) => sum + changes.filter(bringsIn).length, 0);
  const progress = world.progress(total);
  let done = 0;
  const reviewed = await Promise.all(
    manifests.map(async ({ path, cameFrom, after, changes }): Promise<readonly Reviewed[]> => {
      const input = inputs.find((one) => one.path === path);
      const session = input && sessions.of(input);
      const known = input === undefined || after === undefined ? changes : resolved(changes, after.dependencies, input);
      const placeOf = input && dependencyRegions(input.text, input.manifest.dependencies);
      const told = after === undefined || session === undefined ? known : await withGoWays(known, after, session);
      return Promise.all(
        told.filter(isWorthTelling(known)).map(async (change): Promise<Reviewed> => {
          const place = change.to && placeOf?.(change.dependency, change.path);
          const line = { manifest: path, cameFrom, change, ...(place === undefined ? {} : { place }) };
          if (session === undefined || !bringsIn(change)) return { ...line, assessment: undefined };
          const asked = { dependency: change.dependency, locked: change.to?.version };
          const judged = await session.assess(asked, 'added', { depth: change.direct ? 'detail' : 'bulk' });
          progress((done += 1));
          return { ...line, assessment: withProposals(judged, proposals) };
        }),
      );
    }),
  );
  progress(undefined);
  return reviewed.flat();
}

/** The changes with their lines as the files around the manifest complete them: catalogs resolved, the workspace's own asked of nobody. */
function resolved(changes: readonly Change[], parsed: readonly Change['dependency'][], input: Input): readonly Change[] {
  const places = new Map(parsed.map((dependency, index) => [dependency, index]));
  return changes.map((change) => {
    const index = places.get(change.dependency);
    if (index === undefined) return change;
    const dependency = input.manifest.dependencies[index];
    if (dependency?.name !== change.dependency.name) throw new FileProblem(`${input.path}: it was changed while it was read`);
    return { ...change, dependency };
  });
}

/** What a `replace` or `tool` line changes is told at the requirement it changes, where there is one. */
function isWorthTelling(changes: readonly Change[]): (change: Change) => boolean {
  const required = new Set(changes.flatMap(({ dependency }) => (dependency.scope === 'require' ? [dependency.name] : [])));
  return ({ dependency: { scope, name } }) => scope !== 'tool' && !(scope === 'replace' && required.has(name));
}

/** The changes with the ways that bring in modules nobody asked for; proxies are asked about added modules only. */
async function withGoWays(
  changes: readonly Change[],
  after: NonNullable<ManifestChanges['after']>,
  session: Session,
): Promise<readonly Change[]> {
  const indirect = changes.filter(
    (change) => !change.direct && change.dependency.ecosystem === 'golang' && change.kind !== 'removed',
  );
  const added = new Set(
    changes.flatMap(({ kind, dependency }) => {
      const purl = purlOfDependency(dependency);
      return kind === 'added' && purl !== null ? [nameOf(purl)] : [];
    }),
  );
  const wanted = new Set(indirect.map(({ dependency }) => dependency.name));
  const ways = await goWays(after, wanted, (path, version) => session.goMod(path, version, { mayAsk: added.has(path) }));
  return changes.map((change) => {
    const path = change.direct ? undefined : (change.path ?? ways.get(change.dependency.name));
    return path === undefined ? change : { ...change, path };
  });
}
