import * as ofPackage from '../facts/package.ts';
import { activity, documents, forgeFunding, foundation } from '../facts/repository.ts';
import { fundingManifest, ownWord } from '../facts/repositoryDetail.ts';
import { versionAttested, versionLicence } from '../facts/version.ts';
import type { Assessment } from '../model/assessment.ts';
import type { AnyFactKey } from '../model/fact.ts';
import type { Instant } from '../model/instant.ts';
import { sourcesOf } from './cardSources.ts';
import { escapeMarkdown } from './markdown.ts';

/** How the part is headed, and how it is offered from elsewhere. */
export const OWNERS_HEADING = 'If this is your project';

/** What a value is called, the facts that tell it, and how its owner changes it. */
type Line = readonly [what: string, keys: readonly AnyFactKey[], how: string];

/** Whether anybody but its registry was asked about it: of a name that is kept here its owner outside has nothing to correct. */
export function hasOwnersPart({ dependency: { target }, unknown }: Assessment): boolean {
  const isPrivate = unknown.some(({ why }) => why === 'private');
  return !isPrivate && (target.kind === 'registry' || target.kind === 'catalog' || target.kind === 'forge');
}

/**
 * For the owner who reads a card: where each value is read from, and what they change for it to change, as a Markdown table with a line before it. Empty
 * of what no registry and no forge was asked about.
 */
export function ownersPart(assessment: Assessment, now: Instant): string {
  if (!hasOwnersPart(assessment)) return '';
  const rows = linesOf(assessment).map(([what, keys, how]) => {
    const evidence = keys.map((key) => ({ fact: assessment.facts.get<unknown>(key), maxAgeHours: key.maxAgeHours }));
    return `| ${what} | ${sourcesOf(evidence, now) || 'not known'} | ${how} |`;
  });
  return [
    'Every value is read from what you publish, and changes there. Most of it is read again within a week, what belongs to one version with the next; a foundation’s list comes with the next release of Mainstay. When a finding is wrong, the page of its rule says so.',
    ['| Value | Read from | Where you change it |', '|:--|:--|:--|', ...rows].join('\n'),
  ].join('\n\n');
}

function linesOf(assessment: Assessment): readonly Line[] {
  const isNpm = assessment.dependency.ecosystem === 'npm';
  const npm = (...line: Line) => (isNpm ? [line] : []);
  return [
    ['Your own word', [ownWord], '`status` in `SECURITY-INSIGHTS.yml`, a repostatus badge, or a sentence in the README'],
    ['People', [activity], 'commits on the default branch; addresses that your account lists count as one person'],
    [
      'Maintainers, governance, security policy',
      [documents],
      '`MAINTAINERS`, `OWNERS` or `CODEOWNERS`; `GOVERNANCE`; `SECURITY`: in the root, `.github` or `docs`',
    ],
    ['Foundation', [foundation], foundationWords(assessment)],
    [
      'Deprecated',
      [ofPackage.deprecation],
      isNpm
        ? '`npm deprecate`; an empty message takes it back'
        : '`// Deprecated:` above `module` in the newest version’s go.mod',
    ],
    ...npm('Who can publish', [ofPackage.canPublish], '`npm owner`'),
    [
      'Repository',
      [ofPackage.repository],
      isNpm ? '`repository` in package.json, with the next release' : 'the import path, or the `go-import` page it leads to',
    ],
    [
      'Licence',
      [versionLicence],
      isNpm ? '`license` in package.json (SPDX), with the next release' : 'the licence file, with the next version',
    ],
    [
      'Funding',
      [...(isNpm ? [ofPackage.funding] : []), forgeFunding, fundingManifest],
      `\`FUNDING.yml\`, ${isNpm ? '`funding` in package.json, ' : ''}or a \`funding.json\``,
    ],
    ...npm('Provenance', [versionAttested], 'publish with provenance, or by trusted publishing'),
  ];
}

function foundationWords({ facts }: Assessment): string {
  const net = facts.get(foundation);
  if (net.state === 'unknown' || net.value === null) return 'your foundation’s own list of projects';
  return `${escapeMarkdown(net.value.foundation, 60)}’s own list: ${escapeMarkdown(net.value.listedIn.split('@')[0] ?? '', 80)}`;
}
