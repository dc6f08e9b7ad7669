import { approvalOf } from '../assess/approvals.ts';
import { withProposals } from '../assess/proposals.ts';
import { goWays } from '../changes/goWays.ts';
import { lineBefore } from '../changes/standBefore.ts';
import type { Session } from '../compose.ts';
import { bringsIn, type Change } from '../model/change.ts';
import type { Decision } from '../model/decision.ts';
import type { Elsewhere } from '../model/lockfile.ts';
import { purlOfDependency } from '../model/manifest.ts';
import type { Instant } from '../model/instant.ts';
import { nameOf } from '../model/purl.ts';
import { FileProblem } from '../platform/files.ts';
import type { Reviewed } from '../present/reviewJson.ts';
import { dependencyRegions } from '../present/textRegion.ts';
import type { Input } from './inputs.ts';
import type { Review } from './review.ts';
import type { ManifestChanges } from './reviewChanges.ts';
import type { Depths } from './reviewDepth.ts';
import { decisionIdentity } from './reviewPolicies.ts';

/** What of a session judges lines. */
export type Judge = Pick<Session, 'assess' | 'goMod' | 'elsewhere'>;

/** Who judges the lines of a manifest. */
export interface Judges {
  of(input: Input): Judge;
}

/** Told how many lines are judged, of so many; last with undefined. */
export type Progress = (total: number) => (done: number | undefined) => void;

/** Every change at once, in order; what comes in is judged as added, as deep as `depths` says. */
export async function assessAll(
  { manifests, inputs, policies, signoffs }: Pick<Review, 'manifests' | 'inputs' | 'policies' | 'signoffs'>,
  depths: Depths,
  sessions: Judges,
  world: { readonly progress: Progress; now(): Instant },
): Promise<readonly Reviewed[]> {
  // A session that was opened for an earlier look at the same change has the same decisions, read anew since.
  const proposed = new Map(policies.proposed.map((decision) => [decisionIdentity(decision), decision]));
  const proposalOf = (decision: Decision) => proposed.get(decisionIdentity(decision));
  const proposals = { proposalOf, trusted: policies.trusted };
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
          const { version: locked, origin } = change.to ?? {};
          const asked = { dependency: change.dependency, locked, host: origin?.archive?.host, before: lineBefore(change) };
          const judged = await session.assess(asked, 'added', { depth: depths.of(path, change) });
          progress((done += 1));
          const assessment = withProposals(judged, proposals);
          const said = {
            assessment,
            version: change.to?.version,
            manifests: [path, cameFrom],
            isRepointed: change.kind === 'repointed',
          };
          const approval = approvalOf(signoffs.counting, said, world.now());
          const elsewhere = elsewhereOf(change, session);
          return { ...line, assessment, ...(elsewhere && { elsewhere }), ...(approval === undefined ? {} : { approval }) };
        }),
      );
    }),
  );
  progress(undefined);
  return reviewed.flat();
}

/** What of the archive that a lockfile takes a package of its registry from is not that package's. */
function elsewhereOf({ dependency, to }: Change, session: Judge): Elsewhere | undefined {
  const { target } = dependency;
  const archive = to?.origin?.archive;
  if (archive === undefined || (target.kind !== 'registry' && target.kind !== 'catalog')) return undefined;
  return session.elsewhere(nameOf(target.purl), archive);
}

/** The changes with their lines as the files around the manifest complete them: catalogs resolved, the workspace's own asked of nobody. */
function resolved(changes: readonly Change[], parsed: readonly Change['dependency'][], input: Input): readonly Change[] {
  const places = new Map(parsed.map((dependency, index) => [dependency, index]));
  return changes.map((change) => {
    const index = places.get(change.dependency);
    if (index === undefined) return change;
    const dependency = input.manifest.dependencies[index];
    if (dependency?.name !== change.dependency.name) throw new FileProblem(`${input.path}: it was changed while it was read`);
    // Shown and told as what the catalog says of it.
    const to = change.to?.dependency.target.kind === 'catalog' ? { to: { ...change.to, dependency } } : {};
    return { ...change, ...to, dependency };
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
  session: Pick<Session, 'goMod'>,
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
