// The layers of docs/ARCHITECTURE.md as rules: a row may import rows below it, folders of one row are strangers.
const src = '^server/src/';
const ring = ['ecosystems', 'lockfiles', 'changes', 'sources', 'measures', 'rules', 'assess', 'present'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'formats-know-the-model-only',
      comment: 'row 6, beside facts: the shapes of texts that several stages read (go.mod, repository addresses)',
      severity: 'error',
      from: { path: `${src}formats/` },
      to: { path: `${src}(?!formats/|model/)` },
    },
    {
      name: 'people-know-model-and-facts-only',
      comment: 'row 6, beside formats: who counts as one human; sources count with it, so does the back-test',
      severity: 'error',
      from: { path: `${src}people/` },
      to: { path: `${src}(?!people/|facts/|model/)` },
    },
    {
      name: 'policy-knows-model-and-formats-only',
      comment: 'row 6, beside people: what a team decided, as text and as values; settings, assess and all above go by it',
      severity: 'error',
      from: { path: `${src}policy/` },
      to: { path: `${src}(?!policy/|formats/|model/)` },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'model-imports-nothing', severity: 'error', from: { path: `${src}model/` }, to: { pathNot: `${src}model/` } },
    {
      name: 'facts-import-the-model',
      severity: 'error',
      from: { path: `${src}facts/` },
      to: { pathNot: `${src}(facts|model)/` },
    },
    {
      name: 'the-ring-is-pure',
      comment: 'rows 5: no engine, platform, settings, lsp, cli or Node core module',
      severity: 'error',
      from: { path: `${src}(${ring.join('|')})/` },
      to: { path: [`${src}(engine|platform|settings|lsp|cli|compose)`, '^client/', '^test/'] },
    },
    {
      name: 'no-core-modules-but-in-platform',
      severity: 'error',
      from: { path: `${src}(${ring.join('|')}|model|facts|formats|people|policy|engine|settings)/` },
      to: { dependencyTypes: ['core'] },
    },
    ...ring.map((folder) => ({
      name: `${folder}-is-a-stranger-to-its-neighbours`,
      severity: 'error',
      from: { path: `${src}${folder}/` },
      to: {
        path: `${src}(${ring.filter((other) => other !== folder && !(other === 'measures' && ['rules', 'assess', 'present'].includes(folder))).join('|')})/`,
      },
    })),
    {
      name: 'engine-gets-the-world-as-arguments',
      severity: 'error',
      from: { path: `${src}(engine|settings)/` },
      to: { path: `${src}(${ring.join('|')}|platform|lsp|cli|compose)` },
    },
    {
      name: 'platform-knows-model-and-formats',
      comment: 'formats: go.work and addresses are read alike wherever they are met',
      severity: 'error',
      from: { path: `${src}platform/` },
      to: { path: `${src}(?!model/|formats/|platform/)` },
    },
    {
      name: 'reviewing-is-below-lsp-and-cli',
      comment: 'a review is the same for both: comparing and judging know neither an editor nor a terminal',
      severity: 'error',
      from: { path: `${src}reviewing/` },
      to: { path: `${src}(lsp|cli)/` },
    },
    {
      name: 'only-lsp-and-cli-review',
      severity: 'error',
      from: { path: `${src}(?!lsp/|cli/|action/|reviewing/)` },
      to: { path: `${src}reviewing/` },
    },
    { name: 'lsp-and-cli-are-strangers', severity: 'error', from: { path: `${src}lsp/` }, to: { path: `${src}cli/` } },
    { name: 'cli-and-lsp-are-strangers', severity: 'error', from: { path: `${src}cli/` }, to: { path: `${src}lsp/` } },
    { name: 'action-and-lsp-are-strangers', severity: 'error', from: { path: `${src}action/` }, to: { path: `${src}lsp/` } },
    {
      name: 'nobody-imports-the-action',
      comment: 'the top row: it may import the command line’s parts',
      severity: 'error',
      from: { pathNot: [`${src}action/`, '^test/'] },
      to: { path: `${src}action/` },
    },
    {
      name: 'client-imports-the-protocol-only',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: `${src}(?!protocol)` },
    },
    {
      name: 'the-product-imports-no-test',
      severity: 'error',
      from: { path: '^(server|client)/' },
      to: { path: '^(test|scripts)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^esbuild.mjs$' }, // the resolver takes the package of that name for it
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
