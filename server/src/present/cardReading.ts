import type { Fact, FactKey, FactView } from '../model/fact.ts';

/** One row of a card: what, its value in Markdown, and the facts it rests on. */
export interface Row {
  readonly label: string;
  readonly value: string;
  readonly evidence: readonly Evidence[];
}

/** A known fact under a row, with the age from which it counts as stale. */
export interface Evidence {
  readonly fact: Fact<unknown>;
  readonly maxAgeHours: number;
}

/** Reads facts for one row, which then rests on those that were known. */
export interface Reading {
  /** The value, undefined where it is not known. */
  get<T>(key: FactKey<T>): T | undefined;
  /** What is said of the value; empty where it is not known. The row rests on it only where something is said. */
  say<T>(key: FactKey<T>, words: (value: T) => string): string;
  /** The row of the parts that say something. */
  row(label: string, parts: readonly string[]): Row;
}

/** The type of a fact's values. */
export type ValueOf<K> = K extends FactKey<infer T> ? T : never;

/** Begins a row. */
export function reading(view: FactView): Reading {
  const evidence: Evidence[] = [];
  return {
    get(key) {
      const fact = view.get(key);
      if (fact.state === 'unknown') return undefined;
      evidence.push({ fact, maxAgeHours: key.maxAgeHours });
      return fact.value;
    },
    say(key, words) {
      const fact = view.get(key);
      const said = fact.state === 'known' ? words(fact.value) : '';
      if (said !== '') evidence.push({ fact, maxAgeHours: key.maxAgeHours });
      return said;
    },
    row: (label, parts) => ({ label, value: parts.filter((part) => part !== '').join(' · '), evidence }),
  };
}
