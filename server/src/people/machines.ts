// Accounts that are no humans, one list: logins, and names and addresses of commits that carry no account. Lower case.
// A login that ends in `[bot]`, `-bot` or the like needs no entry: bots.ts tells it by its form.
// Sources: the owner's own documentation or repository as named beside each group.

/** Logins, with and without the `[bot]` that GitHub gives to apps. */
export const MACHINE_LOGINS: ReadonlySet<string> = new Set([
  // Dependency updates: docs.github.com (Dependabot), docs.renovatebot.com ("Renovate's bot users"), greenkeeper.io, docs.snyk.io, pyup.io, scala-steward-org
  'dependabot',
  'dependabot-preview',
  'renovate',
  'renovatebot',
  'greenkeeper',
  'greenkeeperio',
  'pyup',
  'depfu',
  'scala-steward',
  'imgbot',
  // The forges themselves: docs.github.com (commits made in the browser, GitHub Actions' token), docs.gitlab.com
  'web-flow',
  'github-actions',
  // Release accounts: semantic-release, release-please, changesets, lerna, goreleaser, Go's and Apache's own
  'release-please',
  'goreleaser',
  'gopherbot',
  'npm-cli-ops',
  // Kubernetes: kubernetes/test-infra, kubernetes/org (robots), kubernetes/publishing-bot
  'k8s-prow',
  'openshift-ci',
  'istio-testing',
  'knative-prow',
  // Merge queues and gates: mergify.com, bors.tech, kodiakhq.com, pre-commit.ci, all-contributors, autofix.ci, codecov, sonarcloud, EasyCLA
  'mergify',
  'mergifyio',
  'kodiakhq',
  'pre-commit-ci',
  'allcontributors',
  'all-contributors',
  'autofix-ci',
  'codecov-io',
  'circleci',
  'travisci',
  // Translations: docs.weblate.org, support.crowdin.com, help.transifex.com
  'weblate',
  'crowdin',
  // Projects' own robots whose login has no `-bot`: their profile says so
  'eslintbot',
  'prombot',
  'rustbot',
  'octokitbot',
  'asfgit',
  'hashibot',
  'teamterraform',
  'hc-github-team-tf-core',
  'elasticmachine',
]);

/** AI agents that commit under an account of their own. A human who used one is the author and counts. */
export const AGENT_LOGINS: ReadonlySet<string> = new Set([
  // docs.github.com (Copilot coding agent)
  'copilot',
  'copilot-swe-agent',
  // docs.anthropic.com (Claude Code), cursor.com/docs, docs.devin.ai, developers.openai.com/codex, jules.google/docs
  'claude',
  'cursoragent',
  'devin-ai-integration',
  'chatgpt-codex-connector',
  'google-labs-jules',
  'gemini-code-assist',
  // docs.all-hands.dev, docs.sweep.dev, docs.coderabbit.ai, docs.lovable.dev, docs.aws.amazon.com (Q Developer), docs.replit.com, docs.factory.ai, opencode.ai
  'openhands-agent',
  'coderabbitai',
  'lovable-dev',
  'gpt-engineer-app',
  'amazon-q-developer',
]);

/** Addresses that only machines use. */
export const MACHINE_ADDRESSES: ReadonlySet<string> = new Set([
  'noreply@github.com',
  'support@github.com',
  'support@dependabot.com',
  'action@github.com',
  'actions@github.com',
  'github-actions@github.com',
  'bot@renovateapp.com',
  'renovate@whitesourcesoftware.com',
  'support@greenkeeper.io',
  'greenkeeper@greenkeeper.io',
  'snyk-bot@snyk.io',
  'semantic-release-bot@martynus.net',
  'hosted@weblate.org',
  'noreply@weblate.org',
  'support+actions@crowdin.com',
  'builds@travis-ci.org',
  'noreply@anthropic.com',
  'cursoragent@cursor.com',
  'noreply@openai.com',
  'codex@openai.com',
  'noreply@aider.chat',
  'openhands@all-hands.dev',
]);

/** Names that nobody has: only where the commit carries no account. In lower case, words one space apart. */
export const MACHINE_NAMES: ReadonlySet<string> = new Set([
  'dependabot',
  'dependabot preview',
  'renovate',
  'renovate bot',
  'greenkeeper',
  'greenkeeper io',
  'snyk',
  'snyk bot',
  'github actions',
  'github action',
  'semantic release',
  'semantic release bot',
  'release please',
  'goreleaser',
  'travis ci',
  'circleci',
  'circle ci',
  'jenkins',
  'jenkins ci',
  'teamcity',
  'buildbot',
  'kubernetes prow robot',
  'kubernetes ci robot',
  'kubernetes submit queue',
  'kubernetes publisher',
  'kubernetes merge robot',
  'kubernetes release robot',
  'hosted weblate',
  'weblate',
  'crowdin',
  'pre commit ci',
  'autofix ci',
  'all contributors',
  'imgbot',
  'google labs jules',
  'copilot swe agent',
  'cursor agent',
  'devin ai',
  'openhands agent',
]);
