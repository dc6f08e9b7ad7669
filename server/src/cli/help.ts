/** What `mainstay --help` prints. */
export const help = `Mainstay: who keeps your dependencies alive.

Usage
  mainstay check PATH… [options]    what is known of each dependency in manifests or folders
  mainstay review [options]         only what a change adds, bumps or removes, since it left the default branch
  mainstay approve [options]        review a change and write down what is approved, by whom and until when
  mainstay explain NAME [PATH…]     everything known of one dependency: its card, as Markdown
  mainstay manifest FILE            the dependencies of one manifest with their places, as JSON

Reads package.json, pnpm-workspace.yaml and go.mod, told apart by the ending of the name. Folders node_modules, vendor,
testdata and bower_components are left out, and by check those below a folder that begin with a dot, unless named.

Options of review
  --base REF               what the change is to be merged into (default: origin's head, else main or master)
  --head REF               the change (default: the working tree)
  --manifest BEFORE AFTER  compare two files, without git
  --trust-head-policy      judge by the .mainstay.json that the change brings, and let its decisions accept;
                           without, that of the merge base judges, and new decisions are told but still count
  --fail-on 'unknown>N'    fail where more than N lines that come in are unknown; beside a severity, in quotes
  and those of check below, without --direct, --detail and --as-of

Options of approve
  --owner NAME             who approves (default: git's user.name)
  --reason TEXT            why, kept in the record
  --until YYYY-MM-DD       the last day it holds (default: six months from now)
  --for 90d                the same in days
  --output FILE            where the record goes (default: a file of its own in .mainstay/signoffs, to be committed;
                           - for standard output; review says what changed since; it silences no finding)
  and those of review that say what to compare and how to ask

Options of check and explain
  --format FORMAT          text (default) for a person, json for a program, sarif (check, review) for code scanning,
                           markdown (review) for a comment on a pull request, html (check) for a report to pass on
  --rule-pages URL         (check, review) https address of the pages about rules, to link them from sarif and markdown
  --offline                open no connection: only what is on this machine, with its date
  --as-of YYYY-MM-DD       as of an earlier day: by facts dated before it only, and what cannot be dated is said
  --no-cache               neither read nor keep facts of other runs
  --direct                 (check) leave indirect dependencies out
  --detail                 (check) ask about direct dependencies in detail: one question more for each repository
  --fail-on SEVERITY       (check, review) warning (default), information, hint or never; several, or a list
  --require-known PCT      (check, review) fail where less than PCT percent of the facts are known
  --preset NAME            quiet, recommended (default) or strict
  --policy FILE            the team's policy, instead of .mainstay.json at the top of each repository
  --no-policy              no team policy: every finding speaks
  --private PATTERN        names that never leave this machine: @acme/*, corp.example.org/* (repeatable)
  --public-mirrors         names on your default registry or GOPROXY are public, except private ones
  --without SERVICE        do not ask deps.dev, pkg.go.dev, go-get, ecosyste.ms or github (repeatable)
  --privacy strict         ask registries only: no other service, no forge
  --github-server HOST     a GitHub Enterprise server of your own (repeatable)
  --ledger                 print every name sent, to which host and when, on stderr
  -v, --verbose            say on stderr what could not be asked, and why
  --as NAME                read files as package.json, pnpm-workspace.yaml or go.mod

  -h, --help               this text
  -V, --version            the version

Exit codes
  0  nothing found at or above --fail-on
  1  findings at or above --fail-on, more unknown lines than it allows, or fewer facts known than --require-known
  2  something could not be used: a wrong option, a file that cannot be read

Environment
  npm's and Go's own configuration is obeyed: .npmrc, npm_config_*, go env, GOPRIVATE, .netrc, HTTPS_PROXY
  GH_TOKEN, GITHUB_TOKEN   for github.com; no scopes needed, never sent elsewhere, never printed
  GH_ENTERPRISE_TOKEN, GITHUB_ENTERPRISE_TOKEN   the same for the servers named with --github-server
  MAINSTAY_CACHE_DIR       where facts are kept between runs; the user's cache folder otherwise
  NO_COLOR, FORCE_COLOR    no colours, or colours although this is no terminal
`;
