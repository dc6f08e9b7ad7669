/**
 * What the client and the server agree on beside the Language Server Protocol: all the client may import. Plain data and names only.
 */

/** The manifests Mainstay reads, as globs for document selectors and watchers; a repository test holds them equal to the ecosystems'. */
export const MANIFEST_GLOBS = ['**/package.json', '**/pnpm-workspace.yaml', '**/go.mod'] as const;

/** The file of a team's policy, at the top of a repository. */
export const POLICY_FILE = '.mainstay.json';

/** Folders whose manifests are other people's: never read. */
export const IGNORED_FOLDERS = ['node_modules', 'vendor', 'testdata', 'bower_components'] as const;

/** What the client says of itself when it starts the server; every field may be missing in other editors. */
export interface InitializationOptions {
  /** Hovers may hold pictures (SVG data URIs). */
  readonly pictures?: boolean;
  /** Hovers may hold `$(icon)`s. */
  readonly icons?: boolean;
  /** The workspace is trusted: its own files may configure requests. Default true outside VS Code. */
  readonly trusted?: boolean;
  /** HTTP goes through {@link HTTP_REQUEST} to the client instead of the server's own sockets. */
  readonly httpThroughClient?: boolean;
  /** Path of a folder of Mainstay's own for stored facts; empty: store nothing. Absent: the user's cache folder. */
  readonly storage?: string;
  /** The client asks for a decision's reason, owner and day itself: its {@link ASK_TO_ACCEPT_COMMAND} stands behind the actions that accept. */
  readonly asksToAccept?: boolean;
  /** The client shows Markdown: its {@link EXPLAIN_COMMAND} and {@link EXPLAIN_RULE_COMMAND} stand behind the actions that explain. */
  readonly explains?: boolean;
  /** The client validates {@link POLICY_FILE} by its schema: the server tells only what no schema can. */
  readonly validatesPolicy?: boolean;
}

/** Request, server → client: one HTTP exchange, carried out by the client's own network stack. No redirects are followed. */
export const HTTP_REQUEST = 'mainstay/http';

/** Parameters of {@link HTTP_REQUEST}. */
export interface HttpExchange {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Bytes of decoded body after which the client gives up. */
  readonly maxBytes: number;
  /** Milliseconds after which the client gives up. */
  readonly timeoutMs: number;
}

/** Answer to {@link HTTP_REQUEST}: whatever the host said, or why there was no answer. Header names are lower case. */
export type HttpOutcome =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly text: string;
      readonly bytes: number;
    }
  | { readonly kind: 'failure'; readonly why: 'offline' | 'timeout' | 'too-large'; readonly message: string };

/** Request, server → client, once at start: the hosts the client may contact for the server (`host:port` where not the default). */
export const ALLOWED_HOSTS_REQUEST = 'mainstay/allowedHosts';

/** Parameters of {@link ALLOWED_HOSTS_REQUEST}. `anyHttps`: import-path pages of modules may be on any public host. */
export interface AllowedHosts {
  readonly hosts: readonly string[];
  readonly anyHttps: boolean;
}

/** Notification, server → client: what the status item shows. */
export const STATUS_NOTIFICATION = 'mainstay/status';

/** Counts over direct dependencies. */
export interface Counts {
  readonly dependencies: number;
  /** Dependencies still being asked about. */
  readonly pending: number;
  readonly findings: { readonly warning: number; readonly information: number; readonly hint: number };
  /** Findings that somebody accepted; not among those above. */
  readonly accepted: number;
  /**
   * Facts not known, by reason, most frequent first: in words, which may name a host, and by a word of the model's that names nothing; with what helps to
   * know more where something does.
   */
  readonly unknown: readonly { readonly reason: string; readonly why: string; readonly count: number; readonly helps?: string }[];
}

/** Parameters of {@link STATUS_NOTIFICATION}: the counts of all open manifests together, then of each. */
export interface Status extends Counts {
  readonly manifests: readonly (Counts & { readonly uri: string })[];
  /** What could not be used of settings and client configuration, one message each. */
  readonly problems: readonly string[];
  /** A manifest's names all stay here because they are asked of a mirror: the setting {@link MIRRORS_SETTING} may be what is missing. */
  readonly behindMirror?: true;
}

/** The setting that says that names on mirrors are public. */
export const MIRRORS_SETTING = 'mainstay.publicMirrors';

