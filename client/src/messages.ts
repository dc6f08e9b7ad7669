/**
 * Every text that the client itself shows, by the place where it is seen. What the server says comes worded from `server/src/present`, titles of
 * commands and settings from package.json. Commands are named as the palette lists them, settings by their ids: tests hold both to package.json.
 */

/** The product by name: the status item, the output channel, titles. */
export const PRODUCT = 'Mainstay';

const REPORT = 'Dependency Report';
const NO_REASON = 'no reason given';
const DEPENDENCIES = ['direct dependency', 'direct dependencies'] as const;

/** Passing messages in the status bar: what a command did, or why it did not and what to do. Without full stop, after the product's name. */
export const confirmations = {
  inStatusBar: (text: string) => `${PRODUCT}: ${text}`,
  /** The server was never started, or was given up on: the same command helps. */
  notRunning: 'not running, “Mainstay: Refresh” starts it',
  /** The server runs and gave no answer, or could not be started; the output says why. */
  failed: 'that did not work, see “Mainstay: Show Output”',
  askingAgain: 'asking again',
  factsCleared: 'stored facts cleared',
  diagnosticsCopied: 'diagnostics copied, without names and paths',
};

/** Signing in to GitHub, and tokens of one's own. */
export const github = {
  notAsked: 'GitHub is not asked: see the settings mainstay.services.github and mainstay.privacy',
  /** Titles of the list of hosts, shown only where there are several. */
  signInWhere: 'Sign in to which host?',
  tokenForWhich: 'A token for which host?',
  signedIn: (host: string) => `signed in to ${host}, asking again`,
  /** `why` is VS Code's own message: the user said no, or there is no such provider here. */
  notSignedIn: (host: string, why: string | undefined) => `not signed in to ${host}: ${why ?? NO_REASON}`,
  tokenTitle: (host: string) => `Token for ${host}`,
  tokenPrompt: (host: string) => `Needs no scopes. Kept in the editor’s secret storage and sent to ${host} only.`,
  tokenTooShort: (least: number) => `A token has at least ${least} characters.`,
  tokenTooLong: (most: number) => `A token has at most ${most} characters.`,
  tokenMalformed: 'A token has no spaces and only letters, digits and signs of ASCII.',
  tokenKept: (host: string) => `token for ${host} kept, asking again`,
  noTokenKept: 'no token was kept',
  tokensForgotten: (hosts: readonly string[]) =>
    `forgotten: the ${hosts.length === 1 ? 'token' : 'tokens'} for ${hosts.join(', ')}`,
};

/** Accepting a finding, or all of a manifest. */
export const decisions = {
  /** Said where the command was run without a finding. */
  fromQuickFix: 'a finding is accepted from its quick fixes',
  acceptOne: (rule: string) => `Accept “${rule}”`,
  acceptAll: 'Accept every finding of this manifest',
  whyOne: 'Why is it accepted?',
  whyAll: 'Why are they accepted?',
  owner: 'Who answers for it?',
  lastDay: 'The last day it holds: the day to look again.',
  noDay: 'A day of the calendar as YYYY-MM-DD.',
  dayPassed: 'That day has passed: today is the earliest.',
  noText: 'A few words are needed.',
  textTooLong: (most: number) => `At most ${most} characters.`,
  accepted: (until: string) => `accepted until ${until}`,
};

/** Explaining a dependency or a rule. */
export const explaining = {
  noCursor: 'put the cursor on a dependency of a manifest first',
  notOpened: 'that manifest cannot be opened',
  noDependency: 'no dependency there',
  noFinding: 'no finding in that manifest',
  fromQuickFix: 'a rule is explained from a finding’s quick fixes',
  /** Of the progress in the status bar. */
  progress: `${PRODUCT}: looking it up`,
  /** The file name, and so the title, of the rendered card; `title` comes from the server. */
  /** A tab shows what follows the last slash: the scope must not be lost there. */
  document: (title: string) => `${title.replaceAll('/', '-')}.md`,
};

/** The privacy ledger as a document nobody can edit; its text is the server's where that can be asked. */
export const ledger = {
  document: `${PRODUCT} privacy ledger.txt`,
  notRunning: `The ledger is kept by the language server of ${PRODUCT}, which is not running. Nothing is sent while it is not.\n\n“Mainstay: Refresh” starts it.\n`,
  failed: 'The ledger could not be read: see “Mainstay: Show Output”.\n',
};

/** Views. */
export const views = {
  /** A line above the rows. */
  failed: 'This could not be found out: see “Mainstay: Show Output”.',
  /** What a click on a row does. */
  reveal: 'Reveal',
};

/** What cannot be done from a row of “Dependencies”. */
export const dependencies = {
  noFunding: 'nobody is known to ask for money there',
  notNamed: 'choose a dependency that a manifest names',
};

/** The report on the workspace's dependencies; what is shown in its panel holds no sign that HTML knows. */
export const report = {
  title: REPORT,
  titleOf: (workspace: string) => `${REPORT}: ${workspace}`,
  reading: 'The manifests are being read.',
  /** `counts` are the server's: `12 of 40 dependencies`. */
  asked: (counts: string) => `${counts} asked about.`,
  waiting: (progress: string) => `${progress} Closing this tab stops it.`,
  failed: 'The report could not be made: see “Mainstay: Show Output”.',
  saveTitle: `Export ${REPORT}`,
  file: 'dependency-report.html',
  saved: 'report saved',
  notSaved: (why: string) => `report not saved: ${why}`,
};

