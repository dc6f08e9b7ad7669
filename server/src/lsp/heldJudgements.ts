import type { Line } from '../engine/gather.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Moment } from '../model/finding.ts';
import type { Instant } from '../model/instant.ts';
import type { Depth } from '../model/source.ts';
import type { OpenedSession } from './sessions.ts';

/** Judges lines by what is held, asking nobody, and no line twice by the same facts. */
export interface HeldJudgements {
  of(opened: OpenedSession, line: Line, moment: Moment, asked: Depth | undefined): Assessment;
}

interface Kept {
  readonly assessment: Assessment;
  /** Keys of the subjects it was judged by. */
  readonly subjects: readonly string[];
  /** The answers counted when it was last known to hold. */
  count: number;
}

/** Two generations: what is not looked at while one fills is forgotten with it, such as what was typed on the way. */
interface Memo {
  /** Other windows' facts are seen an hour later at the latest, and a day begins. */
  readonly hour: string;
  young: Map<string, Kept>;
  old: ReadonlyMap<string, Kept>;
}

/** Judgements in a generation: more than a manifest has lines, but for the largest. */
const GENERATION = 4_096;

/**
 * A judgement is kept until something comes to be held of a subject that it rests on, so that an answer costs the lines it is about and a keystroke the line
 * it changed, however many others there are.
 */
export function createHeldJudgements(now: () => Instant): HeldJudgements {
  const memos = new WeakMap<OpenedSession, Memo>();

  function memoOf(opened: OpenedSession): Memo {
    const held = memos.get(opened);
    const hour = now().slice(0, 'YYYY-MM-DDTHH'.length);
    if (held?.hour === hour) return held;
    const memo: Memo = { hour, young: new Map(), old: new Map() };
    memos.set(opened, memo);
    return memo;
  }

  return {
    of(opened, line, moment, asked) {
      const memo = memoOf(opened);
      const { ecosystem, target, scope, name, requirement, optional, indirect } = line.dependency;
      const was = line.before && [line.before.dependency.target, line.before.locked];
      const key = JSON.stringify([
        ecosystem,
        scope,
        name,
        requirement,
        target,
        optional,
        indirect,
        line.locked,
        line.host,
        asked,
        moment,
        was,
      ]);
      const kept = memo.young.get(key) ?? memo.old.get(key);
      const count = opened.answers.count();
      const holds = kept !== undefined && (kept.count === count || !opened.answers.since(kept.count, kept.subjects));
      const found: Kept = holds ? kept : { ...opened.session.held(line, moment, asked), count };
      found.count = count;
      if (memo.young.get(key) !== found) {
        if (memo.young.size >= GENERATION) {
          memo.old = memo.young;
          memo.young = new Map();
        }
        memo.young.set(key, found);
      }
      return found.assessment;
    },
  };
}
