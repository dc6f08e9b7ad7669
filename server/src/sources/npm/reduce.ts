import * as facts from '../../facts/package.ts';
import type { AnyFactKey, FactKey, Missing } from '../../model/fact.ts';
import type { Instant } from '../../model/instant.ts';
import { linesOf, keptDate, minorHeadsOf, stableReleases } from './lines.ts';
import { deprecationNotice, fundingUrls, isAttested, licenceText, runsOnInstall, saidRepository } from './manifestFields.ts';
import type { Packument } from './packument.ts';
import { countMaintainers, publisherRunsOf, releasersOf } from './publishers.ts';
import { runsOf, stableOrAll } from './runs.ts';
import { servedBy, type Served } from './served.ts';

/** Room for the facts of one package, as bytes of JSON. */
export const MAX_FACT_BYTES = 4096;

/** One fact that a document gives, or why it gives none. */
export type Reduced = { readonly key: AnyFactKey; readonly value: unknown } | { readonly key: AnyFactKey; readonly why: Missing };

/** How much of each list is kept. */
interface Caps {
  readonly stable: number;
  readonly publisherRuns: number;
  readonly lines: number;
  readonly heads: number;
  readonly runs: number;
  /** Length of a deprecation notice. */
  readonly notice: number;
}

/**
 * Tried in turn until the facts fit: first what the facts promise at most, then less of what is oldest. Every list loses its oldest
 * entries only, so that what is left is right as far as it goes, and what was dropped is unknown rather than wrong.
 */
const LADDER: readonly Caps[] = [
  { stable: 40, publisherRuns: 40, lines: 60, heads: 150, runs: 40, notice: 240 },
  { stable: 40, publisherRuns: 24, lines: 40, heads: 100, runs: 24, notice: 160 },
  { stable: 40, publisherRuns: 12, lines: 24, heads: 60, runs: 12, notice: 120 },
  { stable: 40, publisherRuns: 8, lines: 16, heads: 36, runs: 8, notice: 100 },
  { stable: 30, publisherRuns: 6, lines: 12, heads: 24, runs: 6, notice: 80 },
  { stable: 20, publisherRuns: 4, lines: 8, heads: 16, runs: 4, notice: 60 },
];

/** Newest versions whose install scripts are looked at. */
const SCRIPT_VERSIONS = 40;

/** More withdrawn versions than this cannot be kept, and a list with holes would call a withdrawn version sound. */
const MAX_WITHDRAWN = 60;

/**
 * All facts of one package, at most {@link MAX_FACT_BYTES} of JSON. A field that the registry does not prove to serve is `not-served`, a
 * date that cannot be right `undated`; what does not fit even on the last step of the ladder is `too-large`, the largest fact first.
 */
export function reducePackument(packument: Packument, now: Instant): readonly Reduced[] {
  const served = servedBy(packument);
  for (const caps of LADDER) {
    const reduced = factsOf(packument, served, now, caps);
    if (bytesOf(reduced) <= MAX_FACT_BYTES) return reduced;
  }
  return withoutLargest(factsOf(packument, served, now, LADDER.at(-1) as Caps));
}

/** Bytes of the known values as JSON, their ids included. */
export function bytesOf(reduced: readonly Reduced[]): number {
  const known = reduced.flatMap((fact) => ('value' in fact ? [[fact.key.id, fact.value] as const] : []));
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(known))).length;
}

function withoutLargest(reduced: readonly Reduced[]): readonly Reduced[] {
  if (bytesOf(reduced) <= MAX_FACT_BYTES) return reduced;
  const sizes = reduced.map((fact) => bytesOf([fact]));
  const largest = sizes.indexOf(Math.max(...sizes));
  return withoutLargest(reduced.map((fact, at) => (at === largest ? { key: fact.key, why: 'too-large' } : fact)));
}

function factsOf(packument: Packument, served: Served, now: Instant, caps: Caps): readonly Reduced[] {
  if (packument.isUnpublished) return [known(facts.unpublished, { all: true, versions: [] })];
  const { versions, newest } = packument;
  if (newest === undefined) return [];
  const isDated = served.dates === 'plausible';
  const datedOr = served.dates === 'absent' ? 'not-served' : 'undated';
  const unlessStripped = <T>(key: FactKey<T>, isServed: boolean, value: () => T): Reduced =>
    isServed ? known(key, value()) : unknown(key, 'not-served');
  const notice = (text: string | null) =>
    text !== null && text.length > caps.notice ? `${text.slice(0, caps.notice - 1)}…` : text;
  const stable = stableOrAll(versions);
  const releasers = isDated && served.publishers ? releasersOf(versions) : undefined;
  const whyNoPublisher = !served.publishers ? 'not-served' : datedOr;
  return [
    ...repositoryFacts(packument, served),
    unlessStripped(facts.canPublish, served.maintainers, () => countMaintainers(packument.maintainers)),
    isDated && served.publishers
      ? known(facts.publisherRuns, publisherRunsOf(versions, caps.publisherRuns))
      : unknown(facts.publisherRuns, whyNoPublisher),
    releasers === undefined
      ? unknown(facts.releasers, isDated && served.publishers ? 'too-large' : whyNoPublisher)
      : known(facts.releasers, releasers),
    isDated
      ? known(facts.releases, {
          stable: stableReleases(versions, now, caps.stable),
          total: versions.filter(({ isStable }) => isStable).length,
        })
      : unknown(facts.releases, datedOr),
    known(facts.latest, { version: newest.version, at: isDated && newest.at !== undefined ? keptDate(newest.at, now) : null }),
    known(facts.releaseLines, linesOf(versions, isDated, now, caps.lines)),
    known(facts.minorHeads, minorHeadsOf(versions, caps.heads)),
    unlessStripped(facts.deprecation, served.deprecation, () => notice(deprecationNotice(newest.manifest))),
    unlessStripped(facts.deprecationRuns, served.deprecation, () =>
      runsOf(versions, ({ manifest }) => notice(deprecationNotice(manifest)), caps.runs),
    ),
    unlessStripped(facts.licenceRuns, served.licence, () => {
      // The document's own licence is that of its newest version.
      const licence = (one: (typeof versions)[number]) =>
        licenceText(one.manifest) ?? (one === newest ? licenceText(packument) : null);
      return runsOf(versions, licence, caps.runs);
    }),
    unlessStripped(facts.attestationRuns, served.attestations, () =>
      runsOf(stable, ({ manifest }) => isAttested(manifest), caps.runs),
    ),
    unlessStripped(facts.installScriptRuns, served.installScripts, () =>
      runsOf(stable.slice(-SCRIPT_VERSIONS), ({ manifest }) => runsOnInstall(manifest), caps.runs),
    ),
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
