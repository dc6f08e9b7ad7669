import type { CatalogueFile } from '../../server/src/sources/catalogue/format.ts';
import { matchRepository } from '../../server/src/sources/catalogue/match.ts';

/** What a repository must be found to be: `own` its own stage, `in` its parent project's, `likely` the same by inference. */
type SpotCheck = readonly [
  repository: string,
  how: 'own' | 'alias' | 'in' | 'likely' | 'rested',
  foundation: string,
  stage: string | null,
];

/**
 * FOUNDATIONS.md section 4, with what was known to be wrong there put right. Held by the unit test, and by every refresh: when one of
 * these changes, a person looks first.
 */
export const SPOT_CHECKS: readonly SpotCheck[] = [
  ['etcd-io/etcd', 'own', 'CNCF', 'graduated'],
  ['etcd-io/bbolt', 'own', 'CNCF', 'graduated'],
  ['kubernetes/kubernetes', 'own', 'CNCF', 'graduated'],
  ['kubernetes/client-go', 'in', 'CNCF', 'graduated'],
  ['kubernetes-sigs/controller-runtime', 'in', 'CNCF', 'graduated'],
  ['kubernetes/dashboard', 'rested', 'CNCF', 'graduated'],
  ['kubernetes/ingress-nginx', 'rested', 'CNCF', 'graduated'],
  ['fluxcd/flux2', 'own', 'CNCF', 'graduated'],
  ['linkerd/linkerd2', 'own', 'CNCF', 'graduated'],
  ['helm/helm', 'own', 'CNCF', 'graduated'],
  ['containerd/containerd', 'own', 'CNCF', 'graduated'],
  ['prometheus/client_golang', 'in', 'CNCF', 'graduated'],
  ['dapr/go-sdk', 'in', 'CNCF', 'graduated'],
  ['argoproj/argo-cd', 'own', 'CNCF', 'graduated'],
  ['argoproj/gitops-engine', 'likely', 'CNCF', 'graduated'],
  ['grpc/grpc-go', 'own', 'CNCF', 'incubating'],
  ['grpc/grpc-node', 'own', 'CNCF', 'incubating'],
  ['open-telemetry/opentelemetry-go', 'own', 'CNCF', 'graduated'],
  ['open-telemetry/opentelemetry-js', 'own', 'CNCF', 'graduated'],
  ['cilium/ebpf', 'own', 'CNCF', 'graduated'],
  ['envoyproxy/go-control-plane', 'own', 'CNCF', 'graduated'],
  ['cert-manager/cert-manager', 'own', 'CNCF', 'graduated'],
  ['open-policy-agent/opa', 'own', 'CNCF', 'graduated'],
  ['nats-io/nats.go', 'own', 'CNCF', 'incubating'],
  ['distribution/distribution', 'own', 'CNCF', 'sandbox'],
  ['openservicemesh/osm', 'own', 'CNCF', 'archived'],
  ['opentracing/opentracing-go', 'own', 'CNCF', 'archived'],
  ['brigadecore/brigade', 'own', 'CNCF', 'archived'],
  ['opentofu/opentofu', 'own', 'CNCF', 'sandbox'],
  ['tektoncd/pipeline', 'own', 'CNCF', 'incubating'],
  ['webpack/webpack', 'own', 'OpenJS Foundation', 'impact'],
  ['webpack/tapable', 'in', 'OpenJS Foundation', 'impact'],
  ['eslint/eslint', 'own', 'OpenJS Foundation', 'at-large'],
  ['mochajs/mocha', 'own', 'OpenJS Foundation', 'at-large'],
  ['lodash/lodash', 'own', 'OpenJS Foundation', 'at-large'],
  ['fastify/fastify', 'own', 'OpenJS Foundation', 'at-large'],
  ['jestjs/jest', 'own', 'OpenJS Foundation', 'at-large'],
  ['facebook/jest', 'alias', 'OpenJS Foundation', 'at-large'],
  ['nodejs/undici', 'in', 'OpenJS Foundation', 'impact'],
  ['expressjs/body-parser', 'in', 'OpenJS Foundation', 'impact'],
  ['fastify/fastify-cors', 'in', 'OpenJS Foundation', 'at-large'],
  ['expressjs/express', 'own', 'OpenJS Foundation', 'impact'],
  ['electron/electron', 'own', 'OpenJS Foundation', 'impact'],
  ['jquery/jquery', 'own', 'OpenJS Foundation', 'impact'],
  ['moment/moment', 'own', 'OpenJS Foundation', 'feature-complete'],
  ['moment/luxon', 'in', 'OpenJS Foundation', 'feature-complete'],
  ['jquery/jquery-ui', 'own', 'OpenJS Foundation', 'archived'],
  ['requirejs/requirejs', 'own', 'OpenJS Foundation', 'archived'],
  ['jshttp/cookie', 'in', 'OpenJS Foundation', 'impact'],
  ['pillarjs/router', 'in', 'OpenJS Foundation', 'impact'],
  ['lit/lit', 'own', 'OpenJS Foundation', 'incubating'],
  ['json-schema-org/json-schema-spec', 'own', 'OpenJS Foundation', null],
  ['perspective-dev/perspective', 'own', 'OpenJS Foundation', 'incubating'],
  ['finos/perspective', 'alias', 'OpenJS Foundation', 'incubating'],
  ['apache/kafka', 'own', 'Apache Software Foundation', 'top-level'],
  ['apache/arrow', 'own', 'Apache Software Foundation', 'top-level'],
  ['apache/thrift', 'own', 'Apache Software Foundation', 'top-level'],
  ['apache/logging-log4j2', 'own', 'Apache Software Foundation', 'top-level'],
  ['apache/cordova-cli', 'own', 'Apache Software Foundation', 'top-level'],
  ['apache/pouchdb', 'own', 'Apache Software Foundation', 'incubating'],
  ['apache/mxnet', 'own', 'Apache Software Foundation', 'attic'],
  ['valkey-io/valkey', 'own', 'Linux Foundation', null],
  ['valkey-io/valkey-glide', 'likely', 'Linux Foundation', null],
  ['graphql/graphql-js', 'own', 'GraphQL Foundation', null],
  ['graphql/express-graphql', 'in', 'GraphQL Foundation', null],
  ['modelcontextprotocol/typescript-sdk', 'own', 'Agentic AI Foundation', null],
  ['modelcontextprotocol/go-sdk', 'in', 'Agentic AI Foundation', null],
  ['sigstore/sigstore-js', 'in', 'OpenSSF', 'graduated'],
  ['ossf/scorecard', 'own', 'OpenSSF', 'incubating'],
  ['opencontainers/image-spec', 'own', 'Open Container Initiative', null],
  ['opencontainers/runc', 'own', 'Open Container Initiative', null],
  ['jenkinsci/jenkins', 'own', 'CD Foundation', 'graduated'],
  ['spinnaker/spinnaker', 'own', 'CD Foundation', 'incubating'],
  ['onnx/onnx', 'own', 'LF AI & Data', 'graduated'],
  ['milvus-io/milvus', 'own', 'LF AI & Data', 'graduated'],
  ['mlflow/mlflow', 'own', 'Linux Foundation', null],
  ['hyperledger/besu', 'in', 'LF Decentralized Trust', null],
  ['hyperledger/fabric-sdk-node', 'in', 'LF Decentralized Trust', null],
  ['OAI/OpenAPI-Specification', 'in', 'OpenAPI Initiative', null],
  ['asyncapi/parser-js', 'in', 'Linux Foundation', null],
  ['fastlane/fastlane', 'own', 'Linux Foundation', null],
  ['openbao/openbao', 'own', 'Linux Foundation', null],
  ['numpy/numpy', 'own', 'NumFOCUS', 'sponsored'],
  ['pandas-dev/pandas', 'own', 'NumFOCUS', 'sponsored'],
  ['gonum/gonum', 'own', 'NumFOCUS', 'affiliated'],
  ['jupyter/notebook', 'own', 'Jupyter Foundation', null],
  ['jupyterlab/lumino', 'in', 'Jupyter Foundation', null],
  ['eclipse-vertx/vert.x', 'in', 'Eclipse Foundation', null],
  ['eclipse-theia/theia', 'in', 'Eclipse Foundation', null],
  ['eclipse-langium/langium', 'in', 'Eclipse Foundation', null],
  ['eclipse/paho.mqtt.golang', 'in', 'Eclipse Foundation', null],
  ['eclipse-paho/paho.mqtt.golang', 'in', 'Eclipse Foundation', null],
  ['jakartaee/servlet', 'in', 'Eclipse Foundation', null],
  ['rust-lang/rust', 'in', 'Rust Foundation', null],
  ['django/django', 'in', 'Django Software Foundation', null],
  ['python/cpython', 'in', 'Python Software Foundation', null],
  ['openstack/nova', 'own', 'OpenInfra Foundation', 'official'],
  ['quarkusio/quarkus', 'in', 'Commonhaus Foundation', 'onboarding'],
  ['hibernate/hibernate-orm', 'in', 'Commonhaus Foundation', 'onboarding'],
  ['SeleniumHQ/selenium', 'own', 'Software Freedom Conservancy', null],
  ['react/react', 'own', 'React Foundation', null],
  ['facebook/react', 'alias', 'React Foundation', null],
  ['facebook/react-native', 'own', 'React Foundation', null],
  ['pytorch/pytorch', 'own', 'PyTorch Foundation', null],
];

