import { isMoved } from '../model/change.ts';
import { SEVERITIES, speaking, type Finding } from '../model/finding.ts';
import { dayOf, type Instant } from '../model/instant.ts';
import type { ChangeKind } from '../model/change.ts';
import type { Approval } from '../model/signoff.ts';
import type { TreeNode } from '../protocol.ts';
import { approvalText, approvalWord } from './approvalWords.ts';
import { cardMarkdown, type CardOptions } from './cardMarkdown.ts';
import { kindCounts, movedText, versionsText, wayText } from './changeWords.ts';
import { rowOf } from './checkRow.ts';
import { severityCounts } from './checkText.ts';
import { elsewhereWords } from './elsewhereWords.ts';
import { escapeMarkdown, oneLine } from './markdown.ts';
import { counted } from './numbers.ts';
import type { ComparedSides, Reviewed } from './reviewJson.ts';
import type { TextRegion } from './textRegion.ts';
import { findingRow, treeNode } from './treeRows.ts';

/** How the list of changes is laid out. */
export interface ReviewTreeOptions {
  readonly now: Instant;
  /** Sections of a card, and whether icons are drawn in it. */
  readonly card: Pick<CardOptions, 'sections' | 'icons'>;
  /** Where a place of a manifest is, by the manifest's name. */
  location(manifest: string, place: TextRegion | undefined): TreeNode['location'];
  /** What the manifest was, for a diff; undefined where it was not there. */
  base(manifest: string, cameFrom: string | undefined): TreeNode['base'];
}

/** Digits of a commit that tell it from others in one repository. */
const SHORT = 10;

const ICONS = {
  added: 'diff-added',
  removed: 'diff-removed',
  bumped: 'arrow-up',
  downgraded: 'arrow-down',
  repointed: 'arrow-swap',
  changed: 'diff-modified',
  moved: 'diff-renamed',
} as const satisfies Record<ChangeKind, string>;

/** A manifest each, in it a row for every change: what speaks loudest first, then as in the manifest; what no line asks for in a row of its own. */
export function reviewTree(reviewed: readonly Reviewed[], options: ReviewTreeOptions): readonly TreeNode[] {
  const manifests = [...new Set(reviewed.map(({ manifest }) => manifest))];
  return manifests.map((manifest) => {
    const rows = reviewed.filter((one) => one.manifest === manifest);
    const direct = rows.filter(({ change }) => change.direct);
    const others = rows.filter(({ change }) => !change.direct);
    const cameFrom = rows[0]?.cameFrom;
    return treeNode({
      id: manifest,
      label: cameFrom === undefined ? manifest : `${manifest} (was ${cameFrom})`,
      description: countsText(rows),
      icon: 'file',
      location: options.location(manifest, undefined),
      base: options.base(manifest, cameFrom),
      isOpen: true,
      children: [...changeRows(direct, options), ...(others.length === 0 ? [] : [transitive(manifest, others, options)])],
    });
  });
}

/** What the change comes to, in one line: `1 warning, 1 hint: 2 added, 1 bumped since main (merge base 0123456789), as of 2026-08-22`. */
export function reviewMessage({ base, mergeBase }: ComparedSides, reviewed: readonly Reviewed[], now: Instant): string {
  const findings = reviewed.flatMap(({ assessment }) => assessment?.findings ?? []);
  const where = mergeBase === null ? base : `${base} (merge base ${mergeBase.slice(0, SHORT)})`;
  return `${severityCounts(findings)}: ${kindCounts(reviewed).join(', ')} since ${oneLine(where)}, as of ${dayOf(now)}`;
}

/** How many findings are warnings that nobody accepted. */
function warningsIn(reviewed: readonly Reviewed[]): number {
  return speaking(reviewed.flatMap(({ assessment }) => assessment?.findings ?? [])).filter(
    ({ severity }) => severity === 'warning',
  ).length;
}

