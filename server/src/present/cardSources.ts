import type { Instant } from '../model/instant.ts';
import { dayOf, daysBetween, DAY_MS } from '../model/instant.ts';
import type { Evidence } from './cardRows.ts';
import { escapeMarkdown, linkTo } from './markdown.ts';

/** Sources as a reader would call them, by their ids. */
const NAMES: Readonly<Record<string, string | undefined>> = {
  'npm-registry': 'npm',
  'go-proxy': 'module proxy',
  'go-proxy-version': 'module proxy',
  'go-version': 'module proxy',
  'go-module-cache': 'module cache',
  'go-import-path': 'import path',
  'go-get': 'import path',
  'foundation-catalogue': 'foundation list',
};

/** Where a row's facts come from and as of when: each source once, linked where it has a page, the oldest date of each. */
export function sourcesOf(evidence: readonly Evidence[], now: Instant): string {
  const bySource = new Map<string, { readonly url: string; readonly asOf: Instant; readonly isStale: boolean }>();
  for (const { fact, maxAgeHours } of evidence) {
    if (fact.state === 'unknown') continue;
    const { source, url, fetchedAt, asOf = fetchedAt } = fact.from;
    const name = NAMES[source] ?? (source.startsWith('deps-dev') ? 'deps.dev' : source.startsWith('pkg') ? 'pkg.go.dev' : source);
    const isStale = Date.parse(now) - Date.parse(fetchedAt) > (maxAgeHours * DAY_MS) / 24;
    const held = bySource.get(name);
    if (!held) bySource.set(name, { url, asOf, isStale });
    else bySource.set(name, { url: held.url, asOf: asOf < held.asOf ? asOf : held.asOf, isStale: isStale || held.isStale });
  }
  return [...bySource]
    .map(([name, { url, asOf, isStale }]) => `${linkTo(name, url)} ${dateOf(asOf, now)}${isStale ? ', stale' : ''}`)
    .join(' · ');
}

function dateOf(at: Instant, now: Instant): string {
  return daysBetween(at, now) === 0 ? 'today' : escapeMarkdown(dayOf(at));
}
