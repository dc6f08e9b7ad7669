import type { Ledger, Sending } from '../model/ports.ts';

/** One line of the ledger: which names went to which host, when, and what came back. */
export interface LedgerEntry extends Sending {
  /** Undefined while under way, and where no answer came. */
  readonly status: number | undefined;
  /** Bytes of the body as they came over the wire (compressed where the host compresses). */
  readonly bytesReceived: number;
}

/** What went to one host since the ledger was opened, forgotten entries included. */
export interface HostTotals {
  readonly host: string;
  readonly requests: number;
  readonly names: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

/** The privacy ledger, as shown on request. It keeps hosts and names, never addresses, headers or bodies, so no credentials either. */
export interface PrivacyLedger extends Ledger {
  /** Oldest first. */
  entries(): readonly LedgerEntry[];
  /** By host in alphabetical order. */
  totals(): readonly HostTotals[];
  /** What was dropped from {@link entries} to keep within bounds. */
  forgotten(): { readonly requests: number; readonly names: number };
}

/** Hosts counted apart; further ones are counted together. A manifest can make Mainstay meet arbitrarily many (`?go-get=1`). */
const MAX_HOSTS = 1000;
const OTHER_HOSTS = '(other hosts)';

type Open<T> = { -readonly [K in keyof T]: T[K] };

/** A ledger of the last `maxNames` names sent (a request without names counts as one); older requests survive as counts only. */
export function ledger({ maxNames = 20_000 }: { readonly maxNames?: number } = {}): PrivacyLedger {
  let kept: Open<LedgerEntry>[] = [];
  let first = 0; // entries before it are forgotten; the array is cut now and then, not on every request
  let weight = 0;
  const lost = { requests: 0, names: 0 };
  const hosts = new Map<string, Open<HostTotals>>();

  function totalsOf(host: string): Open<HostTotals> {
    const name = hosts.has(host) || hosts.size < MAX_HOSTS ? host : OTHER_HOSTS;
    const totals = hosts.get(name) ?? { host: name, requests: 0, names: 0, bytesSent: 0, bytesReceived: 0 };
    hosts.set(name, totals);
    return totals;
  }

  function forgetOldest(): void {
    while (weight > maxNames && first < kept.length) {
      const oldest = kept[first++];
      if (!oldest) break;
      weight -= weightOf(oldest);
      lost.requests += 1;
      lost.names += oldest.names.length;
    }
    if (first > 1000 && first > kept.length / 2) {
      kept = kept.slice(first);
      first = 0;
    }
  }

  return {
    sending(sending) {
      const entry: Open<LedgerEntry> = { ...sending, names: [...sending.names], status: undefined, bytesReceived: 0 };
      const totals = totalsOf(sending.host);
      totals.requests += 1;
      totals.names += entry.names.length;
      totals.bytesSent += entry.bytesSent;
      kept.push(entry);
      weight += weightOf(entry);
      forgetOldest();
      return ({ status, bytesReceived }) => {
        entry.status = status;
        entry.bytesReceived = bytesReceived;
        totals.bytesReceived += bytesReceived;
      };
    },
    entries: () => kept.slice(first).map((entry) => ({ ...entry })),
    totals: () => [...hosts.values()].map((totals) => ({ ...totals })).sort((a, b) => (a.host < b.host ? -1 : 1)),
    forgotten: () => ({ ...lost }),
  };
}

function weightOf({ names }: LedgerEntry): number {
  return Math.max(1, names.length);
}
