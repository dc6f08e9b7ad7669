/** Folders at any depth that do not ship: documents, tests, examples, what builds and checks. */
const FOLDERS =
  /^(?:\..+|docs?|documentation|website|site|wiki|tests?|__tests__|testing|testdata|testutils?|spec|specs|e2e|fixtures|__fixtures__|__mocks__|__snapshots__|mocks|examples?|_examples|samples?|demos?|benchmarks?|bench|perf|hack|ci|assets|media|screenshots|images)$/i;

/** Files that do not ship or do not run: documents, licences, settings of tools, lockfiles, tests. */
const FILES: readonly RegExp[] = [
  /^\..+$/, // .eslintrc, .gitignore
  /\.(?:md|markdown|mdx|rst|adoc|asciidoc|org|png|jpe?g|gif|svg|webp|snap)$/i,
  /^(?:readme|change(?:s|log)|history|news|releases?|licen[sc]es?|unlicense|copying|copyright|notice|patents|authors|contributors|contributing|maintainers|owners(?:_aliases)?|codeowners|governance|security|security_contacts|support|roadmap|todo|upgrading|migration|code[-_]of[-_]conduct|dco)(?:[-_.].*)?$/i,
  /^(?:security-insights\.ya?ml|funding\.(?:ya?ml|json)|citation\.cff|codemeta\.json)$/i,
  /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-(?:lock|workspace)\.yaml|bun\.lockb?|deno\.lock|go\.sum|go\.work(?:\.sum)?)$/i,
  /^(?:makefile|dockerfile|vagrantfile|rakefile|justfile|taskfile\.ya?ml|gruntfile\.\w+|gulpfile\.\w+|jakefile\.?\w*|magefile\.go|procfile|docker-compose\.ya?ml|appveyor\.yml|azure-pipelines\.yml|cloudbuild\.ya?ml|netlify\.toml|jenkinsfile|tiltfile|\w+\.nix|flake\.lock)$/i,
  /^(?:[\w.-]+\.(?:config|conf|setup)\.(?:[cm]?[jt]s|json)|(?:ts|js)config[\w.-]*\.json|tslint\.json|eslint[\w.-]*|jest[\w.-]*|karma[\w.-]*|rollup[\w.-]*|webpack[\w.-]*|babel[\w.-]*|renovate\.json5?|lerna\.json|nx\.json|turbo\.json|biome\.jsonc?|rush\.json|codecov\.ya?ml|mkdocs\.ya?ml|typedoc\.json|release-please-config\.json|cspell\.json)$/i,
  /_test\.go$|[._-](?:test|tests|spec|bench)\.(?:[cm]?[jt]sx?)$|^(?:test|tests|spec)\.[cm]?[jt]sx?$/i,
];

/**
 * Whether what is at a path is part of what users get: not where it is a document, test, licence text or image, a tool's setting, a lockfile
 * or CI. A rule of thumb by names: a project that ships its `examples` or `assets` is told wrong.
 */
export function ships(path: string): boolean {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  return (
    !parts.some((part, at) => (at < parts.length - 1 ? FOLDERS.test(part) : false)) && !FILES.some((file) => file.test(name))
  );
}

/** Whether something that ships can be in a folder. */
export function mayShip(folder: string): boolean {
  return !folder.split('/').some((part) => FOLDERS.test(part));
}
