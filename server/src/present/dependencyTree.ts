import { SEVERITIES } from '../model/finding.ts';
import { dayOf, type Instant } from '../model/instant.ts';
import type { Scope } from '../model/manifest.ts';
import { STANDINGS, type StandingWord } from '../model/standing.ts';
import type { TreeNode } from '../protocol.ts';
import { cardMarkdown, type CardOptions } from './cardMarkdown.ts';
import { rowOf } from './checkRow.ts';
import { severityCounts } from './checkText.ts';
import type { DependencyLine } from './dependencyLine.ts';
import { loudOf, packagesOf, warningsIn, type Package } from './dependencyPackages.ts';
import { linksOf } from './links.ts';
import { escapeMarkdown } from './markdown.ts';
import { NET_GROUP_WORDS, NET_GROUPS, netGroupOf, type NetGroup } from './netGroups.ts';
import { counted } from './numbers.ts';
import { rowLead } from './rowLead.ts';
import { STANDING_WORDS } from './standingWords.ts';
import { plain } from './terminal.ts';
import type { TextRegion } from './textRegion.ts';
import { FINDING_ICONS, findingRow, treeNode } from './treeRows.ts';

/** How a workspace's dependencies are laid out as rows. */
export interface DependencyTreeOptions {
  readonly now: Instant;
  readonly groupedBy: 'standing' | 'net';
  /** Only packages with findings, accepted ones too. */
  readonly onlyFindings: boolean;
  /** Sections of a card, and whether icons are drawn in it. */
  readonly card: Pick<CardOptions, 'sections' | 'icons'>;
  /** Where a place of a manifest is, by the manifest's name. */
  location(manifest: string, place: TextRegion): NonNullable<TreeNode['location']>;
}

/** The rows, and what they come to. */
export interface DependencyRows {
  readonly nodes: readonly TreeNode[];
  /** `2 warnings, 1 hint: 96 packages in 3 manifests, as of 2026-11-29`. */
  readonly message: string;
  /** Packages there are, filtered out or not. */
  readonly packages: number;
  /** Warnings that nobody accepted. */
  readonly warnings: number;
}

/** Most packages that have a card and pages to go to: each costs a millisecond in which the server does nothing else. */
const MAX_CARDS = 400;
/** Most versions of one package that are told of in its row. */
const MAX_VERSIONS = 2;
/** Most manifests of one package that have a row. */
const MAX_MANIFESTS = 100;

/** Sections that say nothing of a line. */
const USUAL: ReadonlySet<Scope> = new Set(['dependencies', 'require']);

const STANDING_ICONS = {
  ended: 'archive',
  new: 'sparkle',
  finished: 'check-all',
  fading: 'history',
  'one-person': 'person',
  light: 'circle-outline',
  'small-team': 'organization',
  sustained: 'organization',
  unknown: 'question',
} as const satisfies Record<StandingWord, string>;

const NET_ICONS = {
  governs: 'home',
  hosts: 'home',
  fiscal: 'home',
  affiliated: 'home',
  steward: 'home',
  left: 'sign-out',
  several: 'organization',
  none: 'circle-outline',
  unknown: 'question',
} as const satisfies Record<NetGroup, string>;

/**
 * Packages in groups by standing or by safety net, a group each that is not empty; in it what speaks loudest first, then by name. Below a package
 * what was found about it, then the manifests that it comes in by. Order of lines decides nothing but which place is shown first.
 */
export function dependencyTree(lines: readonly DependencyLine[], options: DependencyTreeOptions): DependencyRows {
  const packages = packagesOf(lines);
  const shown = options.onlyFindings ? packages.filter(({ findings }) => findings.length > 0) : packages;
  const carded = withCards(shown);
  const of = (members: readonly Package[], key: string, label: string, icon: string): readonly TreeNode[] =>
    members.length === 0 ? [] : [groupRow(members, `${options.groupedBy}\n${key}`, label, icon, { ...options, carded })];
  const nodes =
    options.groupedBy === 'standing'
      ? STANDINGS.flatMap((word) => of(shown.filter(standsAs(word)), word, STANDING_WORDS[word], STANDING_ICONS[word]))
      : NET_GROUPS.flatMap((net) => of(shown.filter(isCaughtBy(net)), net, NET_GROUP_WORDS[net], NET_ICONS[net]));
  const findings = packages.flatMap((one) => one.findings.map(({ finding }) => finding));
  const manifests = new Set(lines.map(({ manifest }) => manifest)).size;
  return {
    nodes,
    message: `${severityCounts(findings)}: ${counted(packages.length, 'package')} in ${counted(manifests, 'manifest')}, as of ${dayOf(options.now)}`,
    packages: packages.length,
    warnings: warningsIn(packages),
  };
}

/** Packages that a card is made for: what was found something about, then what lines ask for. Of what no line asks for little is asked. */
function withCards(packages: readonly Package[]): ReadonlySet<Package> {
  const found = packages.filter(({ findings }) => findings.length > 0);
  const direct = packages.filter(({ lines: [first] }) => first?.direct === true);
  return new Set([...new Set([...found, ...direct])].slice(0, MAX_CARDS));
}

