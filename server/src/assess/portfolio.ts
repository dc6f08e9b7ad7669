import { inTextOrder } from '../model/textOrder.ts';
import { forgeFunding } from '../facts/repository.ts';
import { fundingManifest } from '../facts/repositoryDetail.ts';
import { funding } from '../facts/package.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Governance } from '../model/governance.ts';
import { findingKey, SEVERITIES, type Finding } from '../model/finding.ts';
import { purlOfDependency, type Scope } from '../model/manifest.ts';
import {
  REMAINDERS,
  type Carrier,
  type Fundable,
  type Holding,
  type MapCell,
  type Portfolio,
  type PortfolioLine,
  type RemainderWord,
} from '../model/portfolio.ts';
import { nameOf, typeOf, type Purl } from '../model/purl.ts';
import { STANDINGS, type StandingWord } from '../model/standing.ts';
import { concentrationOf } from './concentration.ts';

/** Sections whose packages do not ship. */
const DEVELOPMENT: ReadonlySet<Scope> = new Set(['devDependencies', 'tool']);
/** Shares of a year's commits made by others, from which on something, and most, would remain. */
const SOME_FROM = 0.1;
const MOST_FROM = 0.5;
/** How few keep it, by standing; of the others nobody needs to be told first. */
const NEEDS: Readonly<Partial<Record<StandingWord, Fundable['need']>>> = {
  fading: 'one',
  'one-person': 'one',
  light: 'one',
  'small-team': 'few',
};

/** The accounts that can publish packages, as far as known. */
export type PublishAccounts = ReadonlyMap<Purl, readonly string[]>;

/**
 * A workspace's dependencies as a whole. Lines of one package count once; the order of lines decides nothing but ties. Of accounts nothing but counts is
 * in it.
 */
export function portfolioOf(lines: readonly PortfolioLine[], accounts: PublishAccounts = new Map()): Portfolio {
  const holdings = holdingsOf(lines);
  return {
    holdings,
    apart: lines.filter(({ assessment }) => purlOfDependency(assessment.dependency) === null).length,
    map: mapOf(holdings),
    carriers: carriersOf(holdings),
    fundable: fundableOf(holdings),
    concentration: concentrationOf(holdings.filter(({ purl }) => typeOf(purl) === 'npm').map(({ purl }) => accounts.get(purl))),
  };
}

function holdingsOf(lines: readonly PortfolioLine[]): readonly Holding[] {
  const groups = new Map<string, PortfolioLine[]>();
  for (const line of lines) {
    const purl = purlOfDependency(line.assessment.dependency);
    if (purl === null) continue;
    const key = `${typeOf(purl)}/${nameOf(purl)}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const purl = first && purlOfDependency(first.assessment.dependency);
    if (!first || !purl) return [];
    const best = group.reduce((most, one) =>
      one.assessment.coverage.known > most.assessment.coverage.known ? one : most,
    ).assessment;
    return [
      {
        purl,
        name: nameOf(purl),
        manifests: [...new Set(group.map(({ manifest }) => manifest))],
        isRuntime: group.some(({ assessment }) => !DEVELOPMENT.has(assessment.dependency.scope)),
        assessment: best,
        findings: foundIn(group),
      },
    ];
  });
}

/** One version of it may be deprecated and another not: what is found at any line is told of. */
function foundIn(lines: readonly PortfolioLine[]): readonly Finding[] {
  const all = lines.flatMap(({ assessment }) => assessment.findings);
  return [...new Map(all.map((finding) => [findingKey(finding), finding])).values()].sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
}

/** Which part of the work others made. */
function remainsOf({ impact }: Assessment): RemainderWord {
  if (impact.state === 'unknown') return 'unknown';
  const share = impact.value.remains?.share;
  if (share === undefined) return 'few';
  return share < SOME_FROM ? 'little' : share < MOST_FROM ? 'some' : 'most';
}

function mapOf(holdings: readonly Holding[]): readonly MapCell[] {
  return STANDINGS.flatMap((standing) =>
    REMAINDERS.flatMap((remains) => {
      const those = holdings.filter(
        ({ assessment }) => assessment.standing.word === standing && remainsOf(assessment) === remains,
      );
      return those.length === 0 ? [] : [{ standing, remains, holdings: byName(those) }];
    }),
  );
}

function carriersOf(holdings: readonly Holding[]): readonly Carrier[] {
  const carriers = new Map<string, Carrier['carries'][number][]>();
  for (const holding of byName(holdings)) {
    const { foundation } = holding.assessment.safetyNet;
    if (foundation.state === 'unknown' || !isStanding(foundation.value)) continue;
    const governance = foundation.value;
    carriers.set(governance.foundation, [...(carriers.get(governance.foundation) ?? []), { holding, governance }]);
  }
  return [...carriers]
    .map(([foundation, carries]) => ({ foundation, carries }))
    .sort((a, b) => b.carries.length - a.carries.length || inTextOrder(a.foundation, b.foundation));
}

/** A foundation stands behind it: one that it left, or that put it to rest, does not. */
function isStanding(governance: Governance | null): governance is Governance {
  return governance !== null && governance.ended === null;
}

/** Who asks for money and stands on few, first whom no foundation carries, then by how many manifests here use it, what ships before the rest. */
function fundableOf(holdings: readonly Holding[]): readonly Fundable[] {
  return holdings
    .flatMap((holding): readonly Fundable[] => {
      const need = NEEDS[holding.assessment.standing.word];
      if (need === undefined || !asksForMoney(holding.assessment)) return [];
      const { foundation } = holding.assessment.safetyNet;
      return [{ holding, need, isCarried: foundation.state === 'known' && isStanding(foundation.value) }];
    })
    .sort(
      (a, b) =>
        Number(b.need === 'one') - Number(a.need === 'one') ||
        Number(a.isCarried) - Number(b.isCarried) ||
        Number(b.holding.isRuntime) - Number(a.holding.isRuntime) ||
        b.holding.manifests.length - a.holding.manifests.length ||
        inTextOrder(a.holding.name, b.holding.name),
    );
}

/** Somebody is known to ask, be it the package, the repository or a vouched-for funding.json. */
function asksForMoney({ facts }: Assessment): boolean {
  const [ofPackage, ofForge, manifests] = [facts.get(funding), facts.get(forgeFunding), facts.get(fundingManifest)];
  return (
    (ofPackage.state === 'known' && ofPackage.value.length > 0) ||
    (ofForge.state === 'known' && ofForge.value.length > 0) ||
    (manifests.state === 'known' && manifests.value.some(({ verified }) => verified))
  );
}

function byName(holdings: readonly Holding[]): readonly Holding[] {
  return [...holdings].sort((a, b) => inTextOrder(a.name, b.name));
}
