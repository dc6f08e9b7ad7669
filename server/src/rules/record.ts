import { defaultThresholds, type ThresholdName, type Thresholds } from '../model/thresholds.ts';
import records from './record.json';

/** Project-years that a rule flagged in the back-test, and how many of them went quiet within two years. */
interface Flagged {
  readonly flagged: number;
  readonly dormant: number;
}

const byRule: Readonly<Record<string, Flagged | undefined>> = records;

/**
 * What a signal is worth, from the back-test on recorded histories (`npm run backtest`, which writes `record.json`): a sentence with a blank
 * before it, empty where there is no record, or where a team judges by thresholds of its own.
 */
export function recordWords(id: string, thresholds: Thresholds): string {
  // It was taken with the thresholds as they come; a part of a rule (`fading-silent`) is judged by the rule's own.
  const rule = id.replace(/-silent$/, '');
  const isOwn = Object.entries(defaultThresholds).some(
    ([name, value]) => name.startsWith(`${rule}.`) && thresholds[name as ThresholdName] !== value,
  );
  if (isOwn) return '';
  const record = byRule[id];
  if (record === undefined || record.flagged === 0) return '';
  return ` Of ${record.flagged} project-years like this in our back-test, ${record.dormant} went quiet.`;
}
