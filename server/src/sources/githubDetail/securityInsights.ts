import * as z from 'zod/mini';
import type { Instant } from '../../model/instant.ts';
import { insightsStatus, quoted, type Said } from './words.ts';
import { readYaml } from './yaml.ts';

const maybe = <T extends z.ZodMiniType>(shape: T) => z.catch(z.optional(shape), undefined);
const word = maybe(z.string());
const State = maybe(z.object({ status: word, stage: word, 'bug-fixes-only': maybe(z.boolean()) }));
/** Security Insights: `project-lifecycle` in version 1, `repository` in version 2 (OpenSSF, security-insights-spec). */
const Insights = z.object({
  header: maybe(z.object({ 'last-reviewed': maybe(z.unknown()), 'last-updated': maybe(z.unknown()) })),
  'project-lifecycle': State,
  repository: State,
});

/**
 * The state a SECURITY-INSIGHTS file gives the project; undefined where it gives none that is known. "Bug fixes only" of an active project is
 * maintenance mode. Dated by the file's own last review.
 */
export function saidInInsights(text: string): Said | undefined {
  const read = z.safeParse(Insights, readYaml(text));
  if (!read.success) return undefined;
  const { header, repository, 'project-lifecycle': lifecycle } = read.data;
  const state = repository?.status === undefined ? lifecycle : repository;
  const given = state?.status ?? state?.stage;
  const status = given === undefined ? undefined : insightsStatus(given);
  if (state === undefined || given === undefined || status === undefined) return undefined;
  const onlyFixes = status === 'active' && state['bug-fixes-only'] === true;
  const since = dayIn(header?.['last-reviewed']) ?? dayIn(header?.['last-updated']);
  const line = lineOf(text, onlyFixes ? 'bug-fixes-only' : 'status');
  return {
    status: onlyFixes ? 'maintenance-mode' : status,
    words: quoted(onlyFixes ? 'bug-fixes-only: true' : `status: ${given}`),
    ...(since === undefined ? {} : { since }),
    ...(line === 0 ? {} : { line }),
  };
}

function dayIn(value: unknown): Instant | undefined {
  const day = typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] : undefined;
  return day === undefined || Number.isNaN(Date.parse(day)) ? undefined : day;
}

function lineOf(text: string, key: string): number {
  return text.split('\n').findIndex((line) => line.trim().startsWith(`${key}:`)) + 1;
}
