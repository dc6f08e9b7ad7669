import type { Status } from '../../server/src/protocol.ts';
import { PRODUCT, statusLabel, statusLines } from './messages.ts';

/** What there is to say in the status bar. */
export interface StatusText {
  /** Short; may hold `$(icon)`s. */
  readonly text: string;
  /** The same for a screen reader. */
  readonly spoken: string;
  /** Plain lines for the tooltip and the list behind the item, most important first. */
  readonly details: readonly string[];
  /** The server cannot work at all. */
  readonly failed: boolean;
}

/** Where the server stands: on its way, working, or given up on. */
export type ServerState = 'starting' | 'running' | 'stopped';

/** How many reasons for unknown facts are named one by one. */
const MAX_REASONS = 5;

/** What is to be laid out. */
export interface Situation {
  readonly state: ServerState;
  /** What the server said last, if anything yet. */
  readonly status: Status | undefined;
  /** Address of the manifest in the active editor: the item speaks of it alone, as items of the status bar do. */
  readonly active: string | undefined;
  readonly trusted: boolean;
  /** Whether the user is signed in to GitHub; undefined where that is not known, or GitHub is not to be asked. */
  readonly signedIn: boolean | undefined;
}

/** Lays out what the server said of the active manifest; of all open ones where it knows no active one. */
export function statusText({ state, status, active, trusted, signedIn }: Situation): StatusText {
  const restricted = trusted ? [] : [statusLines.restricted];
  if (state === 'stopped') return say(statusLabel.failed, [statusLines.stopped], true);
  if (status === undefined) return say(statusLabel.starting, [statusLines.starting, ...restricted], false);
  const own = status.manifests.find(({ uri }) => uri === active);
  const { dependencies, pending, findings, accepted, unknown } = own ?? status;
  const icon = pending > 0 ? statusLabel.pendingIcon : trusted ? '' : statusLabel.restrictedIcon;
  const loud = findings.warning + findings.information;
  const text =
    pending > 0 ? statusLabel.progress(dependencies - pending, dependencies) : loud > 0 ? statusLabel.findings(loud) : PRODUCT;
  return say(
    `${icon}${text}`,
    [
      statusLines.dependencies(dependencies, pending, own !== undefined),
      statusLines.findings(findings, accepted),
      ...restricted,
      ...unknownLines(unknown),
      ...(signedIn === false ? [statusLines.signIn] : []),
      ...(own && status.manifests.length > 1
        ? [statusLines.allDependencies(status.dependencies, status.pending, status.manifests.length)]
        : []),
      ...status.problems,
    ],
    false,
  );
}

function say(text: string, details: readonly string[], failed: boolean): StatusText {
  return { text, spoken: [statusLabel.spoken, ...details].join(' '), details, failed };
}

function unknownLines(unknown: Status['unknown']): readonly string[] {
  const named = unknown.slice(0, MAX_REASONS).map(({ reason, count, helps }) => statusLines.unknown(count, reason, helps));
  const rest = unknown.slice(MAX_REASONS).reduce((sum, { count }) => sum + count, 0);
  return rest > 0 ? [...named, statusLines.unknownOtherwise(rest)] : named;
}
