import type { Fact } from '../model/fact.ts';
import { dayOf, daysBetween, DAY_MS, type Instant } from '../model/instant.ts';
import type { Evidence } from './cardReading.ts';
import { escapeMarkdown, linkTo } from './markdown.ts';

/** Sources as a reader would call them, by their ids; licences that ask for it are named. */
const NAMES: Readonly<Record<string, string | undefined>> = {
  'npm-registry': 'npm',
  'go-proxy': 'module proxy',
  'go-proxy-version': 'module proxy',
  'go-version': 'module proxy',
  'go-module-cache': 'module cache',
  'go-import-path': 'import path',
  'go-get': 'import path',
  'foundation-catalogue': 'foundation list',
  'deps-dev-projects': 'deps.dev / OpenSSF Scorecard',
  ecosystems: 'ecosyste.ms (CC BY-SA 4.0)',
  'ecosystems-accounts': 'ecosyste.ms (CC BY-SA 4.0)',
};

/** A source as a reader would call it. */
export function sourceName(source: string): string {
  const known = NAMES[source];
  if (known !== undefined) return known;
  if (source.startsWith('deps-dev')) return 'deps.dev';
  if (source.startsWith('github')) return 'GitHub';
  return source.startsWith('pkg') ? 'pkg.go.dev' : source;
}

/**
 * Where a row's facts come from and as of when: each source once, linked where it has a page, the oldest date of each, and the age of what
 * was asked longer ago than it stays fresh. `isPast`: `now` is an earlier day, which is written out.
 */
export function sourcesOf(evidence: readonly Evidence[], now: Instant, isPast = false): string {
  const bySource = new Map<string, { readonly url: string; readonly asOf: Instant; readonly staleDays: number }>();
  for (const { fact, maxAgeHours } of evidence) {
    if (fact.state === 'unknown') continue;
    const { source, url, fetchedAt, asOf = fetchedAt } = fact.from;
    const name = sourceName(source);
    // A list that does not name it has no page about it.
    const page = source === 'foundation-catalogue' && fact.value === null ? '' : url;
    const isStale = Date.parse(now) - Date.parse(fetchedAt) > (maxAgeHours * DAY_MS) / 24;
    const staleDays = isStale ? daysBetween(fetchedAt, now) : 0;
    const held = bySource.get(name);
    if (!held) bySource.set(name, { url: page, asOf, staleDays });
    else
      bySource.set(name, {
        url: held.url,
        asOf: asOf < held.asOf ? asOf : held.asOf,
        staleDays: Math.max(staleDays, held.staleDays),
      });
  }
  const byDate = new Map<string, string[]>(); // a date that several share is said once
  for (const [name, { url, asOf, staleDays }] of bySource) {
    const date = `${isPast ? escapeMarkdown(dayOf(asOf)) : dateOf(asOf, now)}${ageOf(staleDays)}`;
    byDate.set(date, [...(byDate.get(date) ?? []), linkTo(name, url)]);
  }
  return [...byDate].map(([date, names]) => `${names.join(', ')} ${date}`).join(' · ');
}

/** A fact's source and date in words, for a line that has no column for them: `npm, today`. */
export function sourceWords(
  { from: { source, fetchedAt, asOf = fetchedAt } }: Extract<Fact<unknown>, { state: 'known' }>,
  now: Instant,
): string {
  return `${escapeMarkdown(sourceName(source))}, ${dateOf(asOf, now)}`;
}

function ageOf(staleDays: number): string {
  return staleDays < 1 ? '' : ` (${staleDays === 1 ? '1 day' : `${staleDays} days`} old)`;
}

function dateOf(at: Instant, now: Instant): string {
  return dayOf(at) === dayOf(now) ? 'today' : escapeMarkdown(dayOf(at));
}
