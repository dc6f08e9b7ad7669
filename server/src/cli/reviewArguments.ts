import type { Severity } from '../model/finding.ts';
import { UsageError } from './usageError.ts';

/** What `review` and `check` have in common: how to ask and what to fail on. */
interface Asking {
  readonly as: string | undefined;
  readonly format: 'text' | 'json' | 'markdown' | 'sarif';
  readonly offline: boolean;
  readonly cache: boolean;
  readonly ledger: boolean;
  readonly verbose: boolean;
  /** The policy that counts: the repository's own (undefined), none (null), or this file. */
  readonly policy: string | null | undefined;
  /** Address of the folder with a page for every rule, ending in a slash; undefined where none is given. */
  readonly rulePages: string | undefined;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly failOn: Severity | 'never';
  readonly requireKnown: number | undefined;
  /** Most lines that may be unknown; undefined for no gate. */
  readonly unknownAtMost: number | undefined;
}

/** `mainstay review`: what to compare, how to ask and what to fail on. */
export interface ReviewCommand extends Asking {
  readonly command: 'review';
  /** Two versions of one manifest as files; undefined where git tells. */
  readonly files: { readonly before: string; readonly after: string } | undefined;
  /** What the change is to be merged into; undefined for the default branch. */
  readonly base: string | undefined;
  /** The change; undefined for the working tree. */
  readonly head: string | undefined;
  /** The policy that the change brings counts, instead of the merge base's. */
  readonly trustHeadPolicy: boolean;
}

/** Options that only `review` and `approve` take. */
export const REVIEW_OPTIONS = {
  base: { type: 'string' },
  head: { type: 'string' },
  manifest: { type: 'string' },
  'trust-head-policy': { type: 'boolean' },
} as const;

/** Their names. */
const OWN: readonly string[] = Object.keys(REVIEW_OPTIONS);
/** Options of other commands. */
const FOREIGN: readonly string[] = ['direct', 'detail', 'as-of'];

/** The first of them among those given to another command. */
export function reviewOption(given: readonly string[]): string | undefined {
  return given.find((name) => OWN.includes(name));
}

interface GivenOptions {
  readonly base?: string | undefined;
  readonly head?: string | undefined;
  readonly manifest?: string | undefined;
  readonly 'trust-head-policy'?: boolean | undefined;
}

/** Which command is read, the names of all options given, and the words beside them. */
interface Said {
  readonly command: 'review' | 'approve';
  readonly given: readonly string[];
  readonly words: readonly string[];
}

/** Reads what is said to `review`, or to `approve` as far as it is the same. Throws {@link UsageError}. */
export function readReview(
  { base, head, manifest, 'trust-head-policy': trustHeadPolicy = false }: GivenOptions,
  { command, given, words }: Said,
  asking: Asking,
): ReviewCommand {
  if (trustHeadPolicy && asking.policy !== undefined)
    throw new UsageError(
      '--trust-head-policy is about the policy of the repository: it goes with neither --policy nor --no-policy',
    );
  const foreign = given.find((name) => FOREIGN.includes(name));
  if (foreign !== undefined) throw new UsageError(`${command} takes no --${foreign}`);
  if (manifest === undefined) {
    if (asking.as !== undefined) throw new UsageError(`${command} takes --as with --manifest only`);
    if (words.length > 0) throw new UsageError(`${command} takes no paths: it compares the repository it is run in (see --help)`);
    return { command: 'review', files: undefined, base, head, trustHeadPolicy, ...asking };
  }
  if (trustHeadPolicy) throw new UsageError('--manifest compares two files: there is no policy of a change to trust');
  const [after, ...more] = words;
  if (after === undefined || more.length > 0) throw new UsageError('--manifest takes two files: one before, one after');
  if (base !== undefined || head !== undefined)
    throw new UsageError('--manifest compares two files: it goes with neither --base nor --head');
  return { command: 'review', files: { before: manifest, after }, base, head, trustHeadPolicy, ...asking };
}
