import * as facts from '../../facts/package.ts';
import { accessRuns, engineRuns, repositoryRuns } from '../../facts/packageVersions.ts';
import type { AnyFactKey, FactKey, Missing } from '../../model/fact.ts';
import type { Instant } from '../../model/instant.ts';
import { fit, type Reduced } from './fit.ts';
import { keptDate } from './keptDate.ts';
import { linesOf, minorHeadsOf, stableReleases } from './lines.ts';
import {
  deprecationNotice,
  fundingUrls,
  isAttested,
  licenceText,
  nodeVersions,
  repositoryNamed,
  runsOnInstall,
  saidRepository,
} from './manifestFields.ts';
import type { Packument } from './packument.ts';
import { accessRunsOf, countMaintainers, publisherRunsOf, releasersOf } from './publishers.ts';
import { datedRunsOf, runsOf, stableOrAll } from './runs.ts';
import { servedBy, type Served } from './served.ts';

/** The most that each list keeps where there is room; {@link fit} takes from these. */
const MOST = { stable: 40, publisherRuns: 40, lines: 60, heads: 150, runs: 40, notice: 160 };

/** Newest versions whose install scripts are looked at. */
const SCRIPT_VERSIONS = 40;

/** More withdrawn versions than this cannot be kept, and a list with holes would call a withdrawn version sound. */
const MAX_WITHDRAWN = 60;

/**
 * All facts of one package in 4 KB of JSON. A field that the registry does not prove to serve is `not-served`, a date that cannot be right
 * `undated`. Empty where the document lists no version.
 */
export function reducePackument(packument: Packument, now: Instant): readonly Reduced[] {
  return fit(factsOf(packument, servedBy(packument), now));
}

/** All facts, at full length; see {@link reducePackument}. */
export function factsOf(packument: Packument, served: Served, now: Instant): readonly Reduced[] {
  if (packument.isUnpublished) return [known(facts.unpublished, { all: true, versions: [] })];
  const { versions, newest } = packument;
  if (newest === undefined) return [];
  const isDated = served.dates === 'plausible';
  const datedOr = served.dates === 'absent' ? 'not-served' : 'undated';
  const unlessStripped = <T>(key: FactKey<T>, isServed: boolean, value: () => T): Reduced =>
    isServed ? known(key, value()) : unknown(key, 'not-served');
  const notice = (text: string | null) =>
    text !== null && text.length > MOST.notice ? `${text.slice(0, MOST.notice - 1)}…` : text;
  const stable = stableOrAll(versions);
  const dated = <T>(of: typeof versions, value: (version: (typeof versions)[number]) => T) =>
    isDated ? datedRunsOf(of, value, MOST.runs, now) : runsOf(of, value, MOST.runs);
  const releasers = isDated && served.publishers ? releasersOf(versions, now) : undefined;
  const whyNoPublisher = !served.publishers ? 'not-served' : datedOr;
  return [
    ...repositoryFacts(packument, served),
    unlessStripped(facts.canPublish, served.maintainers, () => countMaintainers(packument.maintainers)),
    isDated && served.publishers
      ? known(facts.publisherRuns, publisherRunsOf(versions, MOST.publisherRuns))
      : unknown(facts.publisherRuns, whyNoPublisher),
    releasers === undefined
      ? unknown(facts.releasers, isDated && served.publishers ? 'too-large' : whyNoPublisher)
      : known(facts.releasers, releasers),
    isDated
      ? known(facts.releases, {
          stable: stableReleases(versions, now, MOST.stable),
          total: versions.filter(({ isStable }) => isStable).length,
        })
      : unknown(facts.releases, datedOr),
    known(facts.latest, { version: newest.version, at: isDated && newest.at !== undefined ? keptDate(newest.at, now) : null }),
    known(facts.releaseLines, linesOf(versions, isDated, now, MOST.lines)),
    known(facts.minorHeads, minorHeadsOf(versions, MOST.heads)),
    unlessStripped(facts.deprecation, served.deprecation, () => notice(deprecationNotice(newest.manifest))),
    unlessStripped(facts.deprecationRuns, served.deprecation, () =>
      runsOf(versions, ({ manifest }) => notice(deprecationNotice(manifest)), MOST.runs),
    ),
    unlessStripped(facts.licenceRuns, served.licence, () => {
      // The document's own licence is that of its newest version.
      const licence = (one: (typeof versions)[number]) =>
        licenceText(one.manifest) ?? (one === newest ? licenceText(packument) : null);
      return dated(versions, licence);
    }),
    unlessStripped(facts.attestationRuns, served.attestations, () => dated(stable, ({ manifest }) => isAttested(manifest))),
    unlessStripped(facts.installScriptRuns, served.installScripts, () =>
      runsOf(stable.slice(-SCRIPT_VERSIONS), ({ manifest }) => runsOnInstall(manifest), MOST.runs),
    ),
    unlessStripped(accessRuns, served.maintainers, () => accessRunsOf(stable, MOST.runs)),
    unlessStripped(repositoryRuns, served.repository, () =>
      runsOf(stable, ({ manifest }) => repositoryNamed(manifest), MOST.runs),
    ),
    unlessStripped(engineRuns, served.engines, () => runsOf(stable, ({ manifest }) => nodeVersions(manifest), MOST.runs)),
    unlessStripped(facts.funding, served.funding, () => fundingUrls(newest.manifest.funding ?? packument.funding)),
    unpublishedFact(packument, served),
  ];
}

function repositoryFacts({ newest, repository }: Packument, served: Served): readonly Reduced[] {
  if (!served.repository) return [unknown(facts.repository, 'not-served'), unknown(facts.sourceDeclared, 'not-served')];
  const { declared, isNamed } = saidRepository(newest?.manifest.repository ?? repository);
  return [
    // Named in a way that is not understood, or not named at all.
    declared === undefined ? unknown(facts.repository, isNamed ? 'unsupported' : 'not-found') : known(facts.repository, declared),
    known(facts.sourceDeclared, isNamed),
  ];
}

function unpublishedFact({ withdrawn = [] }: Packument, served: Served): Reduced {
  if (!served.withdrawals) return unknown(facts.unpublished, 'not-served');
  if (withdrawn.length > MAX_WITHDRAWN) return unknown(facts.unpublished, 'too-large');
  return known(facts.unpublished, { all: false, versions: withdrawn });
}

function known<T>(key: FactKey<T>, value: T): Reduced {
  return { key, value };
}

function unknown(key: AnyFactKey, why: Missing): Reduced {
  return { key, why };
}
