import { subjectKey, type Subject } from '../model/subject.ts';

/** When something last came to be held of each subject, counted in answers: what was judged by others needs no new judgement. */
export interface Answers {
  /** Grows with every answer. */
  count(): number;
  /** Something came to be held of these, or is no longer. */
  about(subjects: Iterable<Subject>): void;
  /** All may be otherwise now. */
  aboutAll(): void;
  /** Whether something came after `count` of one of the subjects, given by their keys. */
  since(count: number, subjects: readonly string[]): boolean;
}

/** No answer yet. */
export function countAnswers(): Answers {
  const last = new Map<string, number>();
  let count = 0;
  let ofAll = 0;
  return {
    count: () => count,
    about(subjects) {
      count += 1;
      for (const subject of subjects) last.set(subjectKey(subject), count);
    },
    aboutAll() {
      count += 1;
      ofAll = count;
      last.clear();
    },
    since: (before, subjects) => ofAll > before || subjects.some((key) => (last.get(key) ?? 0) > before),
  };
}
