import { approvalOf } from '../assess/approvals.ts';
import { withProposals } from '../assess/proposals.ts';
import { goWays } from '../changes/goWays.ts';
import type { Session } from '../compose.ts';
import type { Assessment } from '../model/assessment.ts';
import { bringsIn, type Change } from '../model/change.ts';
import type { Decision } from '../model/decision.ts';
import { nameOf } from '../model/purl.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { FileProblem } from '../platform/files.ts';
import type { Reviewed } from '../present/reviewJson.ts';
import { dependencyRegions } from '../present/textRegion.ts';
import { rules } from '../rules/index.ts';
import { readSettings } from '../settings/settings.ts';
import { complainAtEnd, type Ending } from './atEnd.ts';
import { exitCode } from './exitCode.ts';
import { failureLog } from './failureLog.ts';
import type { Input } from './inputs.ts';
import type { ReviewCommand } from './reviewArguments.ts';
import { changesIn, type ManifestChanges } from './reviewChanges.ts';
import { depthsOf, type Depths } from './reviewDepth.ts';
import { compareFiles, type Review } from './reviewFiles.ts';
import { compareInGit } from './reviewGit.ts';
import { inputsAfter } from './reviewInputs.ts';
import { policiesOfChange, policiesOfCheck } from './reviewPolicies.ts';
import { signoffsOfChange } from './reviewSignoffs.ts';
import { reportText, type ReviewResult } from './reviewReport.ts';
import { trustDelta } from './reviewTrust.ts';
import { openSessions, type OpenSessions } from './sessions.ts';
import { withTemporaryFolders, type LayOut } from './temporaryFolders.ts';
import type { World } from './world.ts';

/** How a change is compared and judged, whatever is made of it. */
export type JudgeCommand = Omit<ReviewCommand, 'command'>;

/** A change as judged, while what it was read from is still there. */
export interface JudgedChange extends ReviewResult {
  readonly review: Review;
  readonly assessments: readonly Assessment[];
  readonly ending: Ending;
}

/** Runs `review`: compare, gather, judge what comes in as added, decide the exit code, and only then print. Returns the exit code. */
export async function runReview(command: ReviewCommand, world: World): Promise<number> {
  return withJudgedChange(command, world, async (judged) => {
    const { unusable, assessments, ending } = judged;
    const code = unusable.length > 0 ? 2 : exitCode(assessments, command);
    await world.print(await reportText(judged, command, world));
    complainAtEnd(ending, command, world);
    return code;
  });
}

/** Compares and judges a change, and concludes from it; what was learnt is stored beside that. Returns what the conclusion does. */
export async function withJudgedChange(
  command: JudgeCommand,
  world: World,
  conclude: (judged: JudgedChange) => Promise<number>,
): Promise<number> {
  return withTemporaryFolders(async (layOut) => {
    const review = command.files === undefined ? await inGit(command, world, layOut) : await compareFiles(command.files, command);
    const { judged, stored } = await judge(review, command, world);
    const code = await conclude(judged);
    await stored;
    return code;
  });
}

async function inGit(command: JudgeCommand, world: World, layOut: LayOut): Promise<Review> {
  const comparison = await compareInGit(command, world.folder, world.env);
  const { manifests, unusable, build } = await changesIn(comparison);
  const there = manifests.filter(({ after }) => after !== undefined).map(({ path }) => path);
  const read = await inputsAfter(there, comparison, layOut);
  const policies =
    command.policy === undefined
      ? await policiesOfChange(comparison, command.trustHeadPolicy)
      : await policiesOfCheck(read.inputs, command.policy);
  const signoffs = await signoffsOfChange(comparison, command.trustHeadPolicy);
  return {
    sides: comparison.names,
    manifests,
    inputs: read.inputs,
    unusable: [...unusable, ...read.unusable, ...policies.unusable],
    notes: read.notes,
    policies,
    signoffs,
    build,
  };
}

async function judge(review: Review, command: JudgeCommand, world: World) {
  const { sides, manifests, inputs, unusable, notes: told, policies, signoffs, build } = review;
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
  const sessions = await openSessions(inputs, { ...asking, note }, world);
  const reviewed = await assessAll({ manifests, inputs, policies, signoffs }, depths, sessions, world);
  const now = world.now();
  const trust = await trustDelta(build, { reviewed, inputs, sessions, now });
  const stored = sessions.close(); // beside printing
  const assessments = reviewed.flatMap(({ assessment }) => assessment ?? []);
  const ledgers = inputs.map((input) => sessions.of(input).ledger);
  const ending: Ending = { failures, assessments, ledgers };
  const judged: JudgedChange = { review, sides, reviewed, trust, signoffs, unusable, notes, policies, now, assessments, ending };
  return { judged, stored };
}

/** Every change at once, in order; what comes in is judged as added: lines in detail, what they bring in by bulk. */
async function assessAll(
  { manifests, inputs, policies, signoffs }: Pick<Review, 'manifests' | 'inputs' | 'policies' | 'signoffs'>,
  depths: Depths,
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
          const judged = await session.assess(asked, 'added', { depth: depths.of(path, change) });
          progress((done += 1));
          const assessment = withProposals(judged, proposals);
          const said = { assessment, version: change.to?.version, manifests: [path, cameFrom] };
          const approval = approvalOf(signoffs.counting, said, world.now());
          return { ...line, assessment, ...(approval === undefined ? {} : { approval }) };
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
