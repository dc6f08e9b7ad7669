import { SEVERITIES, type Severity } from '../model/finding.ts';
import { httpsUrl } from '../present/markdown.ts';
import { rules } from '../rules/index.ts';
import { readSettings } from '../settings/settings.ts';
import { UsageError } from './usageError.ts';

// What options take. Each throws {@link UsageError} for a value that is none.

/** One of the words allowed. */
export function oneOf<T extends string>(flag: string, given: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === given);
  if (found === undefined) throw new UsageError(`${flag} takes ${allowed.join(', ')}; not “${given}”`);
  return found;
}

/** Patterns of private names, several in one value as in GOPRIVATE. An empty one would hide nothing in silence, so it is refused. */
export function patterns(given: readonly string[]): readonly string[] {
  const all = given.flatMap((value) => value.split(',')).map((pattern) => pattern.trim());
  if (all.some((pattern) => pattern === '' || pattern.length > 200))
    throw new UsageError('--private takes patterns of names such as @acme/* or corp.example.org/*, not an empty or overlong one');
  return all;
}

/** Host names of servers, several in one value or not. */
export function servers(given: readonly string[]): readonly string[] {
  const all = given.flatMap((value) => value.split(',')).map((host) => host.trim());
  if (readSettings({ 'github.servers': all }, rules).problems.length > 0)
    throw new UsageError('--github-server takes host names of GitHub Enterprise servers such as github.example.org');
  return all;
}

/** An address of a folder: https, as every link in a report. */
export function rulePages(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const url = httpsUrl(given);
  if (url === undefined || url.search !== '' || url.hash !== '')
    throw new UsageError('--rule-pages takes the https address of the folder with the pages about rules');
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

/** A percentage from 0 to 100; undefined where none is given. */
export function percent(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const number = Number(given.replace(/%$/, ''));
  if (!/^\d+(\.\d+)?%?$/.test(given) || number > 100)
    throw new UsageError(`--require-known takes a percentage from 0 to 100; not “${given}”`);
  return number;
}

/** What makes a run fail: the least severity, and the most lines of which nothing decisive is known; undefined where those are not counted. */
export interface FailOn {
  readonly failOn: Severity | 'never';
  readonly unknownAtMost: number | undefined;
}

/** What `--fail-on` takes, several in one value or not: of severities the last counts, as everywhere; `unknown>n` stands beside them. */
export function failOn(given: readonly string[]): FailOn {
  let severity: Severity | 'never' = 'warning';
  let unknownAtMost: number | undefined;
  for (const word of given.flatMap((value) => value.split(',')).map((one) => one.trim())) {
    const most = /^unknown\s*>\s*(\d{1,9})$/.exec(word)?.[1];
    if (most !== undefined) unknownAtMost = Number(most);
    else if (word.startsWith('unknown'))
      throw new UsageError(
        `--fail-on takes 'unknown>n', n from 0 up and in quotes, or the shell reads > as a file; not “${word}”`,
      );
    else severity = oneOf('--fail-on', word, [...SEVERITIES, 'never'] as const);
  }
  return { failOn: severity, unknownAtMost };
}
