import * as ofPackage from '../facts/package.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Missing } from '../model/fact.ts';
import { daysBetween, type Instant } from '../model/instant.ts';
import { escapeMarkdown } from './markdown.ts';
import { ago, governancePhrase, whyPhrase } from './phrases.ts';

/** The one line a reader decides by: facts only, what weighs most first; Markdown without emphasis. */
export function headline(assessment: Assessment, now: Instant): string {
  const line = words(assessment, now);
  return line.charAt(0).toUpperCase() + line.slice(1);
}

function words(assessment: Assessment, now: Instant): string {
  const nothing = notLookedUp(assessment);
  if (nothing !== undefined) return nothing;
  const lead = [...ownWord(assessment), ...standing(assessment), ...foundation(assessment)];
  const rest = [...lastRelease(assessment, now), ...publishers(assessment), ...asksForFunding(assessment)];
  if (lead.length > 0) return [...lead, ...rest.slice(0, 2)].join(' · ');
  return [...notEnough(assessment), ...rest].slice(0, 4).join(' · ');
}

/** What is said of a dependency nobody was asked about. */
function notLookedUp({ dependency, coverage, unknown }: Assessment): string | undefined {
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
      if (coverage.known > 0 || why === undefined) return undefined;
      if (why === 'private') return 'Private name · nobody outside was asked';
      return why === 'pending' ? 'Nothing known yet · being looked up' : `Nothing known · ${whyPhrase[why]}`;
    }
  }
}

function onlyReason(reasons: readonly Missing[]): Missing | undefined {
  const [first] = reasons;
  return reasons.every((why) => why === first) ? first : undefined;
}

/** The owner's word comes first; in full here only where no finding quotes it right below. */
function ownWord({ facts, findings }: Assessment): readonly string[] {
  const notice = facts.get(ofPackage.deprecation);
  if (notice.state === 'unknown' || notice.value === null) return [];
  const quoted = findings.some(({ rule }) => rule === 'deprecated') ? '' : escapeMarkdown(notice.value, 120);
  return [quoted === '' ? 'Deprecated by its owner' : `Deprecated by its owner: “${quoted}”`];
}

function standing({ standing: { word, because } }: Assessment): readonly string[] {
  return word === 'unknown' || word === 'ended' ? [] : [escapeMarkdown(because)];
}

function foundation({ safetyNet }: Assessment): readonly string[] {
  if (safetyNet.state === 'unknown' || safetyNet.value === null) return [];
  const { ended, since } = safetyNet.value;
  const when = ended === null || since === null ? '' : ` since ${since}`;
  return [escapeMarkdown(governancePhrase(safetyNet.value) + when)];
}

function notEnough({ standing: { because } }: Assessment): readonly string[] {
  return ['Not enough known', escapeMarkdown(because)];
}

function lastRelease({ facts }: Assessment, now: Instant): readonly string[] {
  const known = facts.get(ofPackage.releases);
  const last = known.state === 'known' ? known.value.stable.at(-1) : undefined;
  return last && !Number.isNaN(daysBetween(last.at, now)) ? [`last release ${ago(last.at, now)}`] : [];
}

function publishers({ facts }: Assessment): readonly string[] {
  const known = facts.get(ofPackage.canPublish);
  return known.state === 'known' ? [`${known.value} ${known.value === 1 ? 'account' : 'accounts'} can publish`] : [];
}

function asksForFunding({ facts }: Assessment): readonly string[] {
  const known = facts.get(ofPackage.funding);
  return known.state === 'known' && known.value.length > 0 ? ['asks for funding'] : [];
}
