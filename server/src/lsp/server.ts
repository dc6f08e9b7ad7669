import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  ResponseError,
  type Connection,
  type InitializeError,
  type InitializeParams,
  type WorkspaceFolder,
} from 'vscode-languageserver';
import { decisionsFile } from '../platform/decisionsFile.ts';
import { factFolder } from '../platform/factFilesFolder.ts';
import { parseUpstreams, UpstreamsError, type Upstreams } from '../platform/upstreams.ts';
import { ledgerText } from '../present/ledgerText.ts';
import {
  ALLOWED_HOSTS_REQUEST,
  CLEAR_REQUEST,
  DEPENDENCIES_VIEW,
  GITHUB_SESSION_NOTIFICATION,
  LEDGER_REQUEST,
  REFRESH_REQUEST,
  REPORT_REQUEST,
  REVIEW_VIEW,
  TRUSTED_NOTIFICATION,
} from '../protocol.ts';
import { servicesOff } from '../settings/settings.ts';
import { openStoredFacts } from '../storedFacts.ts';
import { createAround } from './around.ts';
import { capabilitiesFor, WATCHED } from './capabilities.ts';
import { readClient } from './client.ts';
import { settingsOfFolders } from './folderSettings.ts';
import { createGathering } from './gathering.ts';
import { githubSessions } from './githubSession.ts';
import { httpThroughClient } from './httpThroughClient.ts';
import { createDeciding } from './deciding.ts';
import { createDependenciesView } from './dependenciesView.ts';
import { serveDependencyReport } from './dependencyReport.ts';
import { createDiffPairs } from './diffPairs.ts';
import { createJudging } from './judging.ts';
import { createHeldJudgements } from './heldJudgements.ts';
import { createNamedPackages } from './namedPackages.ts';
import { openManifests } from './openManifests.ts';
import { personalDecisions } from './personalDecisions.ts';
import { createPolicies } from './policies.ts';
import { createPolicyView } from './policyView.ts';
import { gatheringProgress } from './progress.ts';
import { reportText } from './report.ts';
import { createReviewView } from './reviewView.ts';
import { createSessions } from './sessions.ts';
import { serveDocuments } from './serveDocuments.ts';
import { serveFeatures } from './serveFeatures.ts';
import { serveTrees } from './serveTrees.ts';
import { createShowing } from './showing.ts';
import { createWorkspaceLines } from './workspaceLines.ts';
import { textAtMergeBase, type MergeBases } from '../mergeBaseText.ts';
import { folderOf } from './places.ts';
import { hostsToAllow } from './allowedHosts.ts';
import { WAITS, type World } from './world.ts';

/** Serves one client over a connection until it ends. Everything of the outer world comes in through the two arguments. */
export function startServer(connection: Connection, world: World): void {
  connection.onInitialize((params) => {
    const upstreams = upstreamsOf(world);
    if (upstreams instanceof ResponseError) return upstreams;
    const client = serve(connection, world, upstreams, params);
    return { capabilities: capabilitiesFor(client), serverInfo: { name: 'Mainstay', version: world.version } };
  });
  connection.listen();
}

function upstreamsOf({ env }: World): Upstreams | ResponseError<InitializeError> {
  try {
    return parseUpstreams(env['MAINSTAY_UPSTREAMS']);
  } catch (error) {
    if (error instanceof UpstreamsError) return new ResponseError(ErrorCodes.InvalidParams, error.message, { retry: false });
    throw error;
  }
}