/** Request, client → server: ask again about everything that is open. */
export const REFRESH_REQUEST = 'mainstay/refresh';
/** Request, client → server: the privacy ledger as text. */
export const LEDGER_REQUEST = 'mainstay/ledger';
/** Request, client → server: forget every fact held. */
export const CLEAR_REQUEST = 'mainstay/clearFacts';
/** Request, client → server: what a bug report needs, as text without names, paths or credentials. */
export const REPORT_REQUEST = 'mainstay/report';
/** Notification, client → server: the workspace became trusted. */
export const TRUSTED_NOTIFICATION = 'mainstay/trusted';

/**
 * Notification, client → server: where the user is signed in to GitHub, in place of all that was told before. Best right after the start.
 * Kept in memory only. Tokens are never part of the initialization options, which editors write into their logs.
 */
export const GITHUB_SESSION_NOTIFICATION = 'mainstay/githubSession';

/** Parameters of {@link GITHUB_SESSION_NOTIFICATION}: tokens by host in lower case, `github.com` or one of `mainstay.github.servers`. */
export interface GitHubSession {
  readonly tokens: Readonly<Record<string, string>>;
}

/**
 * Notification, client → server: the diffs that are shown now, in place of all that was told before. A text that is no file and on no right side
 * of a diff answers hovers, and no more.
 */
export const DIFF_PAIRS_NOTIFICATION = 'mainstay/diffPairs';

/** Parameters of {@link DIFF_PAIRS_NOTIFICATION}, addresses as the documents are opened under. */
export interface ShownDiffs {
  readonly pairs: readonly { readonly original: string; readonly modified: string }[];
  /** Documents of those that also stand in an editor of their own: a file that is compared with another is still a file. */
  readonly alone?: readonly string[];
}

/** Request, client → server: the rows of one of Mainstay's views; the answer is a {@link Tree}. May take long, and can be cancelled. */
export const TREE_REQUEST = 'mainstay/tree';
/** Notification, server → client: the rows of a view may be others now; its `held` goes into the request that follows. */
export const TREE_CHANGED_NOTIFICATION = 'mainstay/treeChanged';

/** The view of what a branch changes among dependencies. */
export const REVIEW_VIEW = 'mainstay.review';
/** The view of all dependencies of the workspace. */
export const DEPENDENCIES_VIEW = 'mainstay.dependencies';

/** What may be chosen in {@link DEPENDENCIES_VIEW}: groups by safety net instead of standing, only what has findings, what lockfiles hold too. */
export const DEPENDENCY_CHOICES = { net: 'net', findings: 'findings', transitive: 'transitive' } as const;

/** Parameters of {@link TREE_REQUEST} and {@link TREE_CHANGED_NOTIFICATION}. */
export interface TreeParams {
  /** Id of the view: {@link REVIEW_VIEW} or {@link DEPENDENCIES_VIEW}. */
  readonly view: string;
  /** What the user chose in it, in its own words: {@link DEPENDENCY_CHOICES}. */
  readonly choices?: readonly string[];
  /** Only facts came: the rows that were asked for before, by what is held now, are enough. Nothing is read or asked for them. */
  readonly held?: true;
}

/** What a view shows. The client knows nothing of what it means. */
export interface Tree {
  readonly nodes: readonly TreeNode[];
  /** Where there are no nodes: which of the view's welcome texts says why. */
  readonly empty?: string;
  /** A line above the nodes, or in their place. */
  readonly message?: string;
  /** A number at the view's icon, and what it counts. */
  readonly badge?: { readonly value: number; readonly tooltip: string };
}

/** How a row's icon is coloured: as a finding of that severity; not at all where absent. */
export type TreeTone = 'warning' | 'information' | 'hint';

/** One row of a view. */
export interface TreeNode {
  /** The same for the same thing whenever it is asked for; no other row of the view has it. */
  readonly id: string;
  readonly label: string;
  /** Behind the label, paler. */
  readonly description?: string;
  /** Markdown that needs no trust. */
  readonly tooltip?: string;
  /** The row in words, where icon and colour say something that label and description do not. */
  readonly spoken?: string;
  /** One of VS Code's product icons. */
  readonly icon: string;
  readonly tone?: TreeTone;
  /** What a click reveals: lines and characters from 0. */
  readonly location?: {
    readonly uri: string;
    readonly range?: { readonly start: TreePosition; readonly end: TreePosition };
  };
  /** What the file of the location was before, in git: what a diff shows on its left. */
  readonly base?: { readonly uri: string; readonly commit: string };
  /** A page where money is asked for; https. */
  readonly fund?: string;
  /** The dependency it tells of: an entry of this name in that manifest. */
  readonly explain?: { readonly uri: string; readonly name: string };
  /** Its children are shown at first. */
  readonly isOpen?: boolean;
  readonly children?: readonly TreeNode[];
}

