import { assess } from '../../../server/src/assess/assess.ts';
import { portfolioOf } from '../../../server/src/assess/portfolio.ts';
import type { Dependency } from '../../../server/src/model/manifest.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import { cardFacts } from '../../../server/src/present/cardFacts.ts';
import { reportHtml } from '../../../server/src/present/report/report.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { dependencyOn, viewOver } from '../assess/supposed.ts';

export const NOW = '2026-01-10T00:00:00.000Z';

/** A year of commits by the given people, busiest first. */
export function year(shares: readonly number[]): object {
  return {
    until: NOW,
    commits: shares.reduce((sum, one) => sum + one, 0),
    people: shares.length,
    active: shares.filter((one) => one >= 5).length,
    absenceFactor: 1,
    shares,
    months: Array.from({ length: 12 }, () => 5),
    busiestMonths: Array.from({ length: 12 }, () => null),
    lastCommit: NOW,
    sampled: false,
    leftOut: { botCommits: 0, botAccounts: 0, merges: 0 },
  };
}

/** A line of a manifest, judged by the facts supposed of it. */
export function lineOf(name: string, facts: Readonly<Record<string, unknown>>, more: Partial<Dependency> = {}) {
  const given = {
    dependency: dependencyOn(name, more),
    version: '1.0.0',
    view: viewOver(facts),
    moment: 'standing',
    now: NOW,
  } as const;
  return {
    manifest: 'package.json',
    assessment: assess(given, rules, { preset: 'recommended', rules: {}, thresholds: defaultThresholds }, cardFacts),
  };
}

/** The report on lines. */
export function pageOf(lines: Parameters<typeof portfolioOf>[0], more: Partial<Parameters<typeof reportHtml>[0]> = {}): string {
  return reportHtml({
    title: 'a folder',
    manifests: [...new Set(lines.map(({ manifest }) => manifest))],
    portfolio: portfolioOf(lines),
    policies: [],
    problems: [],
    now: NOW,
    reasons: {},
    rulePages: undefined,
    ...more,
  });
}

/** The words before the first heading of a section, or of the section by its id. */
export function wordsOf(html: string, id?: string): string {
  const [head = '', ...sections] = html.replace(/^[\s\S]*<main>/, '').split(/<h2 id="/);
  const found = id === undefined ? head : (sections.find((one) => one.startsWith(`${id}"`)) ?? '');
  return found
    .replace(/^[^<]*?"?>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** The cells of a row of a section's table, by the row's heading. */
export function cellsOf(html: string, id: string, heading: string): readonly string[] {
  const [, section = ''] = html.split(`<h2 id="${id}">`);
  const rows =
    section
      .split('<h2')[0]
      ?.replace(/<\/tr>[^<]*<\/tbody>.*/s, '')
      .split('<tr>') ?? [];
  const texts = rows.map((row) =>
    row
      .split(/<t[hd][^>]*>/)
      .slice(1)
      .map((cell) =>
        cell
          .replace(/<[^>]*>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      ),
  );
  return texts.find(([first]) => first === heading) ?? [];
}
