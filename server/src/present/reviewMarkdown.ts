import { coverageOf } from '../measures/coverage.ts';
import { SEVERITIES, speaking, withoutActions, type Finding } from '../model/finding.ts';
import { dayOf, type Instant } from '../model/instant.ts';
import { betweenMarkdown } from './betweenMarkdown.ts';
import { headline } from './cardHeadline.ts';
import { approvalText, signoffLine } from './approvalWords.ts';
import { kindCounts, movedText, noChanges, NOT_ALL, versionsText, wayText } from './changeWords.ts';
import { severityCounts } from './checkText.ts';
import { decisionName, decisionWords } from './decisionWords.ts';
import { elsewhereLines } from './elsewhereMarkdown.ts';
import { defused, forgeCode, forgeText } from './forgeMarkdown.ts';
import { httpsUrl } from './markdown.ts';
import { counted, percent } from './numbers.ts';
import {
  proposalsIn,
  unknownCounts,
  type ComparedSides,
  type ProposedPolicy,
  type Reviewed,
  type ReviewWhole,
} from './reviewJson.ts';
import { trustSources, trustText, unknownText } from './trustWords.ts';
import { whyUnknown, type ReasonWords } from './unknown.ts';

/** First line of the comment: nobody sees it, and the comment is found by it. */
export const REVIEW_MARKER = '<!-- mainstay review -->';
/** Most characters of a comment. Source: GitHub refuses a longer body. */
export const MAX_COMMENT = 65_536;

/** What the comment is about, beside the changes. */
export interface MarkdownOptions extends ReviewWhole {
  readonly now: Instant;
  readonly sides: ComparedSides;
  readonly policy: ProposedPolicy;
  /** What could not be read of the rest, and what else there is to note, one message each. */
  readonly problems: readonly string[];
  readonly reasons: ReasonWords;
  /** Address of the folder with a page for every rule; undefined where none is known. */
  readonly rulePages: string | undefined;
}

/** Kept free for what stands around the rows: headings of tables, counts, the reasons of what is unknown. */
const RESERVE = 4_000;
/** Most reasons told of what is not known. */
const MAX_REASONS = 8;
/** Most UTF-16 units of a finding's message. */
const MAX_MESSAGE = 400;
const SHORT = 10;

/**
 * The review as a comment on a pull request: what changed in one line, dependencies with findings in a table, the others folded away, decisions of
 * the change, what is unknown, coverage. At most {@link MAX_COMMENT} characters: rows that do not fit are left out whole, and how many is said.
 */
export function reviewMarkdown(reviewed: readonly Reviewed[], options: MarkdownOptions): string {
  const { now, sides, policy, unusable = [], remarks = [] } = options;
  const problems = [...remarks, ...options.problems];
  const findings = reviewed.flatMap(({ assessment }) => assessment?.findings ?? []);
  const counts = kindCounts(reviewed);
  const changes = counts.length === 0 ? '' : `Dependencies: ${counts.join(', ')} · ${severityCounts(findings)}`;
  const isPart = unusable.length > 0;
  const title = [...(isPart ? [NOT_ALL] : []), changes].filter((text) => text !== '').join(' · ') || noChanges(remarks);
  const base = sides.mergeBase === null ? '' : ` (merge base ${sides.mergeBase.slice(0, SHORT)})`;
  const delta = options.trust === undefined ? '' : trustText(options.trust);
  const told = options.trust === undefined ? '' : trustSources(options.trust);
  const opening = [
    REVIEW_MARKER,
    `### ${title}`,
    `From ${forgeCode(sides.base)}${base} to ${sides.headCommit === null ? forgeText(sides.head) : forgeCode(sides.head)}, as of ${dayOf(now)}.`,
    ...(delta === '' ? [] : [`**${delta}**${told === '' ? '' : `<br>${told}`}`]),
  ];
  const ending = endingOf(reviewed, options);
  const strangers = elsewhereLines(reviewed);
  const space = spaceOf(MAX_COMMENT - RESERVE - [...opening, ...ending].join('\n\n').length);

  const loud = reviewed.filter(({ assessment }) => (assessment?.findings.length ?? 0) > 0).sort((a, b) => rank(a) - rank(b));
  const calm = reviewed.filter(({ assessment }) => (assessment?.findings.length ?? 0) === 0);
  const unread = space.take(unusable.map((message) => `- ${forgeText(message)}`));
  const strange = space.take(strangers);
  const loudRows = space.take(loud.map((one) => row(loudCells(one, options))));
  const proposals = space.take(proposalsIn(policy, reviewed).map(proposalLine));
  const { signoffs = [] } = options;
  const records = space.take(signoffs.map((signoff) => `- ${forgeText(signoffLine(signoff))}`));
  const said = space.take(problems.map((problem) => `- ${forgeText(problem)}`));
  const calmRows = space.take(calm.map((one) => row(calmCells(one, options))));
  const shown = loudRows.length + calmRows.length;
  return (
    [
      ...opening,
      ...listOf('**Could not be read**', unread, unusable.length),
      ...(shown === reviewed.length
        ? []
        : [
            `**${shown} of ${counted(reviewed.length, 'change')} are shown**, ${loudRows.length} of ${loud.length} with findings: a comment holds no more. \`mainstay review\` tells all.`,
          ]),
      ...listOf('**Taken from elsewhere**', strange, strangers.length),
      ...tableOf(['dependency', 'change', 'what is known', 'findings'], loudRows),
      ...listOf(
        `**Accepted in this change** (${policy.trusted ? 'trusted' : 'still counted, until the decision is merged'})`,
        proposals,
        policy.proposed.length,
      ),
      ...listOf(
        `**Approved in this change** (${policy.trusted ? 'trusted' : 'not counted until it is merged'})`,
        records,
        signoffs.length,
      ),
      ...listOf('**To note**', said, problems.length),
      ...(calmRows.length === 0
        ? []
        : [
            `<details><summary>${counted(calm.length, 'change')} without findings</summary>`,
            ...tableOf(['dependency', 'change', 'what is known'], calmRows),
            '</details>',
          ]),
      ...ending,
    ].join('\n\n') + '\n'
  );
}