interface RowOptions extends DependencyTreeOptions {
  readonly carded: ReadonlySet<Package>;
}

const standsAs = (word: StandingWord) => (one: Package) => one.best.assessment.standing.word === word;
const isCaughtBy = (net: NetGroup) => (one: Package) => netGroupOf(one.best.assessment.safetyNet) === net;

function groupRow(members: readonly Package[], key: string, label: string, icon: string, options: RowOptions): TreeNode {
  const rank = (one: Package) => Math.min(...loudOf(one).map(({ severity }) => SEVERITIES.indexOf(severity)), SEVERITIES.length);
  const nameOf = ({ best }: Package) => best.assessment.dependency.name;
  const sorted = members.toSorted((a, b) => rank(a) - rank(b) || (nameOf(a) < nameOf(b) ? -1 : 1));
  const findings = members.flatMap((one) => one.findings.map(({ finding }) => finding));
  const onlyBrought = members.filter(({ lines }) => lines.every(({ direct }) => !direct)).length;
  const said = [
    String(members.length),
    ...(onlyBrought === 0 ? [] : [`${onlyBrought} transitive`]),
    ...(findings.length === 0 ? [] : [severityCounts(findings)]),
  ];
  return treeNode({
    id: key,
    label,
    description: said.join(' · '),
    icon,
    isOpen: warningsIn(members) > 0,
    children: sorted.map((one) => packageRow(one, key, options)),
  });
}

function packageRow(one: Package, group: string, options: RowOptions): TreeNode {
  const { key, lines, best, findings } = one;
  const { assessment } = best;
  const { now, groupedBy, card } = options;
  const [first = best] = lines;
  const row = rowOf(assessment, now);
  const id = `${group}\n${key}`;
  const standing = groupedBy === 'net' ? STANDING_WORDS[assessment.standing.word] : '';
  const loud = loudOf(one);
  const lead = rowLead(assessment, [...new Set(loud.map(({ rule }) => rule))], groupedBy === 'standing');
  const way = first.direct ? '' : wayWords(first);
  const said = [lead.first.join(', '), versionsOf(lines, now), standing, row.net, row.rest, way, lead.last.join(', ')];
  const [worst] = SEVERITIES.filter((severity) => loud.some((finding) => finding.severity === severity));
  const location = options.location(first.manifest, first.place);
  const hasCard = options.carded.has(one);
  const inText = first.assessment.dependency.spans.whole.end > 0;
  return treeNode({
    id,
    label: row.name,
    description: said.filter((words) => words !== '').join(' · '),
    tooltip: hasCard ? `${escapeMarkdown(row.name)}\n\n${cardMarkdown(assessment, { ...card, now })}` : undefined,
    spoken: [row.name, ...(findings.length === 0 ? [] : [severityCounts(findings.map(({ finding }) => finding))])].join(', '),
    icon: worst === undefined ? (findings.length > 0 ? 'pass' : 'package') : FINDING_ICONS[worst],
    tone: worst,
    location,
    fund: hasCard ? linksOf(assessment).find(({ kind }) => kind === 'fund')?.url : undefined,
    explain: inText ? { uri: location.uri, name: first.assessment.dependency.name } : undefined,
    children: [
      ...findings.map(({ finding, line }, at) =>
        findingRow(finding, `${id}\n${at}`, options.location(line.manifest, line.place)),
      ),
      ...lines.slice(0, MAX_MANIFESTS).map((line, at) => manifestRow(line, `${id}\nmanifest\n${at}`, options)),
    ],
  });
}

/** A manifest that asks for it or brings it in, and how. */
function manifestRow(line: DependencyLine, id: string, { location, now }: DependencyTreeOptions): TreeNode {
  const { manifest, place, direct, assessment } = line;
  const { requirement, scope, target } = assessment.dependency;
  const version = rowOf(assessment, now).version;
  // An address can hold credentials.
  const isRange = target.kind === 'registry' || target.kind === 'catalog';
  const asked = [...new Set([isRange ? plain(requirement ?? '') : '', version])].filter((text) => text !== '').join(' → ');
  const said = direct ? [asked, USUAL.has(scope) ? '' : scope] : [version, wayWords(line)];
  return treeNode({
    id,
    label: manifest,
    description: said.filter((words) => words !== '').join(' · '),
    icon: 'file',
    spoken: `in ${manifest}`,
    location: location(manifest, place),
  });
}

/** What brings in what no line asks for. */
function wayWords({ way, assessment: { dependency } }: DependencyLine): string {
  if (way !== undefined) return `comes in by ${way.map(plain).join(' › ')}`;
  return dependency.ecosystem === 'golang' ? `path unknown: go mod why -m ${plain(dependency.name)}` : 'path unknown';
}

function versionsOf(lines: readonly DependencyLine[], now: Instant): string {
  const versions = [...new Set(lines.map(({ assessment }) => rowOf(assessment, now).version))].filter((text) => text !== '');
  const rest = versions.length - MAX_VERSIONS;
  return [...versions.slice(0, MAX_VERSIONS), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}
