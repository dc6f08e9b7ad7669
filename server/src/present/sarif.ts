import type { Assessment } from '../model/assessment.ts';
import type { Decision } from '../model/decision.ts';
import { withoutActions, type Finding, type Severity } from '../model/finding.ts';
import type { Instant } from '../model/instant.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { httpsUrl } from './markdown.ts';
import { plain } from './terminal.ts';
import type { TextRegion } from './textRegion.ts';

/** A judged dependency and where in which manifest it is told of. */
export interface Placed {
  /** From the root of the sources on, in any system's spelling. */
  readonly manifest: string;
  readonly assessment: Assessment;
  readonly place: TextRegion;
}

/** A rule as SARIF describes it. */
export interface RuleWords {
  readonly id: string;
  readonly title: string;
}

/** What the log is about, beside the findings. */
export interface SarifOptions {
  readonly version: string;
  readonly now: Instant;
  /** Every rule that may have spoken, in the registry's order. */
  readonly rules: readonly RuleWords[];
  /** Address of the folder with a page for every rule; undefined where none is known. */
  readonly rulePages: string | undefined;
  /** What could not be used at all, and what could not be read of the rest: one message each. */
  readonly unusable: readonly string[];
  readonly notes: readonly string[];
}

/** SARIF has no level between note and warning, and knows `none` for what is no problem at all. */
const LEVELS: Readonly<Record<Severity, 'warning' | 'note'>> = { warning: 'warning', information: 'note', hint: 'note' };

/**
 * The findings as a SARIF 2.1.0 log: a result for each, on the line and columns of its dependency (UTF-16 units). What a decision accepts is
 * there and suppressed; a decision that a change under review brings is `underReview`, which suppresses nothing. `partialFingerprints` hold rule,
 * package and subject: a result stays the same one wherever its line moves.
 */
export function sarifLog(placed: readonly Placed[], options: SarifOptions): object {
  const { version, now, rules, rulePages, unusable, notes } = options;
  const indexOf = new Map(rules.map(({ id }, at) => [id, at]));
  const notifications = [
    ...unusable.map((text) => notification('error', text)),
    ...notes.map((text) => notification('warning', text)),
  ];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Mainstay',
            semanticVersion: version,
            rules: rules.map(({ id, title }) => ({
              id,
              shortDescription: { text: title },
              ...(rulePages === undefined ? {} : pageOf(rulePages, id)),
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: unusable.length === 0,
            endTimeUtc: now,
            ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
          },
        ],
        results: placed.flatMap((one) =>
          one.assessment.findings.map((finding) => resultOf(one, finding, indexOf.get(finding.rule))),
        ),
      },
    ],
  };
}

function notification(level: 'error' | 'warning', text: string): object {
  return { level, message: { text: plain(text) } };
}

function pageOf(rulePages: string, id: string): object {
  const page = httpsUrl(`${rulePages}${id}.md`)?.href;
  return page === undefined ? {} : { helpUri: page };
}

function resultOf({ manifest, assessment, place }: Placed, finding: Finding, ruleIndex: number | undefined): object {
  const { dependency, version, standing } = assessment;
  const purl = purlOfDependency(dependency);
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[finding.severity],
    message: { text: messageText(`${dependency.name}: ${withoutActions(finding.message)}`) },
    locations: [
      { physicalLocation: { artifactLocation: { uri: relativeUri(manifest), uriBaseId: '%SRCROOT%' }, region: place } },
    ],
    partialFingerprints: { 'mainstay/v1': [finding.rule, purl ?? dependency.name, finding.subject ?? ''].join('|') },
    // All results of a run have the list, or none: an empty one says that this is not suppressed.
    suppressions: suppressionsOf(finding),
    properties: {
      severity: finding.severity,
      standing: standing.word,
      ...(purl === null ? {} : { purl }),
      ...(version === undefined ? {} : { version }),
    },
  };
}

/** Foreign words make no link: SARIF reads one in `[words](address)`, in plain text too. */
function messageText(text: string): string {
  return plain(text).replace(/\](?=\()/g, '] ');
}

function suppressionsOf({ accepted, proposed }: Finding): readonly object[] {
  if (accepted) return [{ kind: 'external', status: 'accepted', justification: justification(accepted.decision) }];
  if (proposed) return [{ kind: 'external', status: 'underReview', justification: justification(proposed.decision) }];
  return [];
}

function justification({ reason, owner, until }: Decision): string {
  return plain(`${reason} (${owner}, until ${until})`);
}

/** A path as a relative reference: parted by slashes, each part encoded. */
function relativeUri(path: string): string {
  return path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map((part) => encodeURIComponent(part).replaceAll('%40', '@'))
    .join('/');
}
