import { CHANGE_KINDS, isMoved, type Change, type Stand } from '../model/change.ts';
import { dayOf, type Instant } from '../model/instant.ts';
import { rowOf } from './checkRow.ts';
import { findingLines, severityCounts } from './checkText.ts';
import { decisionName } from './decisionWords.ts';
import { counted } from './numbers.ts';
import { proposalsIn, type ComparedSides, type ProposedPolicy, type Reviewed } from './reviewJson.ts';
import { plain, type Painter } from './terminal.ts';

/** How the review is laid out. */
export interface ReviewTextOptions {
  readonly now: Instant;
  readonly paint: Painter;
}

/** Digits of a commit that tell it from others in one repository. */
const SHORT = 10;
/** What stands below a change begins where its name does. */
const INDENT = ' '.repeat(14);

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
  return [...sections, ...proposalLines(policy, reviewed), summary(sides, reviewed, options)].join('\n\n') + '\n';
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

function linesOf({ change, assessment }: Reviewed, { now, paint }: ReviewTextOptions): readonly string[] {
  const { kind, dependency, direct, path } = change;
  const row = assessment === undefined ? undefined : rowOf(assessment, now);
  const cells = [
    row?.name ?? plain(dependency.name),
    paint.dim(versionsText(change)),
    row?.net ?? '',
    row?.rest ?? '',
    movedText(change),
  ];
  return [
    `  ${kind.padEnd(10)}  ${cells.filter((cell) => cell !== '').join('  ')}`,
    ...(direct || (kind === 'removed' && path === undefined) ? [] : [paint.dim(`${INDENT}${wayText(change, path)}`)]),
    ...(assessment?.findings ?? []).flatMap((finding) => findingLines(finding, paint, INDENT)),
  ];
}

function versionsText({ kind, from, to }: Change): string {
  const [before, after] = [from, to].map((stand) => (stand === undefined ? '' : standText(stand, kind === 'repointed')));
  return [...new Set([before, after])].filter((text) => text !== '').join(' → ');
}

/** The version, else what is asked for, as far as that is no address; of what points elsewhere the place too. */
function standText({ dependency: { requirement, target }, version, origin }: Stand, withPlace: boolean): string {
  const asked = target.kind === 'registry' || target.kind === 'catalog' ? (requirement ?? '') : '';
  const place = withPlace ? [origin?.origin ?? target.kind, origin?.host ?? ''].filter((word) => word !== '').join(' ') : '';
  const text = version ?? asked;
  return plain(place === '' ? text : `${text} (${place})`.trim());
}

function movedText(change: Change): string {
  const { from, to } = change;
  if (!isMoved(change) || from === undefined || to === undefined) return '';
  const place = ({ dependency: { scope, indirect } }: Stand) => (indirect ? 'indirect' : scope);
  return `${place(from)} → ${place(to)}`;
}

function wayText({ kind, dependency: { ecosystem, name } }: Change, path: readonly string[] | undefined): string {
  if (path !== undefined) return `${kind === 'removed' ? 'came' : 'comes'} in by ${path.map(plain).join(' › ')}`;
  return ecosystem === 'golang' ? `path unknown: go mod why -m ${plain(name)}` : 'path unknown';
}

function summary(
  { base, mergeBase, head }: ComparedSides,
  reviewed: readonly Reviewed[],
  { now, paint }: ReviewTextOptions,
): string {
  const where = `from ${plain(base)}${mergeBase === null ? '' : ` (merge base ${mergeBase.slice(0, SHORT)})`} to ${plain(head)}, as of ${dayOf(now)}.`;
  if (reviewed.length === 0) return `No dependency changes ${where}`;
  const kinds = CHANGE_KINDS.flatMap((kind) => {
    const count = reviewed.filter(({ change }) => change.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
  const findings = reviewed.flatMap(({ assessment }) => assessment?.findings ?? []);
  return `${paint.bold(severityCounts(findings))}: ${kinds.join(', ')} ${where}`;
}