/** Repositories that no foundation stands behind, or none of which is known: a match would be a false claim. */
export const UNGOVERNED: readonly string[] = [
  ...['redis/redis', 'hashicorp/terraform', 'hashicorp/vault', 'tukaani-project/xz', 'left-pad/left-pad', 'pnpm/pnpm'],
  ...['prettier/prettier', 'vitejs/vite', 'vuejs/core', 'babel/babel', 'typescript-eslint/typescript-eslint', 'chaijs/chai'],
  ...['ajv-validator/ajv', 'mqttjs/mqtt.js', 'nestjs/nest', 'axios/axios', 'socketio/socket.io', 'automattic/mongoose'],
  ...['spf13/cobra', 'stretchr/testify', 'uber-go/zap', 'google/uuid', 'golang/go', 'moby/moby', 'docker/cli'],
  ...['microsoft/TypeScript', 'grpc-ecosystem/grpc-gateway', 'bytecodealliance/wasmtime', 'containers/image', 'git/git'],
  ...['pkg/errors', 'stevemao/left-pad', 'zloirock/core-js', 'facebook/docusaurus', 'ether/ueberdb', 'jenkinsci/git-plugin'],
];

/** What a catalogue answers differently from the two lists above, one line each; empty when all is well. */
export function failedSpotChecks(catalogue: CatalogueFile): string[] {
  const wrong = SPOT_CHECKS.flatMap((check) => {
    const found = answer(catalogue, check[0]);
    const expected = check.slice(1).join(' ');
    return found === expected ? [] : [`${check[0]}: expected ${expected}, found ${found}`];
  });
  const claimed = UNGOVERNED.flatMap((repository) => {
    const found = answer(catalogue, repository);
    return found === 'none known' ? [] : [`${repository}: expected none known, found ${found}`];
  });
  return [...wrong, ...claimed];
}

function answer(catalogue: CatalogueFile, repository: string): string {
  const [owner = '', name = ''] = repository.split('/');
  const found = matchRepository(catalogue, { host: 'github.com', owner, name });
  if (!found) return 'none known';
  const hows = { repository: 'own', alias: 'alias', organisation: 'in', 'inferred-organisation': 'likely' } as const;
  const isRested = found.via === 'repository' && found.ended === 'archived' && found.parentStage !== null;
  return [isRested ? 'rested' : hows[found.via], found.foundation, found.stage ?? found.parentStage].join(' ');
}