/** The diff that “Dependency Changes” opens. */
export const diff = {
  title: (file: string, commit: string) => `${file} (merge base ${commit.slice(0, 10)} ↔ now)`,
  fromRow: 'a diff is opened from a row of “Dependency Changes”',
  nothingBefore: 'there is nothing to compare with',
  noGit: 'switch on VS Code’s git extension to see what stood before',
};

/** The item in the status bar; its icons are told to nobody but the eye. */
export const statusLabel = {
  starting: `$(sync~spin) ${PRODUCT}`,
  failed: `$(error) ${PRODUCT}`,
  pendingIcon: '$(sync~spin) ',
  restrictedIcon: '$(workspace-untrusted) ',
  progress: (done: number, all: number) => `${PRODUCT} ${done}/${all}`,
  findings: (count: number) => `${PRODUCT} ${count}`,
  /** Opens what a screen reader says. */
  spoken: `${PRODUCT}.`,
};

/** The item's tooltip, and the list behind it: a sentence each. */
export const statusLines = {
  notStarted: 'Not started: open a package.json, pnpm-workspace.yaml or go.mod.',
  starting: 'Starting.',
  stopped: 'The language server stopped. See the output, then run “Mainstay: Refresh”.',
  restricted: 'Restricted mode: this workspace’s own .npmrc is not used. Trust the workspace to use it.',
  /** The offer to sign in, made here and nowhere else: no notification, no badge. */
  signIn: 'Not signed in to GitHub: who is active there is known in part at best. See “Mainstay: Sign in to GitHub”.',
  /** Of the manifest in the active editor, or of all open ones. */
  dependencies: (count: number, pending: number, ofOne: boolean) =>
    `${count === 0 ? `No ${DEPENDENCIES[0]}` : counted(count, ...DEPENDENCIES)} in ${ofOne ? 'this manifest' : 'open manifests'}${stillAsked(pending)}.`,
  allDependencies: (count: number, pending: number, manifests: number) =>
    `${counted(count, ...DEPENDENCIES)} in all ${manifests} open manifests${stillAsked(pending)}.`,
  /** What there is none of is not named. */
  findings: (of: { readonly warning: number; readonly information: number; readonly hint: number }, accepted: number) => {
    const named = [
      ...(of.warning > 0 ? [counted(of.warning, 'warning', 'warnings')] : []),
      ...(of.information > 0 ? [`${of.information} information`] : []),
      ...(of.hint > 0 ? [counted(of.hint, 'hint', 'hints')] : []),
      ...(accepted > 0 ? [`${accepted} accepted`] : []),
    ];
    return named.length === 0 ? 'No findings.' : `${named.join(', ')}.`;
  },
  unknown: (count: number, reason: string, helps: string | undefined) =>
    `${counted(count, 'fact', 'facts')} not known: ${reason}.${helps === undefined ? '' : ` What helps: ${helps}.`}`,
  unknownOtherwise: (count: number) => `${counted(count, 'fact', 'facts')} not known for other reasons.`,
};

/** What can be done from the list behind the item, as the palette calls it. */
export const statusActions = {
  signIn: '$(github) Sign in to GitHub',
  mirrors: '$(globe) Names on your mirror are public ones? Open the setting',
  refresh: '$(refresh) Refresh',
  ledger: '$(shield) Show Privacy Ledger',
  trust: '$(workspace-trusted) Manage workspace trust',
  output: '$(output) Show Output',
  diagnostics: '$(clippy) Copy Diagnostics for a Bug Report',
};

/** The client's own lines of a bug report. */
export const bugReportLines = {
  versions: (extension: string, editor: string, platform: string, remote: string | undefined) =>
    `${PRODUCT} ${extension} in VS Code ${editor} on ${platform}${remote === undefined ? '' : ` (remote: ${remote})`}`,
  platform: (system: string, processor: string, node: string) => `${system} ${processor}, Node ${node}`,
  noVersion: 'unknown',
  workspace: (trusted: boolean) => `Workspace: ${trusted ? 'trusted' : 'restricted mode'}`,
  /** It does not run, or failed at it; lines of the status item follow and tell which. */
  noReport: 'The language server gave no report of its own.',
};

/** Lines of the output channel. */
export const log = {
  notStarted: 'The language server did not start.',
  restarted: 'The language server ended and is started again.',
  leftAlone: 'The language server ended again and again and is left alone.',
  /** `what` is a request or a view, by its id. */
  failed: (what: string) => `${what} failed.`,
  tokensNotTold: 'GitHub tokens could not be told.',
  noSession: (provider: string) => `No session of ${provider}.`,
  secretsUnreadable: 'The secret storage cannot be read.',
  noReason: NO_REASON,
};

/** Why a request of the server's brought nothing, as its log has it: no more of an address than its host. */
export const network = {
  noAddress: 'what the server asked for is no address',
  userName: (host: string) => `${host}: an address with a user name is not asked`,
  notHttps: (host: string) => `${host}: only https is asked, or http on this machine`,
  notListed: (host: string) => `${host} is none of the hosts that ${PRODUCT} asks`,
  tooLarge: (maxBytes: number) => `the answer is larger than ${maxBytes} bytes`,
  timeout: 'no complete answer in time',
  /** `code` is the system's own word, such as `ECONNREFUSED`. */
  noConnection: (code: string | undefined) => `no connection${code === undefined ? '' : ` (${code})`}`,
};

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function stillAsked(pending: number): string {
  return pending > 0 ? `, ${pending} still being asked about` : '';
}
