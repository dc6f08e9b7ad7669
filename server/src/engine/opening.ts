/** So many questions of one package each are a crowd: a first batch that speaks of all of them goes before. */
const CROWD = 30;
/** Longest time in ms that a crowd waits for such batches. */
const OPENING_MS = 1_000;

/**
 * The opening of a gathering: batches that speak of all dependencies go first and alone, so that something is known of each of a thousand
 * after a handful of requests. It is over when those that left first are back, after a second at the latest.
 */
export interface Opening {
  /** Something is asked while all was at rest: a new opening. */
  begin(): void;
  /** A batch that can speak of all waits to leave. */
  calls(): void;
  /** Such a batch left. Returns what to call when it is back. */
  leaves(): () => void;
  /** Whether so many questions of one package each are to wait. */
  holds(questions: number): boolean;
  isOver(): boolean;
}

/** An opening that is over; `ended` is called at the end of each. */
export function createOpening(ended: () => void): Opening {
  let over = true;
  let called = false;
  let away = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function end(): void {
    if (over) return;
    over = true;
    clearTimeout(timer);
    ended();
  }

  return {
    begin() {
      clearTimeout(timer);
      over = false;
      called = false;
      away = 0;
      // What is asked first is asked at once: nobody who could speak of all is waited for that was not called by then.
      timer = setTimeout(() => {
        if (!called) {
          end();
          return;
        }
        timer = setTimeout(end, OPENING_MS);
        timer.unref();
      }, 0);
    },
    calls() {
      called = true;
    },
    leaves() {
      if (over) return () => undefined;
      away += 1;
      return () => {
        away -= 1;
        if (away === 0) end();
      };
    },
    holds: (questions) => !over && called && questions >= CROWD,
    isOver: () => over,
  };
}
