// Who is no human, in one list. Lower case. An app's account (`[bot]`, or of type Bot) and a login that ends in `-bot` or `-robot` need no entry:
// bots.ts tells them by their form, so this holds only those that look like people. Beside each group: where its owner says so.

/** Logins of bots and release accounts. */
export const MACHINE_LOGINS: ReadonlySet<string> = new Set([
  // Dependency updates: docs.github.com "Dependabot", docs.renovatebot.com, greenkeeper.io, pyup.io, depfu.com, scala-steward-org, imgbot.net
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
  // GitHub itself: docs.github.com "GITHUB_TOKEN", and its committer of browser commits
  'github-actions',
  'web-flow',
  // Releases: googleapis/release-please, goreleaser.com, npm's releases, HashiCorp's commits "Release v…" and "Cleanup after v…"
  'release-please',
  'goreleaser',
  'npm-cli-ops',
  'hashibot',
  'teamterraform',
  'hc-github-team-tf-core',
  // Prow and its users: docs.prow.k8s.io, istio/test-infra (kubernetes' own end in -robot and -bot)
  'k8s-prow',
  'knative-prow',
  'openshift-ci',
  'istio-testing',
  // Merge queues and fixers: docs.mergify.com, kodiakhq.com, pre-commit.ci, allcontributors.org, autofix.ci, docs.codecov.com
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
  // Translations: docs.weblate.org, support.crowdin.com. A translator's commit carries the translator.
  'weblate',
  'crowdin',
  // Projects' own, by their profiles: ESLint, Prometheus, Rust, Octokit, Go, Elastic; asfgit is the Apache Software Foundation's git mirror
  'eslintbot',
  'prombot',
  'rustbot',
  'octokitbot',
  'gopherbot',
  'elasticmachine',
  'asfgit',
]);

/** Logins of AI agents that commit as themselves. Whoever commits in their own name with an agent's help is the author and counts. */
export const AGENT_LOGINS: ReadonlySet<string> = new Set([
  // docs.github.com "Copilot coding agent"; docs.claude.com "Claude Code"; cursor.com/docs; docs.devin.ai
  'copilot',
  'copilot-swe-agent',
  'claude',
  'cursoragent',
  'devin-ai-integration',
  // developers.openai.com/codex; jules.google; Google's Gemini Code Assist; docs.openhands.dev
  'chatgpt-codex-connector',
  'google-labs-jules',
  'gemini-code-assist',
  'openhands-agent',
  // docs.coderabbit.ai; docs.lovable.dev (and its former name); docs.aws.amazon.com "Amazon Q Developer"
  'coderabbitai',
  'lovable-dev',
  'gpt-engineer-app',
  'amazon-q-developer',
]);

/** Addresses that only machines commit with: the defaults of the services and agents above. */
export const MACHINE_ADDRESSES: ReadonlySet<string> = new Set([
  'support@github.com',
  'support@dependabot.com',
  'action@github.com',
  'actions@github.com',
  'github-actions@github.com',
  'bot@renovateapp.com',
  'renovate@whitesourcesoftware.com',
  'support@greenkeeper.io',
  'snyk-bot@snyk.io',
  'semantic-release-bot@martynus.net',
  'hosted@weblate.org',
  'noreply@weblate.org',
  'support+actions@crowdin.com',
  'builds@travis-ci.org',
  'bot@openshift.io',
  'noreply@anthropic.com',
  'cursoragent@cursor.com',
  'agent@cursor.com',
  'noreply@openai.com',
  'noreply@opencode.ai',
  'noreply@aider.chat',
  'amp@ampcode.com',
  'openhands@all-hands.dev',
]);

/** Names that no human bears: looked at only where the commit points to no account. Words one space apart. */
export const MACHINE_NAMES: ReadonlySet<string> = new Set([
  'dependabot',
  'dependabot preview',
  'renovate',
  'renovate bot',
  'greenkeeper',
  'greenkeeper io',
  'snyk bot',
  'github',
  'github action',
  'github actions',
  'semantic release',
  'release please',
  'goreleaser',
  'gopherbot',
  'travis ci',
  'circle ci',
  'circleci',
  'jenkins',
  'jenkins ci',
  'eslint jenkins',
  'teamcity',
  'buildbot',
  'kubernetes submit queue',
  'kubernetes publisher',
  'weblate',
  'hosted weblate',
  'crowdin',
  'pre commit ci',
  'autofix ci',
  'all contributors',
  'imgbot',
  'google labs jules',
  'copilot swe agent',
  'cursor agent',
  'devin ai',
]);