/** Takes lines as long as they fit, each whole; what it took is gone for the next. */
function spaceOf(characters: number): { take(lines: readonly string[]): readonly string[] } {
  let left = characters;
  return {
    take(lines) {
      const taken: string[] = [];
      for (const line of lines) {
        if (line.length + 1 > left) break;
        left -= line.length + 1;
        taken.push(line);
      }
      return taken;
    },
  };
}

/** Loudest first; what is accepted comes last. */
function rank({ assessment }: Reviewed): number {
  return Math.min(SEVERITIES.length, ...speaking(assessment?.findings ?? []).map(({ severity }) => SEVERITIES.indexOf(severity)));
}

function loudCells(one: Reviewed, options: MarkdownOptions): readonly string[] {
  const findings = one.assessment?.findings ?? [];
  return [...calmCells(one, options), findings.map((finding) => findingText(finding, options)).join('<br>')];
}

function calmCells(
  { manifest, cameFrom, change, place, assessment, approval }: Reviewed,
  { now, reasons }: MarkdownOptions,
): readonly string[] {
  const where = forgeCode(`${manifest}${place === undefined ? '' : `:${place.startLine}`}`);
  const was = cameFrom === undefined ? '' : ` (was ${forgeCode(cameFrom)})`;
  const versions = versionsText(change);
  const more = [movedText(change), wayText(change), approval === undefined ? '' : approvalText(approval)]
    .filter((text) => text !== '')
    .map((text) => forgeText(text));
  return [
    `${forgeCode(change.dependency.name)}<br>${where}${was}`,
    [`${change.kind}${versions === '' ? '' : ` ${forgeCode(versions)}`}`, ...more, ...betweenMarkdown(change, assessment)].join(
      '<br>',
    ),
    assessment === undefined ? '' : defused(headline(assessment, now, reasons)),
  ];
}

function findingText(finding: Finding, { rulePages }: MarkdownOptions): string {
  const { rule, severity, message, accepted } = finding;
  const page = rulePages === undefined ? undefined : httpsUrl(`${rulePages}${rule}.md`);
  const name = page === undefined ? `\`${rule}\`` : `[\`${rule}\`](${page.href.replace(/[()]/g, encodeURIComponent)})`;
  const decided = decisionWords(finding);
  const word = accepted ? `accepted (${severity})` : `**${severity}**`;
  return `${word} ${name}: ${forgeText(withoutActions(message), MAX_MESSAGE)}${decided === '' ? '' : `<br>${forgeText(decided)}`}`;
}

function proposalLine({ decision, findings }: ReturnType<typeof proposalsIn>[number]): string {
  const about = findings === 0 ? 'nothing found here' : counted(findings, 'finding');
  return `- ${forgeCode(decisionName(decision))} until ${decision.until}: ${forgeText(decision.reason)} (${forgeText(decision.owner)}); ${about}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function tableOf(heads: readonly string[], rows: readonly string[]): readonly string[] {
  if (rows.length === 0) return [];
  return [[row(heads), row(heads.map(() => '---')), ...rows].join('\n')];
}

function listOf(title: string, lines: readonly string[], all: number): readonly string[] {
  if (all === 0) return [];
  const rest = all > lines.length ? [`- ${all - lines.length} more`] : [];
  return [`${title}\n\n${[...lines, ...rest].join('\n')}`];
}

/** What is unknown, by reason, in one line, and how much is known. */
function endingOf(reviewed: readonly Reviewed[], { now, reasons }: MarkdownOptions): readonly string[] {
  const all = reviewed
    .flatMap(({ assessment }) => assessment ?? [])
    .filter(({ dependency }) => dependency.target.kind !== 'local');
  const counts = new Map<string, number>();
  for (const assessment of all) {
    const whys = new Set(assessment.unknown.map((one) => whyUnknown(one, assessment, now, reasons)));
    for (const why of whys) counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  const told = [...counts].sort(([, a], [, b]) => b - a).slice(0, MAX_REASONS);
  const { known, needed, dependencies } = coverageOf(all);
  const lines = unknownText(unknownCounts(reviewed));
  return [
    ...(lines === '' ? [] : [lines]),
    ...(told.length === 0
      ? []
      : [
          `Something is unknown of: ${told.map(([why, count]) => `${count} (${forgeText(why)})`).join(', ')}. Unknown is neither good nor bad.`,
        ]),
    ...(needed === 0
      ? []
      : [
          `${known} of the ${needed} facts looked for are known (${percent(known / needed)}), of ${counted(dependencies, 'dependency', 'dependencies')}.`,
        ]),
  ];
}
