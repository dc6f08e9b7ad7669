/** Tells the client, once for many changes, that what it shows is out of date. */
export interface Telling {
  /** Something changed. */
  touch(): void;
  stop(): void;
}

/** `tell` runs `ms` after the first change, never twice at once; changes meanwhile are told of afterwards. */
export function createTelling(tell: () => Promise<void>, ms: number | (() => number), failed: (error: unknown) => void): Telling {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let telling = false;
  let again = false;
  let stopped = false;

  async function run(): Promise<void> {
    timer = undefined;
    telling = true;
    try {
      await tell();
    } catch (error) {
      failed(error);
    }
    telling = false;
    if (again) touch();
  }

  function touch(): void {
    again = telling;
    if (stopped || telling || timer !== undefined) return;
    timer = setTimeout(() => void run(), typeof ms === 'number' ? ms : ms());
  }

  return {
    touch,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