function transitive(manifest: string, rows: readonly Reviewed[], options: ReviewTreeOptions): TreeNode {
  return treeNode({
    id: `${manifest}\ntransitive`,
    label: 'Transitive',
    description: countsText(rows),
    icon: 'list-tree',
    isOpen: warningsIn(rows) > 0,
    children: changeRows(rows, options),
  });
}

function changeRows(rows: readonly Reviewed[], options: ReviewTreeOptions): readonly TreeNode[] {
  const calm = ({ elsewhere }: Reviewed) => SEVERITIES.length + (elsewhere === undefined ? 1 : 0);
  const rank = (one: Reviewed) => Math.min(...loudOf(one).map(({ severity }) => SEVERITIES.indexOf(severity)), calm(one));
  const seen = new Map<string, number>();
  return rows
    .toSorted((a, b) => rank(a) - rank(b))
    .map((one) => {
      const { manifest, change } = one;
      const same = [
        manifest,
        change.direct ? '' : 'transitive',
        change.kind,
        change.dependency.scope,
        change.dependency.name,
      ].join('\n');
      // A lockfile can bring in one package in two versions.
      const times = seen.get(same) ?? 0;
      seen.set(same, times + 1);
      return changeRow(one, times === 0 ? same : `${same}\n${times}`, options);
    });
}

function changeRow(one: Reviewed, id: string, options: ReviewTreeOptions): TreeNode {
  const { manifest, cameFrom, change, assessment, place, approval } = one;
  const row = assessment && rowOf(assessment, options.now, { isHostTold: one.elsewhere !== undefined });
  const name = row?.name ?? change.dependency.name;
  const strange = one.elsewhere === undefined ? '' : elsewhereWords(one.elsewhere, change.dependency.name);
  const said = [
    versionsText(change),
    strange,
    row?.net ?? '',
    row?.rest ?? '',
    isMoved(change) ? movedText(change) : '',
    wayText(change),
    approval ? approvalWord(approval) : '',
  ];
  const findings = assessment?.findings ?? [];
  const [worst] = SEVERITIES.filter((severity) => loudOf(one).some((finding) => finding.severity === severity));
  const location = place && options.location(manifest, place);
  return treeNode({
    id,
    label: name,
    description: said.filter((words) => words !== '').join(' · '),
    tooltip:
      assessment &&
      `${escapeMarkdown(`${change.kind} ${name}`)}\n\n${cardMarkdown(assessment, { ...options.card, now: options.now })}`,
    spoken: [
      `${change.kind} ${name}`,
      ...(strange === '' ? [] : [strange]),
      counted(loudOf(one).length, 'finding'),
      ...(approval ? [approvalWord(approval)] : []),
    ].join(', '),
    icon: ICONS[change.kind],
    tone: worst,
    location,
    base: options.base(manifest, cameFrom),
    isOpen: worst === 'warning',
    children: [
      ...(approval ? [approvalRow(approval, `${id}\napproval`, location)] : []),
      ...findings.map((finding, index) => findingRow(finding, `${id}\nfinding ${index}`, location)),
    ],
  });
}

/** What was approved of a change and what is otherwise since, in the words of the report. */
function approvalRow(approval: Approval, id: string, location: TreeNode['location']): TreeNode {
  const label = oneLine(approvalText(approval));
  const isAsApproved = approvalWord(approval) === 'approved';
  return treeNode({ id, label, spoken: label, icon: isAsApproved ? 'verified' : 'unverified', location });
}

function loudOf({ assessment }: Reviewed): readonly Finding[] {
  return speaking(assessment?.findings ?? []);
}

/** `1 warning · 2 added, 1 bumped`. */
function countsText(rows: readonly Reviewed[]): string {
  const findings = rows.flatMap(({ assessment }) => assessment?.findings ?? []);
  return [...(findings.length === 0 ? [] : [severityCounts(findings)]), kindCounts(rows).join(', ')].join(' · ');
}
