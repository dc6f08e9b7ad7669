import { dayOf, type Instant } from '../model/instant.ts';
import { CHANGE_KINDS, type Change } from '../model/change.ts';
import { approvalText, signoffLine } from './approvalWords.ts';
import { kindCounts, movedText, noChanges, NOT_ALL, versionsText, wayText } from './changeWords.ts';
import { betweenText } from './betweenText.ts';
import { rowOf } from './checkRow.ts';
import { findingLines, severityCounts } from './checkText.ts';
import { decisionName } from './decisionWords.ts';
import { elsewhereWords } from './elsewhereWords.ts';
import { counted } from './numbers.ts';
import {
  proposalsIn,
  unknownCounts,
  type ComparedSides,
  type ProposedPolicy,
  type Reviewed,
  type ReviewWhole,
} from './reviewJson.ts';
import { plain, type Painter } from './terminal.ts';
import { trustSources, trustText, unknownText } from './trustWords.ts';
import type { ReasonWords } from './unknown.ts';
import { whyStandingsUnknown } from './unknownStandings.ts';

/** How the review is laid out. */
export interface ReviewTextOptions extends ReviewWhole {
  readonly now: Instant;
  readonly paint: Painter;
  readonly reasons: ReasonWords;
}

/** Digits of a commit that tell it from others in one repository. */
const SHORT = 10;
/** What stands below a change begins where its name does. */
const INDENT = ' '.repeat(14);

const ROW = new RegExp(`^ {2}(?:${CHANGE_KINDS.join('|')}) {2,}`);

/** The column in which a row of {@link reviewText} tells its name, so that what is folded stands below that; undefined of other lines. */
export function nameColumn(line: string): number | undefined {
  return ROW.test(line) ? INDENT.length : undefined;
}

/** The review a person reads: per manifest one line a change, below it the way it comes in by and its findings; last, what it comes to. */
export function reviewText(
  sides: ComparedSides,
  reviewed: readonly Reviewed[],
  policy: ProposedPolicy,
  options: ReviewTextOptions,
): string {
  const manifests = [...new Set(reviewed.map(({ manifest }) => manifest))];
  const sections = manifests.map((manifest) =>
    sectionText(
      reviewed.filter((one) => one.manifest === manifest),
      options,
    ),
  );
  return (
    [
      ...sections,
      ...proposalLines(policy, reviewed),
      ...signoffLines(policy, options),
      ...listText('To note', options.remarks),
      ...wholeLines(reviewed, options),
      ...listText('Could not be read', options.unusable),
      summary(sides, reviewed, options),
    ].join('\n\n') + '\n'
  );
}

/** The records that the change itself brings, and whether they count. */
function signoffLines({ trusted }: ProposedPolicy, { signoffs = [] }: ReviewTextOptions): readonly string[] {
  if (signoffs.length === 0) return [];
  const how = trusted ? 'trusted' : 'not counted; --trust-head-policy trusts it';
  return [[`Approved in this change (${how})`, ...signoffs.map((signoff) => `  ${plain(signoffLine(signoff))}`)].join('\n')];
}

function listText(title: string, messages: readonly string[] = []): readonly string[] {
  return messages.length === 0 ? [] : [[title, ...messages.map((message) => `  ${plain(message)}`)].join('\n')];
}

/** What is said of the change as a whole. */
function wholeLines(reviewed: readonly Reviewed[], { trust, paint, now, reasons }: ReviewTextOptions): readonly string[] {
  const sources = trust === undefined ? '' : trustSources(trust);
  const assessments = reviewed.flatMap(({ assessment }) => assessment ?? []);
  const unknown = [unknownText(unknownCounts(reviewed)), whyStandingsUnknown(assessments, now, reasons)];
  const lines = [
    trust === undefined ? '' : trustText(trust),
    paint.dim(sources),
    unknown.filter((part) => part !== '').join(' '),
  ].filter((line) => line !== '');
  return lines.length === 0 ? [] : [lines.join('\n')];
}

/** The decisions that the change itself brings, and whether they count. */
function proposalLines(policy: ProposedPolicy, reviewed: readonly Reviewed[]): readonly string[] {
  const lines = proposalsIn(policy, reviewed).map(
    ({ decision, findings }) =>
      `  ${plain(decisionName(decision))} until ${decision.until}: ${plain(decision.reason)} (${plain(decision.owner)}), ${findings === 0 ? 'about nothing found here' : counted(findings, 'finding')}`,
  );
  if (lines.length === 0) return [];
  const how = policy.trusted ? 'trusted' : 'still counted; --trust-head-policy trusts them';
  return [[`Accepted in this change (${how})`, ...lines].join('\n')];
}

function sectionText(lines: readonly Reviewed[], options: ReviewTextOptions): string {
  const [first] = lines;
  const was = first?.cameFrom === undefined ? '' : ` (was ${plain(first.cameFrom)})`;
  const title = options.paint.bold(plain(first?.manifest ?? '')) + was;
  return [title, ...lines.flatMap((line) => linesOf(line, options))].join('\n');
}

function linesOf({ change, assessment, elsewhere, approval }: Reviewed, { now, paint }: ReviewTextOptions): readonly string[] {
  const { kind, dependency } = change;
  const way = wayText(change);
  const row = assessment === undefined ? undefined : rowOf(assessment, now, { isHostTold: elsewhere !== undefined });
  const cells = [
    row?.name ?? plain(dependency.name),
    paint.dim(versionsText(change)),
    row?.net ?? '',
    restText(row?.rest ?? '', change),
    movedText(change),
  ];
  return [
    `  ${kind.padEnd(10)}  ${cells.filter((cell) => cell !== '').join('  ')}`,
    ...(elsewhere === undefined ? [] : [`${INDENT}${paint.bold(plain(elsewhereWords(elsewhere, dependency.name)))}`]),
    ...(way === '' ? [] : [paint.dim(`${INDENT}${way}`)]),
    ...betweenText(change, assessment).map((line) => `${INDENT}${line}`),
    ...(approval === undefined ? [] : [paint.dim(`${INDENT}${plain(approvalText(approval))}`)]),
    ...(assessment?.findings ?? []).flatMap((finding) => findingLines(finding, paint, INDENT)),
  ];
}

/** What a row says of a line; of one that now leads elsewhere, where to is said beside its versions. */
function restText(rest: string, { kind }: Change): string {
  return kind === 'repointed' ? rest.replace(/^(?:local|from git|from an address)(?: · )?/, '') : rest;
}

function summary(
  { base, mergeBase, head }: ComparedSides,
  reviewed: readonly Reviewed[],
  { now, paint, unusable = [], remarks = [] }: ReviewTextOptions,
): string {
  const where = `from ${plain(base)}${mergeBase === null ? '' : ` (merge base ${mergeBase.slice(0, SHORT)})`} to ${plain(head)}, as of ${dayOf(now)}.`;
  const isPart = unusable.length > 0;
  if (reviewed.length === 0) return `${isPart ? paint.bold(NOT_ALL) : noChanges(remarks)} ${where}`;
  const findings = reviewed.flatMap(({ assessment }) => assessment?.findings ?? []);
  const counts = `${paint.bold(severityCounts(findings))}: ${kindCounts(reviewed).join(', ')} ${where}`;
  return isPart ? `${paint.bold(NOT_ALL)}. ${counts}` : counts;
}
