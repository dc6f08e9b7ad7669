import { deprecation, latestVulnerable, releases } from '../../server/src/facts/package.ts';
import { archival, foundation, identity } from '../../server/src/facts/repository.ts';
import { versionDeprecated } from '../../server/src/facts/version.ts';
import type { Judged } from '../../server/src/lsp/judging.ts';
import type { FactView } from '../../server/src/model/fact.ts';
import type { Moment, Rule } from '../../server/src/model/finding.ts';
import { numbersFrom } from '../backtest/draws.ts';
import { eligible } from '../backtest/snapshots.ts';
import { factsThen, versionThen } from '../histories/factsThen.ts';
import { dateOf, type History } from '../histories/history.ts';
import { judgedThen } from '../histories/judgedThen.ts';
import type { Corpus } from './aims.ts';
import { openText } from './manifests.ts';
import { overlaid } from './overlay.ts';
import { changedHands, sameHands } from './publishing.ts';
import { volumeOf } from './said.ts';
import { SHARES, type Share } from './shares.ts';

/** An invented package: the facts of one recorded project on one 1 January under an invented name, and what was laid over them. */
export interface InventedPackage {
  readonly name: string;
  readonly history: History;
  readonly day: number;
  readonly version: string;
  readonly laid: readonly Share['what'][];
  readonly facts: FactView;
}

const SEED = 1_000;

/** Draws packages from the back-test's snapshots, with replacement; the same in every run. */
export function inventedWorld(histories: readonly History[], size = 1_000): readonly InventedPackage[] {
  const random = numbersFrom(SEED);
  const pool = eligible(histories).map((one) => ({ ...one, facts: factsThen(one.history, one.day) }));
  return Array.from({ length: size }, (_, at) => {
    const drawn = pool[Math.floor(random() * pool.length)];
    if (drawn === undefined) throw new Error('no snapshot to draw from');
    const name = `@example/p${String(at + 1).padStart(4, '0')}`;
    const laid = SHARES.filter(({ of, among }) => random() < of / among).map(({ what }) => what);
    return {
      ...drawn,
      name,
      version: versionThen(drawn.history, drawn.day) ?? '1.0.0',
      laid,
      facts: invented(drawn.facts, { name, day: drawn.day, laid }),
    };
  });
}

/** What is said of a manifest that requires them all; `refuted`: of none it stays open whether it is finished, and none is. */
export function worldCorpus(
  title: string,
  packages: readonly InventedPackage[],
  rules: readonly Rule[],
  finished: 'open' | 'refuted',
): Corpus {
  const entries = packages.map(({ name, version }) => [name, version] as const);
  const manifest = openText('package.json', JSON.stringify({ dependencies: Object.fromEntries(entries) }, null, 2));
  const lines = new Map(manifest.manifest().dependencies.map((line) => [line.name, line]));
  const judged = (moment: Moment): readonly Judged[] =>
    packages.map(({ name, version, facts, ...then }) => {
      const dependency = lines.get(name);
      if (dependency === undefined) throw new Error(`${name}: not in the manifest`);
      const view = finished === 'refuted' ? overlaid(facts, { [latestVulnerable.id]: true }) : facts;
      return { dependency, assessment: judgedThen({ ...then, view, dependency, version }, rules, { moment }) };
    });
  const at = (moment: Moment) => volumeOf(manifest, judged(moment));
  return { title, standing: at('standing'), added: at('added') };
}

function invented(facts: FactView, { name, day, laid }: Pick<InventedPackage, 'name' | 'day' | 'laid'>): FactView {
  const now = dateOf(day);
  const [who, net, published] = [facts.get(identity), facts.get(foundation), facts.get(releases)];
  const stable = published.state === 'known' ? published.value.stable : [];
  return overlaid(
    facts,
    {
      ...(who.state === 'known' ? { [identity.id]: { ...who.value, fullName: name.slice(1) } } : {}),
      ...(net.state === 'known' && net.value !== null ? { [foundation.id]: { ...net.value, project: name } } : {}),
      [archival.id]: { archived: laid.includes('archived'), disabled: false, at: null },
      [deprecation.id]: laid.includes('deprecated') ? '' : null,
      [versionDeprecated.id]: null,
      ...(laid.includes('new-publisher') ? changedHands(now) : sameHands(stable)),
    },
    { source: 'invented', url: `https://example.org/${name.slice(1)}`, fetchedAt: now },
  );
}

