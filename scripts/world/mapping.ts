/**
 * Which registry name is developed in which recorded repository: the reviewed table behind the recorded world. A row is here only
 * where the match is certain, and says how it is known.
 *
 * `manifest`: the repository's own package.json or go.mod, in the manifests folder, states the name.
 * `lookup`: the published package names the repository; read with the npm client on 2026-11-21.
 * `import-path`: the go command fetches this path from this very repository.
 * `vanity`: the import prefix is in the foundations' vanity table, and go.mod files of the manifests folder require the path.
 */
export type Evidence = 'manifest' | 'lookup' | 'import-path' | 'vanity';

/** An npm package and the tags that are its versions. */
export interface NpmRow {
  readonly name: string;
  /** `owner/name` of the recorded repository on GitHub. */
  readonly history: string;
  /** What a version's tags begin with; an optional `v` follows. Default nothing. */
  readonly tagPrefix?: string;
  readonly evidence: Evidence;
  /** The `repository` as the manifest writes it; needed where no recorded manifest names a version that was tagged. */
  readonly declared?: string | { readonly type: 'git'; readonly url: string; readonly directory?: string };
}

/** A Go module and the tags that are its versions. */
export interface GoRow {
  readonly path: string;
  readonly history: string;
  /** Folder of the module in the repository; its tags begin with it (less a major folder such as `/v3`). Default the root. */
  readonly folder?: string;
  readonly evidence: Evidence;
  /** `+incompatible` versions known from a go.mod of the manifests folder, beside those older than Go modules. */
  readonly incompatible?: readonly string[];
  /** The only majors taken, where others are known to be withdrawn but the go.mod that says so is not recorded. */
  readonly majors?: readonly number[];
  /** Released from a branch of its own: the recorded licence file is the default branch's and says nothing of it. */
  readonly ownBranch?: boolean;
}

const git = (url: string, directory?: string) => ({
  type: 'git' as const,
  url,
  ...(directory === undefined ? {} : { directory }),
});

/** npm packages; left out: @babel/core (its repository's tags are not all versions of it), the plug-ins of vite (moved away). */
export const NPM: readonly NpmRow[] = [
  { name: 'axios', history: 'axios/axios', evidence: 'manifest' },
  { name: 'bower', history: 'bower/bower', evidence: 'lookup', declared: 'bower/bower' },
  { name: 'chalk', history: 'chalk/chalk', evidence: 'lookup', declared: 'chalk/chalk' },
  {
    name: 'core-js',
    history: 'zloirock/core-js',
    evidence: 'lookup',
    declared: git('git+https://github.com/zloirock/core-js.git', 'packages/core-js'),
  },
  {
    name: 'create-vite',
    history: 'vitejs/vite',
    tagPrefix: 'create-vite@',
    evidence: 'lookup',
    declared: git('git+https://github.com/vitejs/vite.git', 'packages/create-vite'),
  },
  {
    name: 'enzyme',
    history: 'enzymejs/enzyme',
    tagPrefix: 'enzyme@',
    evidence: 'lookup',
    declared: git('https://github.com/airbnb/enzyme.git', 'packages/enzyme'),
  },
  {
    name: 'enzyme-adapter-react-16',
    history: 'enzymejs/enzyme',
    tagPrefix: 'enzyme-adapter-react-16@',
    evidence: 'lookup',
    declared: git('https://github.com/enzymejs/enzyme.git', 'packages/enzyme-adapter-react-16'),
  },
  { name: 'eslint', history: 'eslint/eslint', evidence: 'manifest' },
  {
    name: 'event-stream',
    history: 'dominictarr/event-stream',
    evidence: 'manifest',
    declared: git('git://github.com/dominictarr/event-stream.git'),
  },
  { name: 'express', history: 'expressjs/express', evidence: 'manifest' },
  { name: 'fastify', history: 'fastify/fastify', evidence: 'manifest' },
  { name: 'glob', history: 'isaacs/node-glob', evidence: 'manifest' },
  { name: 'got', history: 'sindresorhus/got', evidence: 'manifest' },
  { name: 'grunt', history: 'gruntjs/grunt', evidence: 'lookup', declared: 'https://github.com/gruntjs/grunt.git' },
  { name: 'gulp', history: 'gulpjs/gulp', evidence: 'lookup', declared: 'gulpjs/gulp' },
  { name: 'inherits', history: 'isaacs/inherits', evidence: 'lookup', declared: 'git://github.com/isaacs/inherits' },
  {
    name: 'jest',
    history: 'jestjs/jest',
    evidence: 'lookup',
    declared: git('https://github.com/jestjs/jest.git', 'packages/jest'),
  },
  { name: 'jquery', history: 'jquery/jquery', evidence: 'lookup', declared: git('git+https://github.com/jquery/jquery.git') },
  { name: 'left-pad', history: 'left-pad/left-pad', evidence: 'manifest' },
  { name: 'lodash', history: 'lodash/lodash', evidence: 'lookup', declared: 'lodash/lodash' },
  { name: 'mocha', history: 'mochajs/mocha', evidence: 'manifest' },
  { name: 'moment', history: 'moment/moment', evidence: 'lookup', declared: git('github:moment/moment') },
  { name: 'prettier', history: 'prettier/prettier', evidence: 'manifest', declared: 'prettier/prettier' },
  { name: 'request', history: 'request/request', evidence: 'manifest' },
  { name: 'tslint', history: 'palantir/tslint', evidence: 'lookup', declared: git('https://github.com/palantir/tslint.git') },
  { name: 'vite', history: 'vitejs/vite', evidence: 'manifest' },
  { name: 'webpack', history: 'webpack/webpack', evidence: 'manifest' },
  { name: 'zod', history: 'colinhacks/zod', evidence: 'lookup', declared: git('git+https://github.com/colinhacks/zod.git') },
];

