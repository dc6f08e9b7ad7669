import * as ofPackage from '../facts/package.ts';
import * as ofRepository from '../facts/repository.ts';
import { fundingManifest } from '../facts/repositoryDetail.ts';
import type { Assessment } from '../model/assessment.ts';
import type { FactKey, Missing } from '../model/fact.ts';
import { dayOf, daysBetween, type Instant } from '../model/instant.ts';
import { activityWords } from './activityWords.ts';
import { sourceWords } from './cardSources.ts';
import { foreignHostWords } from './elsewhereWords.ts';
import { homeOf, isArchived } from './home.ts';
import { escapeMarkdown } from './markdown.ts';
import { counted } from './numbers.ts';
import { ownStatus } from './ownStatus.ts';
import { agoInDays, governancePhrase } from './phrases.ts';
import { unsettledWords } from './standingWords.ts';
import { whyUnknown, type ReasonWords } from './unknown.ts';

/** Most phrases of a headline. */
const MAX_PHRASES = 4;

/** The one line a reader decides by: facts only, what weighs most first; Markdown without emphasis. */
export function headline(assessment: Assessment, now: Instant, reasons: ReasonWords = {}): string {
  const doubt = unsettledWords(assessment);
  const room = MAX_PHRASES - doubt.length;
  const said = () => [...phrases(assessment, now, reasons).slice(0, room), ...doubt].join(' · ');
  const line = notLookedUp(assessment, now, reasons) ?? said();
  return line.charAt(0).toUpperCase() + line.slice(1);
}

function phrases(assessment: Assessment, now: Instant, reasons: ReasonWords): readonly string[] {
  const { facts } = assessment;
  const { foundation: safetyNet } = assessment.safetyNet;
  const net = safetyNet.state === 'known' ? safetyNet.value : null;
  const foundation = net === null ? [] : [foundationWords(net)];
  const over = [
    ...archivedWords(assessment),
    ...withdrawnWords(assessment),
    ...deprecatedWords(assessment),
    ...ownStatus(assessment),
  ];
  const known = facts.get(ofRepository.activity);
  const release = lastRelease(assessment, now);
  if (over.length > 0 || (net !== null && net.ended !== null)) {
    const people =
      known.state === 'known'
        ? activityWords(known.value, assessment.standing, undefined, now).words.slice(0, isArchived(assessment) ? 1 : 2)
        : [];
    return [...over, ...foundation, ...people, ...release, ...publishers(assessment)];
  }
  if (known.state === 'known') {
    const { kind, words } = activityWords(known.value, assessment.standing, valueOf(assessment, ofRepository.identity), now);
    const isOwn = net !== null && (net.via === 'repository' || net.via === 'alias');
    if (kind === 'lively' && isOwn) return [...foundation, ...words];
    const asks = foundation.length > 0 ? [] : asksForFunding(assessment);
    return kind === 'lively' ? [...words, ...foundation] : [...words, ...foundation, ...release, ...asks];
  }
  return [
    ...foundation,
    ...notEnough(assessment, now, reasons),
    ...(foundation.length > 0 ? release : (recentWork(assessment) ?? release)),
    ...datedPublishers(assessment, now),
    ...asksForFunding(assessment),
  ];
}

function valueOf<T>({ facts }: Assessment, key: FactKey<T>): T | undefined {
  const fact = facts.get(key);
  return fact.state === 'known' ? fact.value : undefined;
}

/** What is said of a dependency nobody was asked about. */
function notLookedUp(assessment: Assessment, now: Instant, reasons: ReasonWords): string | undefined {
  const { dependency, coverage, unknown } = assessment;
  switch (dependency.target.kind) {
    case 'local':
      return 'Local dependency · nobody was asked';
    case 'url':
      return 'Fetched from an address of its own · no registry or repository can be asked';
    case 'none':
      return 'Not a complete dependency yet';
    case 'registry':
    case 'catalog':
    case 'forge': {
      const why = onlyReason(unknown.map((one) => one.why));
      const [first] = unknown;
      if (coverage.known > 0 || why === undefined || first === undefined) return undefined;
      if (why === 'private' && assessment.foreignHost !== undefined)
        return `Nobody was asked · ${escapeMarkdown(foreignHostWords(assessment.foreignHost))}`;
      if (why === 'private') return 'Private name · nobody outside was asked';
      if (why === 'pending' && reasons.pending === undefined) return 'Nothing known yet · being looked up';
      if (why === 'not-found' && dependency.target.kind !== 'forge') return 'Nothing known · not in the registry';
      return `Nothing known · ${whyUnknown(first, assessment, now, reasons)}`;
    }
  }
}

