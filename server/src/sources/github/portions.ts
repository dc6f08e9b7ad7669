import type { Missing } from '../../model/fact.ts';
import { UpstreamFailure } from '../../model/failure.ts';
import type { Instant } from '../../model/instant.ts';
import type { Observation } from '../../model/source.ts';
import { isTooHeavy } from './question.ts';

/** Things in a row that were too much even alone, after which the rest is given up: then it is not the things. */
const MAX_LONE_FAILURES = 3;

/** What one question brought: what it says, and the things it did not get to for want of time or room, with the reason. */
export interface Portion<T> {
  readonly said: readonly Observation[];
  readonly again: ReadonlyMap<T, Missing>;
}

/** How a list of things is asked about, some at a time. */
export interface Portioning<T> {
  /** Most things in one question. */
  readonly most: number;
  /** Asks one question. Throws `UpstreamFailure` where nothing came of it. */
  ask(things: readonly T[]): Promise<Portion<T>>;
  /** The last question about one thing that was too much even alone: for what is cheap of it. Throws as `ask` does. */
  askLess?(thing: T, why: Missing): Promise<readonly Observation[]>;
  /** What is said of a thing that nothing was learnt of. */
  giveUp(thing: T, why: Missing, until: Instant | undefined): readonly Observation[];
  readonly signal: AbortSignal;
}

/**
 * Asks about all things, one question after the other. A question that is too much is halved, down to a single thing, and those after it stay
 * as small, unless a single thing was to blame; things left out of an answer are asked about again in halves. The number of questions is
 * bounded: each settles something or is halved. A failure that is not about size (refused, limited, unreachable) ends it: what is left is given up for
 * that reason.
 */
export async function* inPortions<T>(things: readonly T[], how: Portioning<T>): AsyncGenerator<Observation> {
  const fresh = [...things];
  const broken: (readonly T[])[] = [];
  let size = how.most;
  let loneFailures = 0;
  function* giveUp(some: readonly T[], { why, until }: Reason): Generator<Observation> {
    for (const thing of some) yield* how.giveUp(thing, why, until);
  }

  for (;;) {
    const portion = broken.pop() ?? fresh.splice(0, size);
    const [first, ...others] = portion;
    if (first === undefined) return;
    const { said, again, failure } = await attempt(() => how.ask(portion), portion);
    yield* said;
    const end = endIn(failure, how.signal);
    if (end) {
      yield* giveUp([...portion, ...broken.flat(), ...fresh], end);
      return;
    }
    const why = again.get(first);
    if (again.size === 0) {
      loneFailures = 0;
    } else if (others.length > 0 || why === undefined) {
      if (failure) size = Math.min(size, Math.ceil(portion.length / 2));
      broken.push(...halves([...again.keys()]));
    } else {
      size = how.most; // it was this one, not the number of them
      const last = await attempt(
        async () => ({ said: (await how.askLess?.(first, why)) ?? [], again: new Map<T, Missing>() }),
        [first],
      );
      yield* last.said;
      const lastEnd = endIn(last.failure, how.signal);
      if (lastEnd) {
        yield* giveUp([first, ...broken.flat(), ...fresh], lastEnd);
        return;
      }
      if (last.said.length === 0) yield* giveUp([first], { why, until: undefined });
      loneFailures = last.said.length === 0 ? loneFailures + 1 : 0;
      if (loneFailures >= MAX_LONE_FAILURES) {
        yield* giveUp([...broken.flat(), ...fresh], { why, until: undefined });
        return;
      }
    }
  }
}

type Reason = Pick<UpstreamFailure, 'why' | 'until'>;

/** The failure after which nothing more is asked. */
function endIn(failure: UpstreamFailure | undefined, { aborted }: AbortSignal): UpstreamFailure | undefined {
  return failure && (aborted || !isTooHeavy(failure)) ? failure : undefined;
}

async function attempt<T>(
  ask: () => Promise<Portion<T>>,
  things: readonly T[],
): Promise<Portion<T> & { readonly failure?: UpstreamFailure }> {
  try {
    return await ask();
  } catch (failure) {
    if (!(failure instanceof UpstreamFailure)) throw failure;
    return { said: [], again: new Map(things.map((thing) => [thing, failure.why])), failure };
  }
}

/** The first half is the last: it is taken from the end. */
function halves<T>(things: readonly T[]): readonly (readonly T[])[] {
  const half = Math.ceil(things.length / 2);
  return things.length < 2 ? [things] : [things.slice(half), things.slice(0, half)];
}