/** Wires the parts together; nothing is asked of anybody before a manifest is open. */
function serve(connection: Connection, world: World, upstreams: Upstreams, params: InitializeParams) {
  const client = readClient(params);
  const waits = { ...WAITS, ...world.waits };
  let over = false;
  const log = (message: string) => {
    if (!over) connection.console.log(message);
  };
  const failed = (error: unknown) => log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  let workspace: readonly WorkspaceFolder[] = params.workspaceFolders ?? [];
  let folders = workspace.map(({ uri }) => uri);
  let trusted = client.options.trusted;

  const settings = settingsOfFolders(connection.workspace, client.pullsSettings, client.settings);
  const allowed = hostsToAllow();
  const github = githubSessions();
  const facts = openStoredFacts({ folder: factFolder(client.storage, world), now: () => world.now(), log });
  const personal = personalDecisions(decisionsFile(client.storage, world));
  const policies = createPolicies({ folders: () => folders, personal: () => personal.held() });
  const named = createNamedPackages();
  const sessions = createSessions({
    world,
    policies,
    upstreams,
    settings,
    facts,
    github,
    folders: () => folders,
    trusted: () => trusted,
    ...(client.options.httpThroughClient ? { transport: httpThroughClient(connection) } : {}),
    async opened(session, chosen) {
      const hosts = allowed(session, trusted && !servicesOff(chosen).has('goGet'));
      if (client.options.httpThroughClient) await connection.sendRequest(ALLOWED_HOSTS_REQUEST, hosts);
    },
    changed() {
      showing.touch();
      trees.learnt(DEPENDENCIES_VIEW);
    },
    log,
  });
  const mergeBases: MergeBases = new Map();
  const around = createAround(
    () => folders,
    sessions,
    // A folder that is not trusted has no program run on it.
    async ({ uri, path }, problem) => {
      if (!trusted) return undefined;
      const { settings: chosen } = await settings.of(folderOf(uri, folders));
      return textAtMergeBase(path, chosen['review.base'], world.env, problem, mergeBases);
    },
  );
  const pairs = createDiffPairs();
  const manifests = openManifests(around.read, () => folders, pairs);
  const progress = gatheringProgress(connection.window, { shown: client.showsProgress, afterMs: waits.progressMs });
  const gathering = createGathering({
    sessions,
    waits,
    progressed() {
      progress.pending(manifests.all().reduce((sum, manifest) => sum + gathering.pending(manifest), 0));
      showing.touch();
    },
    failed,
  });
  const judgements = createHeldJudgements(() => world.now());
  const judging = createJudging(judgements);
  const policyView = createPolicyView({ policies, manifests, sessions, judging, named, client, world });
  const showing = createShowing({
    connection,
    client,
    manifests,
    sessions,
    gathering,
    judging,
    policies,
    policyView,
    world,
    refreshMs: waits.refreshMs,
    rulePages: world.rulePages,
    failed,
  });

  /** Settings, credentials, trust or the files around changed: every open manifest is looked at anew. */
  async function lookAgain(): Promise<void> {
    showing.touch();
    await Promise.all(manifests.all().map((manifest) => gathering.again(manifest)));
    showing.touch();
  }
  function reopen(): void {
    trees.changed();
    policies.changed();
    personal.changed();
    sessions.reopen();
    lookAgain().catch(failed);
  }
  function rejudge(): void {
    if (over) return;
    trees.changed();
    sessions.rejudge();
    lookAgain().catch(failed);
  }
  const review = createReviewView({
    sessions,
    settings,
    personal,
    client,
    world,
    folders: () => workspace,
    trusted: () => trusted,
  });
  const workspaceLines = createWorkspaceLines({ sessions, judgements, folders: () => workspace });
  const dependencies = createDependenciesView({
    workspaceLines,
    settings,
    client,
    world,
    patienceMs: waits.viewMs,
    folders: () => folders,
    learnt: () => trees.learnt(DEPENDENCIES_VIEW),
  });
  const views = { [REVIEW_VIEW]: review, [DEPENDENCIES_VIEW]: dependencies };
  const trees = serveTrees(connection, views, waits.refreshMs, failed);
  serveDependencyReport({ connection, workspaceLines, world, folders: () => workspace, failed });
  const deciding = createDeciding({ connection, client, manifests, sessions, judging, policies, personal, world, rejudge });

  serveDocuments({
    connection,
    manifests,
    pairs,
    gathering,
    showing,
    around,
    policies,
    named,
    folders: () => folders,
    settledMs: waits.settledMs,
    reopen,
    rejudge,
    lookAgain,
    filesChanged: () => trees.changed(),
    failed,
  });
  serveFeatures({
    connection,
    client,
    manifests,
    sessions,
    gathering,
    judging,
    policies,
    policyView,
    personal,
    deciding,
    world,
    hoverMs: waits.hoverMs,
  });

  connection.onInitialized(() => {
    if (client.registersSettings)
      connection.client.register(DidChangeConfigurationNotification.type, { section: 'mainstay' }).catch(failed);
    if (client.registersWatchers)
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHED }).catch(failed);
    if (params.capabilities.workspace?.workspaceFolders === true)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        workspace = [...workspace.filter(({ uri }) => !gone.has(uri)), ...added];
        folders = workspace.map(({ uri }) => uri);
        around.changed();
        reopen();
      });
  });
  connection.onDidChangeConfiguration(({ settings: pushed }) => {
    settings.changed(pushed);
    reopen();
  });
  connection.onNotification(TRUSTED_NOTIFICATION, () => {
    trusted = true;
    reopen();
  });
  connection.onNotification(GITHUB_SESSION_NOTIFICATION, (told: unknown) => {
    if (github.told(told)) reopen();
  });
  connection.onRequest(REFRESH_REQUEST, () => {
    sessions.doubt();
    trees.changed();
    lookAgain().catch(failed);
    return null;
  });
  connection.onRequest(CLEAR_REQUEST, async () => {
    for (const { gathered } of manifests.all()) gathered.clear();
    await sessions.forget();
    return null;
  });
  connection.onRequest(LEDGER_REQUEST, () => ledgerText([sessions.ledger]));
  connection.onRequest(REPORT_REQUEST, async () => {
    const kinds = manifests.all().map(({ ecosystem }) => ecosystem.files[0] ?? ecosystem.id);
    return reportText({
      version: world.version,
      editor: client.name,
      runtime: world.runtime,
      trusted,
      throughClient: client.options.httpThroughClient,
      signedIn: github.size,
      manifests: new Map([...new Set(kinds)].map((kind) => [kind, kinds.filter((one) => one === kind).length])),
      settings: await Promise.all(manifests.all().map(async (manifest) => (await sessions.of(manifest)).settings)),
      status: await showing.status(),
      ledger: sessions.ledger,
    });
  });
  connection.onShutdown(async () => {
    over = true;
    showing.stop();
    trees.stop();
    for (const manifest of manifests.all()) {
      gathering.closed(manifest);
      manifests.close(manifest.uri);
    }
    await facts.flush();
  });
  return client;
}
