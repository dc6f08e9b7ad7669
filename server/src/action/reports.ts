import { setOutput, summary } from '@actions/core';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReviewCommand } from '../cli/reviewArguments.ts';
import { reportText, type ReviewResult } from '../cli/reviewReport.ts';
import type { World } from '../cli/world.ts';
import { SEVERITIES, speaking } from '../model/finding.ts';

/** Largest job summary of one step, bytes. Source: GitHub's workflow commands, "step isolation and limits". */
const MAX_SUMMARY = 1024 * 1024;

/** The review, rendered once in each format that is told of. */
export interface Reports {
  readonly markdown: string;
  readonly sarif: string;
  readonly json: string;
}

/** Renders a review. */
export async function reportsOf(result: ReviewResult, command: ReviewCommand, world: World): Promise<Reports> {
  const [markdown, sarif, json] = await Promise.all(
    (['markdown', 'sarif', 'json'] as const).map((format) => reportText(result, { ...command, format }, world)),
  );
  return { markdown: markdown ?? '', sarif: sarif ?? '', json: json ?? '' };
}

/** Writes the reports into a folder of this run's own, and their paths into the outputs. */
export async function writeReports({ markdown, sarif, json }: Reports, env: World['env']): Promise<void> {
  const folder = await mkdtemp(join(env['RUNNER_TEMP'] ?? tmpdir(), 'mainstay-'));
  const files = [
    ['markdown', 'review.md', markdown],
    ['sarif', 'review.sarif', sarif],
    ['json', 'review.json', json],
  ] as const;
  for (const [format, name, text] of files) {
    await writeFile(join(folder, name), text);
    setOutput(`${format}-path`, join(folder, name));
  }
}

/** Writes the job summary. Answers why it could not be, if it could not. */
export async function writeSummary(markdown: string): Promise<string | undefined> {
  if (Buffer.byteLength(markdown) > MAX_SUMMARY) return 'the job summary would be too large';
  try {
    await summary.addRaw(markdown).write({ overwrite: true });
    return undefined;
  } catch (error) {
    if (error instanceof Error) return 'the job summary could not be written: this runner has no file for it';
    throw error;
  }
}

/** Counts, for the steps that follow. */
export function setCounts({ reviewed }: ReviewResult): void {
  const findings = reviewed.flatMap(({ assessment }) => assessment?.findings ?? []);
  const loud = speaking(findings);
  setOutput('changes', reviewed.length);
  setOutput('findings', loud.length);
  setOutput('has-findings', loud.length > 0);
  for (const severity of SEVERITIES) setOutput(severity, loud.filter((finding) => finding.severity === severity).length);
  setOutput('accepted', findings.length - loud.length);
}
