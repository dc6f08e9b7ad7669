const HOUR_MS = 3_600_000;

/** An amount per hour, counted over a window that slides. */
export interface Budget {
  /** 0 while something is left; else the ms after which there will be. */
  waitMs(): number;
  spend(amount: number): void;
}

/** A budget of `perHour`. The last spending may overshoot it: what an answer costs is known only once it is there. */
export function createBudget(perHour: number, now: () => number): Budget {
  let spent: { readonly at: number; readonly amount: number }[] = [];
  let total = 0;

  function forget(): void {
    const horizon = now() - HOUR_MS;
    const kept = spent.filter(({ at }) => at > horizon);
    if (kept.length === spent.length) return;
    spent = kept;
    total = spent.reduce((sum, { amount }) => sum + amount, 0);
  }

  return {
    waitMs() {
      forget();
      let left = total;
      for (const { at, amount } of spent) {
        if (left < perHour) break;
        left -= amount;
        if (left < perHour) return Math.max(1, at + HOUR_MS - now());
      }
      return 0;
    },
    spend(amount) {
      if (amount <= 0) return;
      spent.push({ at: now(), amount });
      total += amount;
    },
  };
}
