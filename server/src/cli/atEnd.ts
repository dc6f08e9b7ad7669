import { unknownLines } from '../measures/unknownLines.ts';
import type { Session } from '../compose.ts';
import type { Assessment } from '../model/assessment.ts';
import { ledgerText } from '../present/ledgerText.ts';
import { percentKnown, type Gates } from './exitCode.ts';
import type { FailureLog } from './failureLog.ts';
import type { World } from './world.ts';

/** What a run has to say beside its report. */
export interface Ending {
  readonly failures: Pick<FailureLog, 'lines'>;
  readonly assessments: readonly Assessment[];
  /** One of each session; the same one may be named often. */
  readonly ledgers: readonly Session['ledger'][];
}

/** Says on standard error, after the report: what could not be asked, a gate of known facts that was missed, and the ledger where it was asked for. */
export function complainAtEnd(
  { failures, assessments, ledgers }: Ending,
  {
    verbose,
    requireKnown,
    unknownAtMost,
    ledger,
  }: {
    readonly verbose: boolean;
    readonly requireKnown: number | undefined;
    readonly unknownAtMost?: number | undefined;
    readonly ledger: boolean;
  },
  world: Pick<World, 'complain' | 'note'>,
): void {
  for (const line of failures.lines(verbose)) world.complain(line);
  for (const line of missedGates(assessments, { requireKnown, unknownAtMost })) world.complain(line);
  if (ledger) world.note(ledgerText([...new Set(ledgers)]));
}

/** Which gates of what is known were not met, and by how much; findings say of themselves that they do not pass. */
export function missedGates(
  assessments: readonly Assessment[],
  { requireKnown, unknownAtMost }: Pick<Gates, 'requireKnown' | 'unknownAtMost'>,
): readonly string[] {
  const known = percentKnown(assessments);
  const lines = unknownLines(assessments).length;
  return [
    ...(requireKnown !== undefined && known < requireKnown
      ? [`only ${known.toFixed(1)} % of the facts are known; --require-known asks for ${requireKnown} %`]
      : []),
    ...(unknownAtMost !== undefined && lines > unknownAtMost
      ? [
          `${lines} of ${assessments.length} lines that come in are unknown; --fail-on unknown>${unknownAtMost} asks for no more than ${unknownAtMost}`,
        ]
      : []),
  ];
}
