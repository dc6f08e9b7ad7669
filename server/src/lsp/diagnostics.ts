import { DiagnosticSeverity, DiagnosticTag, type Diagnostic, type DiagnosticRelatedInformation } from 'vscode-languageserver';
import { repository } from '../facts/package.ts';
import { SEVERITIES, speaking, type Finding, type Severity } from '../model/finding.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { repositoryKey } from '../model/subject.ts';
import { toRange } from './convert.ts';
import type { Judged } from './judging.ts';
import type { OpenManifest } from './openManifests.ts';

/** Name under which diagnostics appear. */
export const SOURCE = 'mainstay';
/** Most lines of related information; a repository of a hundred packages says the same a hundred times. */
const MAX_RELATED = 20;

const LEVEL = {
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const satisfies Record<Severity, DiagnosticSeverity>;

/** Rules that say the line stands on something that has ended: editors strike it through. */
const ENDED = new Set(['archived', 'deprecated']);

/** What travels with a diagnostic, so that code actions need no memory. */
export interface DiagnosticData {
  readonly purl: string | null;
  readonly rule: string;
}

/** How diagnostics are laid out. */
export interface DiagnosticsLayout {
  /** The client shows related information; for others it follows in the message. */
  readonly related: boolean;
  /** Address of the folder with a page for every rule: what it means, when it is wrong, how a maintainer can answer it. */
  readonly rulePages: string | undefined;
}

interface Said extends Judged {
  readonly finding: Finding;
}

/**
 * One diagnostic per repository of a manifest: its worst finding, on the first line that has it; whatever else was found of the repository
 * is related information.
 */
export function diagnosticsOf(manifest: OpenManifest, judged: readonly Judged[], layout: DiagnosticsLayout): Diagnostic[] {
  const byRepository = new Map<string, Said[]>();
  for (const one of judged) {
    for (const finding of speaking(one.assessment.findings)) {
      const key = repositoryOf(one);
      byRepository.set(key, (byRepository.get(key) ?? []).concat({ ...one, finding }));
    }
  }
  return [...byRepository.values()].flatMap((all) => {
    const [worst, ...rest] = all.toSorted((a, b) => rank(a) - rank(b));
    return worst ? [diagnostic(manifest, worst, rest, layout)] : [];
  });
}

function rank({ finding }: Said): number {
  return SEVERITIES.indexOf(finding.severity);
}

function repositoryOf({ dependency, assessment }: Judged): string {
  const home = assessment.facts.get(repository);
  return home.state === 'known' ? repositoryKey(home.value.repository) : (purlOfDependency(dependency) ?? dependency.name);
}

function diagnostic(
  manifest: OpenManifest,
  { dependency, finding }: Said,
  rest: readonly Said[],
  { related, rulePages }: DiagnosticsLayout,
): Diagnostic {
  const document = manifest.document();
  const data: DiagnosticData = { purl: purlOfDependency(dependency), rule: finding.rule };
  const shown = rest.slice(0, MAX_RELATED);
  return {
    range: toRange(document, dependency.spans.whole),
    severity: LEVEL[finding.severity],
    source: SOURCE,
    code: finding.rule,
    ...(rulePages === undefined ? {} : { codeDescription: { href: `${rulePages}${finding.rule}.md` } }),
    message: related ? messageOf(finding) : [messageOf(finding), ...shown.map(asText)].join('\n'),
    data,
    ...(ENDED.has(finding.rule) ? { tags: [DiagnosticTag.Deprecated] } : {}),
    ...(related && shown.length > 0
      ? {
          relatedInformation: shown.map((said): DiagnosticRelatedInformation => ({
            location: { uri: manifest.uri, range: toRange(document, said.dependency.spans.whole) },
            message: asText(said),
          })),
        }
      : {}),
  };
}

/** What was found, and why a decision about it holds no longer. */
function messageOf({ message, returned }: Finding): string {
  return returned?.because === undefined ? message : `${message} (${returned.because})`;
}

function asText({ dependency, finding }: Said): string {
  return `${dependency.name}: ${messageOf(finding)} (${finding.rule})`;
}
