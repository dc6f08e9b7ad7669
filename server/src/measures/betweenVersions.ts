import { releasers, type Publisher } from '../facts/package.ts';
import { foundation } from '../facts/repository.ts';
import * as ofVersion from '../facts/version.ts';
import * as origin from '../facts/versionOrigin.ts';
import type { Fact, FactKey, FactView, Missing, Provenance } from '../model/fact.ts';
import type { Governance } from '../model/governance.ts';
import { dayOf, isBefore, type Instant } from '../model/instant.ts';
import { lowestNode } from './engines.ts';
import { isSameLicence, openness } from './licence.ts';

/** Two versions of one package, and what is known around each. */
export interface TwoVersions {
  readonly from: { readonly version: string; readonly facts: FactView };
  readonly to: { readonly version: string; readonly facts: FactView };
}

/** Something that is known of both versions and differs. */
export type Difference =
  /** Another one published it. `isNew`: the account is known to have released nothing here before; undefined where that is not known. */
  | (Of<'publisher', 'account' | 'workflow'> & { readonly isNew: boolean | undefined })
  | Of<'provenance', boolean>
  /** `leavesOpen`: from a licence that anyone may use, change and pass on to one that keeps that back. */
  | (Of<'licence', string> & { readonly leavesOpen: boolean })
  /** Accounts that could publish; equal numbers are other accounts. */
  | Of<'access', number>
  /** `host/owner/name`; null where none is named. */
  | Of<'repository', string | null>
  | Of<'install-scripts', boolean>
  /** Whether its owner deprecated it since, or took it back. */
  | Of<'deprecation', boolean>
  | Of<'retraction', boolean>
  /** A stage that began between the two releases. */
  | (Of<'foundation', null> & { readonly governance: Governance; readonly since: Instant })
  /** The lowest Node.js it says it runs on, raised. */
  | Of<'engine', string>;

/** What can differ between two versions. */
export type DifferenceKind = Difference['what'];

interface Of<What extends string, T> {
  readonly what: What;
  readonly from: T;
  readonly to: T;
  /** Where both sides were learnt. */
  readonly evidence: readonly Provenance[];
}

/** All that was compared: what differs, gravest first, and what could not be compared. What is in neither list is known to be alike. */
export interface BetweenVersions {
  readonly differences: readonly Difference[];
  readonly unknown: readonly { readonly what: DifferenceKind; readonly why: Missing }[];
}

/** Compared, with the same value on both sides. */
const ALIKE = 'alike';
type Compared = Difference | typeof ALIKE | { readonly what: DifferenceKind; readonly why: Missing };

/** What changed from one version to another. Three-valued: what is unknown on either side is no difference, and no assurance. */
export function betweenVersions({ from, to }: TwoVersions): BetweenVersions {
  const pair: Pair = (what, key, differ) => compared(what, from.facts.get(key), to.facts.get(key), differ);
  const all: readonly Compared[] = [
    publisher({ from, to }),
    pair('provenance', ofVersion.versionAttested, unequal),
    pair('licence', ofVersion.versionLicence, licence),
    pair('repository', origin.versionRepository, repository),
    pair('access', origin.versionAccess, (a, b) => (a.set === b.set ? ALIKE : { from: a.accounts, to: b.accounts })),
    pair('install-scripts', ofVersion.versionInstallScripts, (a, b) => unequal(a.has, b.has)),
    pair('retraction', ofVersion.versionRetracted, (a, b) => unequal(a !== null, b !== null)),
    pair('deprecation', ofVersion.versionDeprecated, (a, b) => unequal(a !== null, b !== null)),
    stage({ from, to }),
    pair('engine', origin.versionEngine, engine),
  ];
  return {
    differences: all.filter((one): one is Difference => typeof one === 'object' && !('why' in one)),
    unknown: all.flatMap((one) => (typeof one === 'object' && 'why' in one && one.why !== 'unsupported' ? [one] : [])),
  };
}

/** What a comparison says beside what was compared and where it was learnt. */
type Said<What extends DifferenceKind> = Omit<Extract<Difference, { what: What }>, 'what' | 'evidence'>;
/** How a value differs; undefined where that cannot be told of these two. */
type Differ<What extends DifferenceKind, T> = (from: T, to: T, sources: Sources) => Said<What> | typeof ALIKE | undefined;
type Pair = <What extends DifferenceKind, T>(what: What, key: FactKey<T>, differ: Differ<What, T>) => Compared;
interface Sources {
  readonly from: Provenance;
  readonly to: Provenance;
}

