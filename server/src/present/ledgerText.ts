import { count, counted } from './numbers.ts';
import { plain } from './terminal.ts';

/** The parts of a privacy ledger that are shown. */
export interface ShownLedger {
  entries(): readonly {
    readonly at: string;
    readonly host: string;
    readonly source: string;
    readonly names: readonly string[];
    readonly status: number | undefined;
  }[];
  totals(): readonly {
    readonly host: string;
    readonly requests: number;
    readonly names: number;
    readonly bytesSent: number;
    readonly bytesReceived: number;
  }[];
  forgotten(): { readonly requests: number; readonly names: number };
}

/** Every name sent, to which host and when, then the totals by host. */
export function ledgerText(ledgers: readonly ShownLedger[]): string {
  const lines = ledgers.flatMap((ledger) => [
    ...ledger
      .entries()
      .map(
        ({ at, host, source, names, status }) =>
          `${at}  ${host}  ${source}  ${status ?? 'no answer'}  ${names.map(plain).join(' ')}`,
      ),
    ...(ledger.forgotten().requests > 0 ? [`(${counted(ledger.forgotten().requests, 'earlier request')} only counted)`] : []),
    ...ledger
      .totals()
      .map(
        ({ host, requests, names, bytesSent, bytesReceived }) =>
          `${host}: ${counted(requests, 'request')}, ${counted(names, 'name')}, ${counted(bytesSent, 'byte')} sent, ${count(bytesReceived)} received`,
      ),
  ]);
  return lines.length === 0 ? 'Nothing was sent.\n' : `Sent from this machine:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
