import { findingKey, SEVERITIES, speaking, type Finding } from '../model/finding.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { purlKey } from '../model/purl.ts';
import type { DependencyLine } from './dependencyLine.ts';

/** One package of the workspace, with every line that means it: those that ask for it first. */
export interface Package {
  readonly key: string;
  readonly lines: readonly DependencyLine[];
  /** As judged where most is known of it. */
  readonly best: DependencyLine;
  readonly findings: readonly Found[];
}

/** Something that a rule found, and the line it found it at. */
export interface Found {
  readonly finding: Finding;
  readonly line: DependencyLine;
}

/** The packages that lines mean; those that no package stands behind (paths, addresses) are left out. */
export function packagesOf(lines: readonly DependencyLine[]): readonly Package[] {
  const groups = new Map<string, DependencyLine[]>();
  for (const line of [...lines.filter(({ direct }) => direct), ...lines.filter(({ direct }) => !direct)]) {
    const purl = purlOfDependency(line.assessment.dependency);
    if (purl === null) continue;
    const key = purlKey(purl);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  return [...groups].flatMap(([key, group]) => {
    const best = group.reduce((most, one) => (knownOf(one) > knownOf(most) ? one : most));
    return [{ key, lines: group, best, findings: foundIn(group) }];
  });
}

function knownOf({ assessment }: DependencyLine): number {
  return assessment.coverage.known;
}

/** What rules found at any of the lines, each once, loudest first and what is accepted last. */
function foundIn(lines: readonly DependencyLine[]): readonly Found[] {
  const found = new Map<string, Found>();
  for (const line of lines)
    for (const finding of line.assessment.findings) {
      const key = findingKey(finding);
      if (!found.has(key)) found.set(key, { finding, line });
    }
  const rank = ({ finding }: Found) => SEVERITIES.indexOf(finding.severity) + (finding.accepted ? SEVERITIES.length : 0);
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}

/** What was found about it and nobody accepted, loudest first. */
export function loudOf({ findings }: Package): readonly Finding[] {
  return speaking(findings.map(({ finding }) => finding));
}

/** How many findings are warnings that nobody accepted. */
export function warningsIn(packages: readonly Package[]): number {
  return packages.flatMap(loudOf).filter(({ severity }) => severity === 'warning').length;
}
