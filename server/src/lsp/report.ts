import type { PrivacyLedger } from '../engine/ledger.ts';
import type { Settings } from '../settings/settings.ts';
import { defaultThresholds, type ThresholdName } from '../model/thresholds.ts';
import type { Status } from '../protocol.ts';

/** What a bug report is made of. */
export interface Reported {
  readonly version: string;
  readonly editor: string;
  readonly runtime: string;
  readonly trusted: boolean;
  readonly throughClient: boolean;
  /** On how many GitHub hosts the user is signed in. */
  readonly signedIn: number;
  /** How many manifests of each kind are open, by the name of the format. */
  readonly manifests: ReadonlyMap<string, number>;
  readonly settings: readonly Settings[];
  readonly status: Status;
  readonly ledger: Pick<PrivacyLedger, 'totals'>;
}

/** A report as text: counts and switches only. No name, path, host, pattern or message is in it, so it can be pasted anywhere. */
export function reportText(report: Reported): string {
  const { status, ledger } = report;
  const totals = ledger.totals();
  const sum = (of: (one: (typeof totals)[number]) => number) => totals.reduce((all, one) => all + of(one), 0);
  const { warning, information, hint } = status.findings;
  const lines = [
    `Mainstay ${report.version} on ${report.runtime}`,
    `Editor: ${report.editor}`,
    `Workspace trusted: ${yes(report.trusted)}; requests through the editor: ${yes(report.throughClient)}; signed in to GitHub hosts: ${report.signedIn}`,
    `Open manifests: ${[...report.manifests].map(([kind, count]) => `${count} ${kind}`).join(', ') || 'none'}`,
    `Direct dependencies: ${status.dependencies}, asked about now: ${status.pending}`,
    `Findings: ${warning} warning, ${information} information, ${hint} hint; accepted: ${status.accepted}`,
    `Unknown: ${unknownText(status)}`,
    `Problems: ${status.problems.length}`,
    `Sent: ${sum(({ requests }) => requests)} requests to ${totals.length} hosts with ${sum(({ names }) => names)} names`,
    ...report.settings.map((one) => `Settings: ${settingsText(one)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** By reasons that name no host. */
function unknownText({ unknown }: Status): string {
  const counts = new Map<string, number>();
  for (const { why, count } of unknown) counts.set(why, (counts.get(why) ?? 0) + count);
  return [...counts].map(([why, count]) => `${count} ${why}`).join(', ') || 'nothing';
}

function settingsText(settings: Settings): string {
  const { privatePatterns, rules, thresholds, 'github.servers': servers, 'card.sections': sections, ...others } = settings;
  const plain = Object.entries(others).map(([name, value]) => `${name}=${String(value)}`);
  const own = Object.entries(defaultThresholds).filter(([name, value]) => thresholds[name as ThresholdName] !== value);
  const counted = {
    rules: Object.keys(rules).length,
    thresholds: own.length,
    privatePatterns: privatePatterns.length,
    'github.servers': servers.length,
    'card.sections': sections.length,
  };
  return [...plain, ...Object.entries(counted).map(([name, count]) => `${name}=${count}`)].join(' ');
}

function yes(is: boolean): string {
  return is ? 'yes' : 'no';
}