/**
 * Request, client → server: the report on the dependencies of the workspace; the answer is a {@link DependencyReport}. May take long, tells its
 * progress to the client's work-done token, and can be cancelled.
 */
export const DEPENDENCY_REPORT_REQUEST = 'mainstay/dependencyReport';

/** Answer to {@link DEPENDENCY_REPORT_REQUEST}. */
export interface DependencyReport {
  /** What it is about: the name of the workspace's first folder, and how many more there are. */
  readonly title: string;
  /** A whole document that needs nothing beside itself, with a content security policy that allows no more. */
  readonly html: string;
}

/** As in LSP. */
export interface TreePosition {
  readonly line: number;
  readonly character: number;
}

/** The command behind every link action; its only argument is an https address. The server answers with `window/showDocument`. */
export const OPEN_COMMAND = 'mainstay.open';

/** The client's command that asks for a decision's reason, owner and day, then calls {@link ACCEPT_COMMAND}; its argument is an {@link Acceptable}. */
export const ASK_TO_ACCEPT_COMMAND = 'mainstay.acceptFinding';
/** The command that writes a decision down; its argument is an {@link Acceptance}. */
export const ACCEPT_COMMAND = 'mainstay.accept';
/** The command that writes a decision down for every finding of a manifest that speaks; its argument is a {@link FileAcceptance}. */
export const ACCEPT_ALL_COMMAND = 'mainstay.acceptAll';
/** The command that takes every decision about a rule and a package out again; its argument is an {@link Acceptable}. */
export const WITHDRAW_COMMAND = 'mainstay.withdraw';

/** A finding that can be accepted, and where the decision is to stand: with the team, or with whoever sits here. */
export interface Acceptable {
  /** Address of the open manifest in which it was found. */
  readonly uri: string;
  readonly purl: string;
  readonly rule: string;
  readonly scope: 'team' | 'personal';
  /** Today by the server's clock, which decisions are judged by (`YYYY-MM-DD`): what a client that asks for a last day goes by. */
  readonly today?: string;
}

/** A decision to be written down; what is left out is left to be filled in (reason, owner), or half a year ahead (until). */
export interface Acceptance extends Acceptable {
  readonly reason?: string;
  readonly owner?: string;
  /** The last day it holds, `YYYY-MM-DD`. */
  readonly until?: string;
}

/** The findings of a whole manifest that speak now, to be accepted in one go; what is left out is left to be filled in as in an {@link Acceptance}. */
export type FileAcceptance = Pick<Acceptance, 'uri' | 'scope' | 'today' | 'reason' | 'owner' | 'until'>;

/** The client's command that shows what is known of a dependency; its argument is an {@link Explainable}, or what the cursor is on where absent. */
export const EXPLAIN_COMMAND = 'mainstay.explainDependency';
/** The client's command that shows the page of a rule; its argument is a {@link RuleNamed}. */
export const EXPLAIN_RULE_COMMAND = 'mainstay.explainRule';
/** The same of the server, for clients that do not: it answers with `window/showDocument`. */
export const OPEN_RULE_COMMAND = 'mainstay.openRule';

/** Request, client → server: everything known of a dependency, and why the rest is not, as Markdown; null where there is none. */
export const EXPLAIN_REQUEST = 'mainstay/explain';

/** Parameters of {@link EXPLAIN_REQUEST}: an open manifest, and the entry at a place or of a name; without either all its findings. */
export interface Explainable {
  readonly uri: string;
  /** The first entry of this name. */
  readonly name?: string;
  /** Line and UTF-16 unit from 0; the line's only entry where the place itself has none. */
  readonly position?: { readonly line: number; readonly character: number };
  /** Only what its owner can correct or add to. */
  readonly part?: 'owner';
}

/** Answer to {@link EXPLAIN_REQUEST}. The Markdown needs no trust; its pictures are SVG data URIs. */
export interface Explanation {
  readonly title: string;
  readonly markdown: string;
}

/** A rule by its id. */
export interface RuleNamed {
  readonly rule: string;
}
