import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { diagnosticsOf } from '../../server/src/lsp/diagnostics.ts';
import type { Judged } from '../../server/src/lsp/judging.ts';
import type { OpenManifest } from '../../server/src/lsp/openManifests.ts';
import { repository } from '../../server/src/facts/package.ts';
import { repositoryKey } from '../../server/src/model/subject.ts';

/** How much is said of lines: numbers that add up over manifests. */
export interface Volume {
  readonly lines: number;
  /** Repositories of a manifest, summed over manifests: each may have one diagnostic. */
  readonly repositories: number;
  readonly warnings: number;
  readonly informations: number;
  readonly hints: number;
  /** Diagnostics by `rule:severity`. */
  readonly byRule: Readonly<Record<string, number>>;
}

/** Nothing looked at. */
const NONE: Volume = { lines: 0, repositories: 0, warnings: 0, informations: 0, hints: 0, byRule: {} };

/** What the editor would put under the lines of one manifest: one diagnostic per repository, its worst finding. */
export function volumeOf(manifest: OpenManifest, judged: readonly Judged[]): Volume {
  const said = diagnosticsOf(manifest, judged, { related: true, rulePages: undefined });
  const homes = new Set(
    judged.map(({ dependency, assessment }) => {
      const home = assessment.facts.get(repository);
      return home.state === 'known' ? repositoryKey(home.value.repository) : dependency.name;
    }),
  );
  const byRule: Record<string, number> = {};
  for (const { code, severity } of said) {
    const key = `${code ?? ''}:${WORDS[severity ?? DiagnosticSeverity.Hint]}`;
    byRule[key] = (byRule[key] ?? 0) + 1;
  }
  return {
    lines: judged.length,
    repositories: homes.size,
    warnings: counted(said, DiagnosticSeverity.Warning),
    informations: counted(said, DiagnosticSeverity.Information),
    hints: counted(said, DiagnosticSeverity.Hint),
    byRule,
  };
}

/** The sum of what is said of several manifests. */
export function sumOf(volumes: readonly Volume[]): Volume {
  return volumes.reduce((sum, one) => {
    const byRule = { ...sum.byRule };
    for (const [key, count] of Object.entries(one.byRule)) byRule[key] = (byRule[key] ?? 0) + count;
    return {
      lines: sum.lines + one.lines,
      repositories: sum.repositories + one.repositories,
      warnings: sum.warnings + one.warnings,
      informations: sum.informations + one.informations,
      hints: sum.hints + one.hints,
      byRule,
    };
  }, NONE);
}

const WORDS: Readonly<Record<DiagnosticSeverity, string>> = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'information',
  [DiagnosticSeverity.Hint]: 'hint',
};

function counted(said: readonly Diagnostic[], level: DiagnosticSeverity): number {
  return said.filter(({ severity }) => severity === level).length;
}
