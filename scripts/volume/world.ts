import { deprecation, latestVulnerable, releases } from '../../server/src/facts/package.ts';
import { archival, foundation, identity } from '../../server/src/facts/repository.ts';
import { versionDeprecated } from '../../server/src/facts/version.ts';
import type { Judged } from '../../server/src/lsp/judging.ts';
import type { OpenManifest } from '../../server/src/lsp/openManifests.ts';
import type { FactView } from '../../server/src/model/fact.ts';
import type { Moment, Rule } from '../../server/src/model/finding.ts';
import type { Dependency } from '../../server/src/model/manifest.ts';
import { numbersFrom } from '../backtest/draws.ts';
import { eligible } from '../backtest/snapshots.ts';
import { factsThen, versionThen } from '../histories/factsThen.ts';
import { dateOf, type History } from '../histories/history.ts';
import { judgedThen } from '../histories/judgedThen.ts';
import type { Corpus } from './aims.ts';
import { openText } from './manifests.ts';
import { originating, overlaid } from './overlay.ts';
import { changedHands, sameHands } from './publishing.ts';
import { volumeOf } from './said.ts';
import { SHARES, type Share } from './shares.ts';

/** An invented package: the facts of one recorded project on one 1 January under an invented name, and what was laid over them. */
export interface InventedPackage {
  readonly name: string;
  readonly history: History;
  readonly day: number;
  readonly version: string;
  /** Its line in the manifest. */
  readonly dependency: Dependency;
  readonly laid: readonly Share['what'][];
  readonly facts: FactView;
}

/** Packages with the manifest that requires them all. */
export interface InventedWorld {
  readonly packages: readonly InventedPackage[];
  readonly manifest: OpenManifest;
}

const SEED = 1_000;
const INVENTED = { source: 'invented', url: 'https://example.org/', fetchedAt: '2026-08-22' };

/** Draws packages from the back-test's snapshots, with replacement; the same in every run. */
export function inventedWorld(histories: readonly History[], size = 1_000): InventedWorld {
  const random = numbersFrom(SEED);
  const pool = eligible(histories).map((one) => ({ ...one, facts: factsThen(one.history, one.day) }));
  const laidOn = SHARES.map(({ what, of, among }) => ({ what, on: someOf(size, Math.round((size * of) / among), random) }));
  const drawn = Array.from({ length: size }, (_, at) => {
    const one = pool[Math.floor(random() * pool.length)];
    if (one === undefined) throw new Error('no snapshot to draw from');
    const name = `@example/p${String(at + 1).padStart(4, '0')}`;
    const laid = laidOn.filter(({ on }) => on.has(at)).map(({ what }) => what);
    const facts = invented(one.facts, { name, day: one.day, laid });
    return { ...one, name, laid, facts, version: versionThen(one.history, one.day) ?? '1.0.0' };
  });
  const required = Object.fromEntries(drawn.map(({ name, version }) => [name, version]));
  const manifest = openText('package.json', JSON.stringify({ dependencies: required }, null, 2));
  const packages = manifest.manifest().dependencies.flatMap((dependency, at): readonly InventedPackage[] => {
    const one = drawn[at];
    return one?.name === dependency.name ? [{ ...one, dependency }] : [];
  });
  return { packages, manifest };
}

/** What is said of the lines of that manifest; `refuted`: of none it stays open whether it is finished, and none is. */
export function worldCorpus(
  title: string,
  { packages, manifest }: InventedWorld,
  rules: readonly Rule[],
  finished: 'open' | 'refuted',
): Corpus {
  // A rule that speaks at neither moment adds nothing but time.
  const heard = rules.filter(({ recommended }) => recommended.standing !== 'off' || recommended.added !== 'off');
  const judged = (moment: Moment): readonly Judged[] =>
    packages.map(({ facts, ...then }) => {
      const view = finished === 'refuted' ? overlaid(facts, { [latestVulnerable.id]: true }, INVENTED) : facts;
      return { dependency: then.dependency, moment, assessment: judgedThen({ ...then, view }, heard, { moment }) };
    });
  const at = (moment: Moment) => volumeOf(manifest, judged(moment));
  return { title, standing: at('standing'), added: at('added') };
}

/** So many of the numbers below `size`: as many as the share says, so that chance does not move the figure. */
function someOf(size: number, count: number, random: () => number): ReadonlySet<number> {
  const some = new Set<number>();
  while (some.size < count) some.add(Math.floor(random() * size));
  return some;
}

function invented(facts: FactView, { name, day, laid }: Pick<InventedPackage, 'name' | 'day' | 'laid'>): FactView {
  const now = dateOf(day);
  const [who, net, published] = [facts.get(identity), facts.get(foundation), facts.get(releases)];
  const stable = published.state === 'known' ? published.value.stable : [];
  const from = { ...INVENTED, fetchedAt: now };
  return overlaid(
    originating(facts, from),
    {
      ...(who.state === 'known' ? { [identity.id]: { ...who.value, fullName: name.slice(1) } } : {}),
      ...(net.state === 'known' && net.value !== null ? { [foundation.id]: { ...net.value, project: name } } : {}),
      [archival.id]: { archived: laid.includes('archived'), disabled: false, at: null },
      [deprecation.id]: laid.includes('deprecated') ? '' : null,
      [versionDeprecated.id]: null,
      ...(laid.includes('new-publisher') ? changedHands(now) : sameHands(stable)),
    },
    from,
  );
}