/**
 * Go modules; left out: prometheus (tags of two version schemes), ingress-nginx (no tag is a Go version), the root modules of etcd
 * (when its path changed is not recorded).
 */
export const GO: readonly GoRow[] = [
  ...['api', 'client/pkg', 'client/v2', 'client/v3', 'etcdctl', 'etcdutl', 'pkg', 'raft', 'server', 'tests'].map(
    (folder): GoRow => ({
      path: /\/v\d$/.test(folder) ? `go.etcd.io/etcd/${folder}` : `go.etcd.io/etcd/${folder}/v3`,
      history: 'etcd-io/etcd',
      folder,
      evidence: 'manifest',
    }),
  ),
  { path: 'go.etcd.io/bbolt', history: 'etcd-io/bbolt', evidence: 'manifest' },
  { path: 'go.etcd.io/raft/v3', history: 'etcd-io/raft', evidence: 'vanity' },
  // v1.5.x is retracted and v2 to v12 superseded (asked of the go command on 2026-11-21).
  { path: 'k8s.io/client-go', history: 'kubernetes/client-go', evidence: 'manifest', majors: [0] },
  { path: 'k8s.io/kubectl', history: 'kubernetes/kubectl', evidence: 'manifest' },
  { path: 'sigs.k8s.io/controller-runtime', history: 'kubernetes-sigs/controller-runtime', evidence: 'manifest' },
  { path: 'gopkg.in/yaml.v2', history: 'go-yaml/yaml', evidence: 'vanity', ownBranch: true },
  { path: 'gopkg.in/yaml.v3', history: 'go-yaml/yaml', evidence: 'vanity' },
  { path: 'github.com/boltdb/bolt', history: 'boltdb/bolt', evidence: 'import-path' },
  { path: 'github.com/dgrijalva/jwt-go', history: 'dgrijalva/jwt-go', evidence: 'import-path' },
  { path: 'github.com/fluxcd/flux2', history: 'fluxcd/flux2', evidence: 'manifest' },
  { path: 'github.com/fluxcd/flux2/v2', history: 'fluxcd/flux2', evidence: 'manifest' },
  { path: 'github.com/gin-gonic/gin', history: 'gin-gonic/gin', evidence: 'manifest' },
  { path: 'github.com/golang-jwt/jwt', history: 'golang-jwt/jwt', evidence: 'import-path', incompatible: ['v3.2.2'] },
  { path: 'github.com/golang-jwt/jwt/v4', history: 'golang-jwt/jwt', evidence: 'import-path' },
  { path: 'github.com/golang-jwt/jwt/v5', history: 'golang-jwt/jwt', evidence: 'manifest' },
  { path: 'github.com/google/uuid', history: 'google/uuid', evidence: 'manifest' },
  { path: 'github.com/gorilla/mux', history: 'gorilla/mux', evidence: 'import-path' },
  { path: 'github.com/hashicorp/terraform', history: 'hashicorp/terraform', evidence: 'manifest' },
  { path: 'github.com/linkerd/linkerd2', history: 'linkerd/linkerd2', evidence: 'manifest' },
  { path: 'github.com/openservicemesh/osm', history: 'openservicemesh/osm', evidence: 'manifest' },
  { path: 'github.com/pkg/errors', history: 'pkg/errors', evidence: 'import-path' },
  { path: 'github.com/prometheus/client_golang', history: 'prometheus/client_golang', evidence: 'manifest' },
  { path: 'github.com/satori/go.uuid', history: 'satori/go.uuid', evidence: 'import-path' },
  { path: 'github.com/sirupsen/logrus', history: 'sirupsen/logrus', evidence: 'import-path' },
  { path: 'github.com/spf13/cobra', history: 'spf13/cobra', evidence: 'manifest' },
  { path: 'github.com/stretchr/testify', history: 'stretchr/testify', evidence: 'import-path' },
  { path: 'github.com/urfave/cli', history: 'urfave/cli', evidence: 'import-path' },
  { path: 'github.com/urfave/cli/v3', history: 'urfave/cli', evidence: 'manifest' },
];