function compared<What extends DifferenceKind, T>(what: What, from: Fact<T>, to: Fact<T>, differ: Differ<What, T>): Compared {
  if (to.state === 'unknown') return { what, why: to.why };
  if (from.state === 'unknown') return { what, why: from.why };
  const said = differ(from.value, to.value, { from: from.from, to: to.from });
  if (said === undefined) return { what, why: 'malformed' };
  return said === ALIKE ? ALIKE : ({ what, ...said, evidence: [from.from, to.from] } as unknown as Difference); // the kind's own words, by its name
}

function unequal<T>(from: T, to: T): { readonly from: T; readonly to: T } | typeof ALIKE {
  return from === to ? ALIKE : { from, to };
}

/** Another account, or a workflow in place of one. That a workflow's name differs is another set-up of the same, and still another publisher. */
function publisher({ from, to }: TwoVersions): Compared {
  const published = from.facts.get(ofVersion.versionPublished);
  return compared('publisher', from.facts.get(origin.versionPublisher), to.facts.get(origin.versionPublisher), (a, b) => {
    if (a.account === b.account && a.trusted === b.trusted) return ALIKE;
    const isNew = published.state === 'known' ? isNewSince(published.value, b, to.facts) : undefined;
    return { from: kindOf(a), to: kindOf(b), isNew };
  });
}

function kindOf({ trusted }: Publisher): 'account' | 'workflow' {
  return trusted ? 'workflow' : 'account';
}

/** Whether the first release of an account came after a day; undefined where its first is not kept. */
function isNewSince(day: Instant, { account }: Publisher, facts: FactView): boolean | undefined {
  const known = facts.get(releasers);
  const first = known.state === 'known' ? known.value.find((one) => one.account === account)?.first : undefined;
  return first === undefined ? undefined : dayOf(first) > dayOf(day);
}

function licence(from: string, to: string, sources: Sources): Said<'licence'> | typeof ALIKE | undefined {
  const isSame = isSameLicence(from, to);
  if (isSame === true) return ALIKE;
  // Two services may write the same text in two ways; one does not.
  if (isSame === undefined && sources.from.source !== sources.to.source) return undefined;
  return { from, to, leavesOpen: openness(from) === 'open' && openness(to) === 'non-open' };
}

type Home = { readonly address: string; readonly how: string } | null;

/** An address that a publisher wrote is compared with such a one, proof with proof. */
function repository(from: Home, to: Home): Said<'repository'> | typeof ALIKE | undefined {
  if (from?.address.toLowerCase() === to?.address.toLowerCase()) return ALIKE;
  if (from !== null && to !== null && from.how !== to.how) return undefined;
  return { from: from?.address ?? null, to: to?.address ?? null };
}

/** A stage of the foundation's own that began after the one release and before the other. */
function stage({ from, to }: TwoVersions): Compared {
  const known = to.facts.get(foundation);
  const [then, now] = [from, to].map(({ facts }) => facts.get(ofVersion.versionPublished));
  if (known.state === 'unknown') return { what: 'foundation', why: known.why };
  const net = known.value;
  if (net === null || (net.via !== 'repository' && net.via !== 'alias')) return ALIKE;
  if (net.since === null) return { what: 'foundation', why: 'undated' };
  if (then?.state !== 'known') return { what: 'foundation', why: then?.why ?? 'pending' };
  if (now?.state !== 'known') return { what: 'foundation', why: now?.why ?? 'pending' };
  if (Date.parse(net.since) < Date.parse(then.value) || !isBefore(net.since, now.value)) return ALIKE;
  return { what: 'foundation', from: null, to: null, governance: net, since: net.since, evidence: [known.from] };
}

/** Only a lowest version that went up can stop somebody. */
function engine(from: string | null, to: string | null): Said<'engine'> | typeof ALIKE | undefined {
  if (from === null || to === null || from === to) return ALIKE;
  const [before, after] = [lowestNode(from), lowestNode(to)];
  if (before === undefined || after === undefined) return undefined;
  return after.isAbove(before) ? { from: before.words, to: after.words } : ALIKE;
}
