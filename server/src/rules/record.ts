import records from './record.json';

/** Project-years that a rule flagged in the back-test, and how many of them went quiet within two years. */
interface Flagged {
  readonly flagged: number;
  readonly dormant: number;
}

const byRule: Readonly<Record<string, Flagged | undefined>> = records;

/**
 * What a signal is worth, from the back-test on recorded histories (`npm run backtest`, which writes `record.json`): a sentence with a blank
 * before it, empty where there is no record.
 */
export function recordWords(id: string): string {
  const record = byRule[id];
  if (record === undefined || record.flagged === 0) return '';
  return ` Of ${record.flagged} project-years like this in our back-test, ${record.dormant} went quiet.`;
}
