import * as z from 'zod/mini';
import { THRESHOLDS, type ThresholdName } from '../model/thresholds.ts';

/** A rule as far as a choice about it needs to know it. */
export interface KnownRule {
  readonly id: string;
  readonly title: string;
}

/** How loud a rule may be told to be. */
export const LOUDNESS = ['off', 'hint', 'information', 'warning'] as const;
/** One of {@link LOUDNESS}. */
export type Chosen = (typeof LOUDNESS)[number];

/** The loudness of each rule there is, by its id. */
export function rulesByName(rules: readonly KnownRule[]): Readonly<Record<string, z.ZodMiniType<Chosen>>> {
  return Object.fromEntries(rules.map(({ id, title }) => [id, z.enum(LOUDNESS).check(z.meta({ description: title }))]));
}

/** A number for each threshold there is, by its name, with its default and range. */
export function thresholdsByName(): Readonly<Record<string, z.ZodMiniType<number>>> {
  const names = Object.keys(THRESHOLDS) as ThresholdName[]; // the very keys the type is made of
  return Object.fromEntries(
    names.map((name) => {
      const { value, least, most, words } = THRESHOLDS[name];
      const described = z.meta<number>({ description: `${words}.`, default: value });
      return [name, z.number().check(z.minimum(least), z.maximum(most), described)];
    }),
  );
}

/** An object in which every name may stand, and no other. */
export function someOf<T>(byName: Readonly<Record<string, z.ZodMiniType<T>>>) {
  return z.strictObject(Object.fromEntries(Object.entries(byName).map(([name, schema]) => [name, z.optional(schema)])));
}
