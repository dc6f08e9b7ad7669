import type { Counts, Status } from '../../server/src/protocol.ts';

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

/** Said here and nowhere else: no notification, no badge. */
const OFFER = 'Not signed in to GitHub: who is active there is known in part at best. See “Mainstay: Sign in to GitHub”.';

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
  const restricted = trusted
    ? []
    : ['Restricted mode: this workspace’s own .npmrc is not used, nor its settings about what is asked.'];
  if (state === 'stopped')
    return say('$(error) Mainstay', ['The language server stopped. See the output, then run “Mainstay: Refresh”.'], true);
  if (status === undefined) return say('$(sync~spin) Mainstay', ['Starting.', ...restricted], false);
  const own = status.manifests.find(({ uri }) => uri === active);
  const { dependencies, pending, findings, accepted, unknown } = own ?? status;
  const icon = pending > 0 ? '$(sync~spin) ' : trusted ? '' : '$(workspace-untrusted) ';
  const loud = findings.warning + findings.information;
  const text = pending > 0 ? `Mainstay ${dependencies - pending}/${dependencies}` : loud > 0 ? `Mainstay ${loud}` : 'Mainstay';
  return say(
    `${icon}${text}`,
    [
      `${counted(dependencies, 'direct dependency', 'direct dependencies')} in ${own ? 'this manifest' : 'open manifests'}${stillAsked(pending)}.`,
      `${counted(findings.warning, 'warning', 'warnings')}, ${findings.information} information, ${counted(findings.hint, 'hint', 'hints')}${accepted > 0 ? `, ${accepted} accepted` : ''}.`,
      ...restricted,
      ...unknownLines(unknown),
      ...(signedIn === false ? [OFFER] : []),
      ...(own && status.manifests.length > 1 ? [allTogether(status, status.manifests.length)] : []),
      ...status.problems,
    ],
    false,
  );
}

function stillAsked(pending: number): string {
  return pending > 0 ? `, ${pending} still being asked about` : '';
}

function allTogether({ dependencies, pending }: Counts, manifests: number): string {
  return `${counted(dependencies, 'direct dependency', 'direct dependencies')} in all ${manifests} open manifests${stillAsked(pending)}.`;
}

function say(text: string, details: readonly string[], failed: boolean): StatusText {
  return { text, spoken: ['Mainstay.', ...details].join(' '), details, failed };
}

function unknownLines(unknown: Status['unknown']): readonly string[] {
  const named = unknown
    .slice(0, MAX_REASONS)
    .map(({ reason, count }) => `${counted(count, 'fact', 'facts')} not known: ${reason}.`);
  const rest = unknown.slice(MAX_REASONS).reduce((sum, { count }) => sum + count, 0);
  return rest > 0 ? [...named, `${counted(rest, 'fact', 'facts')} not known for other reasons.`] : named;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
