import * as z from 'zod/mini';
import { daysBetween, type Instant } from '../../model/instant.ts';
import { RepositoryAnswer } from './answers.ts';

/** Days for which facts may stand unasked while nothing moves: the window of activity slides on though nobody commits. */
const MAX_DAYS = 7;

/** What a repository's facts held are known by: GitHub's id of it, when they were gathered, and what was seen of what moves. */
export interface Validator {
  readonly id: string;
  readonly gatheredAt: Instant;
  readonly seen: string;
}

const Stored = z.tuple([z.literal(1), z.string(), z.string(), z.string()]);

/** The validator of facts gathered now; undefined where GitHub did not tell enough. */
export function validatorOf(answer: RepositoryAnswer, gatheredAt: Instant): string | undefined {
  const seen = seenIn(answer);
  return answer.id === undefined || seen === undefined ? undefined : JSON.stringify([1, answer.id, gatheredAt, seen]);
}

/**
 * Reads a validator; undefined where there is none, or where the facts are so old that they are gathered anew whether anything moved or not:
 * the year of activity, open issues and funding links age without a push. Never throws.
 */
export function readValidator(text: string | undefined, now: Instant): Validator | undefined {
  if (text === undefined) return undefined;
  const stored = z.safeParse(Stored, parsed(text));
  if (!stored.success) return undefined;
  const [, id, gatheredAt, seen] = stored.data;
  const age = daysBetween(gatheredAt, now);
  return age >= 0 && age < MAX_DAYS ? { id, gatheredAt, seen } : undefined;
}

/** Whether the repository is as it was seen: same name, state, licence, newest release and default branch, and nothing pushed. */
export function isUnmoved({ id, seen }: Validator, node: unknown): boolean {
  const answer = z.safeParse(RepositoryAnswer, node);
  return answer.success && answer.data.id === id && seenIn(answer.data) === seen;
}

/** Undefined where the three were not told by which every push shows; whatever else GitHub does not tell must stay untold. */
function seenIn(answer: RepositoryAnswer): string | undefined {
  const { nameWithOwner, isArchived, isDisabled, pushedAt, licenseInfo, latestRelease, defaultBranchRef } = answer;
  const head = defaultBranchRef === null ? null : defaultBranchRef?.target?.oid;
  if (nameWithOwner === undefined || pushedAt === undefined || head === undefined) return undefined;
  return [nameWithOwner, isArchived, isDisabled, pushedAt, licenseInfo?.spdxId, latestRelease?.tagName, head]
    .map(String)
    .join(' ');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // written by another version, or damaged: asked anew
    throw error;
  }
}