function onlyReason(reasons: readonly Missing[]): Missing | undefined {
  const [first] = reasons;
  return reasons.every((why) => why === first) ? first : undefined;
}

function archivedWords(assessment: Assessment): readonly string[] {
  const kept = valueOf(assessment, ofRepository.archival);
  if (!kept || !(kept.archived || kept.disabled)) return [];
  return [
    `${kept.archived ? 'archived by its owners' : 'switched off by its forge'}${kept.at === null ? '' : ` ${dayOf(kept.at)}`}`,
  ];
}

/** Nothing is left of the package; what single versions lack, findings say. */
function withdrawnWords(assessment: Assessment): readonly string[] {
  return valueOf(assessment, ofPackage.unpublished)?.all === true ? ['every version unpublished'] : [];
}

/** The owner's word; in full here only where no finding quotes it right below. */
function deprecatedWords(assessment: Assessment): readonly string[] {
  const notice = valueOf(assessment, ofPackage.deprecation);
  if (notice === undefined || notice === null) return [];
  const quoted = assessment.findings.some(({ rule }) => rule === 'deprecated') ? '' : escapeMarkdown(notice, 120);
  return [quoted === '' ? 'deprecated by its owner' : `deprecated by its owner: “${quoted}”`];
}

function foundationWords(net: NonNullable<Extract<Assessment['safetyNet']['foundation'], { state: 'known' }>['value']>): string {
  const when = net.ended === null || net.since === null ? '' : ` since ${net.since}`;
  return escapeMarkdown(governancePhrase(net) + when);
}

function notEnough(assessment: Assessment, now: Instant, reasons: ReasonWords): readonly string[] {
  const { facts } = assessment;
  const { id } = ofRepository.activity;
  const fact = facts.get(ofRepository.activity);
  if (fact.state === 'known') return [];
  const why = whyUnknown({ id, ...fact }, assessment, now, reasons);
  if (homeOf(assessment) === undefined && fact.why !== 'pending')
    return ['not enough known', noRepository(assessment, fact.why, now, reasons)];
  return ['not enough known', why.startsWith('needs') ? `commit activity ${why}` : `commit activity: ${why}`];
}

function noRepository(assessment: Assessment, why: Missing, now: Instant, reasons: ReasonWords): string {
  if (valueOf(assessment, ofPackage.sourceDeclared) === false) return 'names no source repository';
  return `its repository: ${whyUnknown({ id: ofPackage.repository.id, why }, assessment, now, reasons)}`;
}

/** What a bulk service counted, where people cannot be. */
function recentWork({ facts }: Assessment): readonly string[] | undefined {
  const fact = facts.get(ofRepository.recentWork);
  if (fact.state === 'unknown') return undefined;
  const asOf = escapeMarkdown(dayOf(fact.from.asOf ?? fact.from.fetchedAt));
  return [`${counted(fact.value.commits, 'commit')} in 90 days to ${asOf} (OpenSSF Scorecard)`];
}

/** The newest stable release: the registry's, else the forge's. */
function lastRelease(assessment: Assessment, now: Instant): readonly string[] {
  const last = valueOf(assessment, ofPackage.releases)?.stable.at(-1) ?? valueOf(assessment, ofRepository.forgeReleases)?.newest;
  if (!last || Number.isNaN(daysBetween(last.at, now))) return [];
  return [`${daysBetween(last.at, now) < 90 ? 'released' : 'last release'} ${agoInDays(last.at, now)}`];
}

function publishers({ facts }: Assessment): readonly string[] {
  const known = facts.get(ofPackage.canPublish);
  return known.state === 'known' ? [`${counted(known.value, 'account')} can publish`] : [];
}

function datedPublishers(assessment: Assessment, now: Instant): readonly string[] {
  const known = assessment.facts.get(ofPackage.canPublish);
  return known.state === 'known' ? publishers(assessment).map((words) => `${words} (${sourceWords(known, now)})`) : [];
}

function asksForFunding(assessment: Assessment): readonly string[] {
  const channels = [
    valueOf(assessment, ofPackage.funding),
    valueOf(assessment, ofRepository.forgeFunding),
    valueOf(assessment, fundingManifest),
  ];
  return channels.some((pages) => pages !== undefined && pages.length > 0) ? ['asks for funding'] : [];
}
