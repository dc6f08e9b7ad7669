import type { Counting } from '../model/counting.ts';
import type { Decision } from '../model/decision.ts';
import type { ThresholdName } from '../model/thresholds.ts';
import type { Chosen } from './choices.ts';

/** What a team decided, as far as its file says so. */
export interface TeamPolicy {
  readonly preset?: 'quiet' | 'recommended' | 'strict';
  /** Exceptions by rule id. */
  readonly rules: Readonly<Record<string, Chosen>>;
  readonly thresholds: Readonly<Partial<Record<ThresholdName, number>>>;
  readonly privatePatterns: readonly string[];
  readonly people: Counting;
  readonly decisions: readonly Decision[];
}

/** The policy of a team that decided nothing. */
export const noPolicy: TeamPolicy = {
  rules: {},
  thresholds: {},
  privatePatterns: [],
  people: { bots: [], aliases: [] },
  decisions: [],
};
