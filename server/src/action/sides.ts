import { UsageError } from '../cli/usageError.ts';
import type { Event } from './event.ts';

/** What is compared: the change's own commit, not the merge commit that is checked out, so that lines are those of the pull request. */
export interface Sides {
  readonly base: string;
  readonly head: string;
  /** What a person calls them. */
  readonly names: { readonly base: string; readonly head: string };
}

const SHORT = 10;

/** The sides that the workflow names, else those of the event. Throws {@link UsageError} where neither tells. */
export function sidesOf(
  event: Event,
  given: { readonly base: string | undefined; readonly head: string | undefined },
  env: Readonly<Record<string, string | undefined>>,
): Sides {
  const { pull, group } = event;
  const base = given.base ?? pull?.base.sha ?? group?.base;
  const head = given.head ?? pull?.head.sha ?? group?.head ?? env['GITHUB_SHA'];
  if (base === undefined || head === undefined)
    throw new UsageError(`“${event.name}” is no event of a pull request: say with base what to compare with`);
  for (const [name, revision] of [['base', base] as const, ['head', head] as const]) {
    if (!isRevision(revision)) throw new UsageError(`${name} takes a branch, tag or commit; not “${revision.slice(0, 80)}”`);
  }
  const nameOf = (revision: string, side: { readonly ref: string; readonly sha: string } | undefined) =>
    revision === side?.sha ? side.ref : revision;
  const ref = nameOf(head, pull?.head);
  return {
    base,
    head,
    names: { base: nameOf(base, pull?.base), head: ref === head ? head : `${ref} (${head.slice(0, SHORT)})` },
  };
}

/** As git allows names of branches and tags, so that the two of a comparison cannot run into each other. */
function isRevision(name: string): boolean {
  return /^[^\s~^:?*[\\\u0000-\u001f\u007f-][^\s~^:?*[\\\u0000-\u001f\u007f]{0,249}$/.test(name) && !name.includes('..');
}
