import { createEngine, type Engine } from './engine/engine.ts';
import { memoryFactStore, type FactStore, type Situation } from './engine/factStore.ts';
import { realmsOf } from './engine/factStore/realm.ts';
import type { FlightFailure } from './engine/flights.ts';
import { ledger as openLedger, type PrivacyLedger } from './engine/ledger.ts';
import { foreignHosts, type LockedHosts } from './engine/lockedHosts.ts';
import { privacyGate } from './engine/privacyGate.ts';
import { ecosystems } from './ecosystems/index.ts';
import { assess } from './assess/assess.ts';
import { deprecation, latest } from './facts/package.ts';
import type { Assessment } from './model/assessment.ts';
import type { Counting } from './model/counting.ts';
import type { Ruling } from './model/decision.ts';
import { publishAccounts, publisherRuns, releasers } from './facts/package.ts';
import type { Publishing } from './measures/trustDelta.ts';
import type { AnyFactKey, Fact } from './model/fact.ts';
import type { Elsewhere, LockedArchive } from './model/lockfile.ts';
import type { Dependency } from './model/manifest.ts';
import type { Instant } from './model/instant.ts';
import type { Moment } from './model/finding.ts';
import { subjectsIn, type GatherOptions, type Line, type Position } from './engine/gather.ts';
import type { GoClient, NpmClient } from './model/ports.ts';
import { nameOf, purlOf, type Purl } from './model/purl.ts';
import { githubClient } from './platform/githubClient.ts';
import { loadGoClient } from './platform/goClient.ts';
import { createHttp } from './platform/http.ts';
import type { Quota } from './platform/httpQuota.ts';
import type { Transport } from './platform/transport.ts';
import { loadNpmClient } from './platform/npmClient.ts';
import { endpoints, originsOf, type Upstreams } from './platform/upstreams.ts';
import { actionFacts, cardFacts, detailFacts, reportFacts } from './present/cardFacts.ts';
import type { Depth } from './model/source.ts';
import { rules } from './rules/index.ts';
import { servicesOff, type Settings } from './settings/settings.ts';
import { cachedGoMod, goModAtProxy } from './sources/go/goModFile.ts';
import { sources } from './sources/index.ts';

/** How long one go.mod may take, and the newest version of one package. */
const GO_MOD_MS = 20_000;
const NEWEST_MS = 10_000;

/** What one session is opened for: a folder's client configuration and one set of settings. */
export interface SessionOptions {
  /** The folder whose `.npmrc` counts. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly settings: Settings;
  /** Whether the folder's own files may configure requests. */
  readonly trusted: boolean;
  readonly offline: boolean;
  readonly upstreams: Upstreams;
  /** `mainstay/<version> (…)`, for the upstreams' logs. */
  readonly userAgent: string;
  /** Names of this workspace; they never leave the machine. */
  readonly localNames: ReadonlySet<Purl>;
  /** Hosts that its lockfiles take packages from: names from foreign ones never leave the machine. */
  readonly lockedHosts: Pick<LockedHosts, 'of'>;
  /** Tokens for GitHub hosts by name, lower case (`github.com`); each goes to its own host only. Without: nobody is signed in. */
  readonly githubTokens?: Pick<ReadonlyMap<string, string>, 'get' | 'size'>;
  /** What was decided about findings now, the team's decisions first. */
  decisions?(): readonly Ruling[];
  /** Who counts as no human, and who as one, beside what everybody knows. */
  readonly counting?: Counting;
  /** What GitHub still allows, shared by all sessions of a process; of its own otherwise. */
  readonly quota?: Quota;
  /** Makes the store of facts, over those that others hold too; one of its own otherwise. */
  readonly store?: (situation: Situation) => FactStore;
  /** The way to the network; this process's own sockets otherwise. */
  readonly transport?: Transport;
  /** Where names sent are written down; a ledger of its own otherwise. */
  readonly ledger?: PrivacyLedger;
  /** Everything is judged as of this earlier moment; `now` stays the clock of requests. Facts for it are held apart and die with the session. */
  readonly asOf?: Instant | undefined;
  now(): Instant;
  /** Told of what went wrong, for a log; never holds credentials. */
  log?(message: string): void;
  /** Told of every question that broke, with its subjects, for a summary. */
  onFailure?(failure: FlightFailure): void;
}

/** The newest version of a package, and its owner's notice where that version is deprecated (empty where no reason was given). */
export interface Newest {
  readonly latest: Fact<{ readonly version: string }>;
  readonly deprecated: string | undefined;
}

/** A judgement by what is held, and by what of it: as long as nothing new is held of these subjects, it would be the same. */
export interface Held {
  readonly assessment: Assessment;
  /** Keys of subjects. */
  readonly subjects: readonly string[];
}

/** One configured Mainstay: gathers and judges. */
export interface Session {
  readonly ledger: PrivacyLedger;
  /** What could not be used of the clients' configuration, one message each. */
  readonly problems: readonly string[];
  /** Hosts that the clients' configuration and the settings may lead to, `host:port` where the port is not the scheme's own. */
  readonly hosts: readonly string[];
  /** Ids of the ecosystems whose default registry is a mirror of somebody's own, while nobody has said that names there are public. */
  readonly mirrored: ReadonlySet<string>;
  /**
   * Judges a line by what is held now, asking nobody; what was not asked yet is `pending`. `asked`: how deep the line was asked about
   * before, so what nobody answered then will not be answered.
   */
  held(line: Line, moment: Moment, asked?: Depth): Held;
  /**
   * Gathers what is wanted for a line and judges it; on abort judges what is held by then. `explicit`: a person asked for this very
   * dependency, so what is scarce may be spent on it (GitHub without a token).
   */
  assess(line: Line, moment: Moment, options: Omit<GatherOptions, 'wanted'>): Promise<Assessment>;
  /**
   * Who can publish a package of npm, and who did, as far as known: of what was not asked yet one bulk question is put, shared with others asked for
   * at the same time. Never rejects.
   */
  publishing(purl: Purl): Promise<Publishing>;
  /**
   * The go.mod of a module version: the go command's cache has it, or, where `mayAsk`, a proxy that the name may be sent to. Undefined
   * otherwise. Never rejects.
   */
  goMod(path: string, version: string, options: { readonly mayAsk: boolean }): Promise<string | undefined>;
  /**
   * The newest version that the registry offers of a package that a person chose, asked of the registry alone, if at all; unknown where the name may
   * not go there. Never rejects.
   */
  newest(dependency: Dependency): Promise<Newest>;
  /** What of an archive that a lockfile takes a package of npm from is not what its registry has under the name; undefined where nobody can tell. */
  elsewhere(name: string, archive: LockedArchive): Elsewhere | undefined;
}

/** Opens a session: the one place where registries, engine and platform meet. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { folder, env, settings, trusted, offline, upstreams, asOf, now } = options;
  const [npm, go] = await Promise.all([
    loadNpmClient({ folder, trusted, env, ...(upstreams.npm === undefined ? {} : { upstream: upstreams.npm }) }),
    loadGoClient({ env, upstream: upstreams.goproxy }),
  ]);
  const places = endpoints(upstreams);
  const servers = settings['github.servers'];
  const github = githubClient({ upstream: upstreams.github, tokens: options.githubTokens ?? new Map(), servers });
  const ledger = options.ledger ?? openLedger();
  const http = createHttp({
    network: npm.network,
    ledger,
    now,
    random: Math.random,
    offline,
    userAgent: options.userAgent,
    standIns: originsOf(upstreams),
    ...(options.quota ? { quota: options.quota } : {}),
    ...(options.transport ? { transport: options.transport } : {}),
  });
  const situation: Situation = {
    realmOf: realmsOf({ npm, go, standIns: upstreams, counting: options.counting }),
    // An editor may tell of its session later than it opens a manifest.
    get isSignedIn() {
      return (options.githubTokens?.size ?? 0) > 0;
    },
  };
  const store = (asOf === undefined ? options.store?.(situation) : undefined) ?? memoryFactStore();
  const { privatePatterns, publicMirrors } = settings;
  const off = servicesOff(settings);
  const foreignHost = foreignHosts(options.lockedHosts, { elsewhere: npm.elsewhere, publicMirrors });
  const gate = privacyGate({
    npm,
    go,
    privatePatterns,
    localNames: options.localNames,
    foreignHost,
    publicMirrors,
    strict: settings.privacy === 'strict',
    ownForges: new Set(servers),
    trusted,
  });
  const engine: Engine = createEngine({
    sources,
    ecosystems,
    store,
    gate,
    foreignHost,
    switchedOff: off,
    offline,
    asOf,
    now,
    context: (source, subjects, signal) => ({
      subjects,
      view: (subject) => engine.around(subject),
      validator: (subject) => store.entry(source.id, subject)?.validator,
      http: http(source.id),
      npm,
      go,
      github,
      endpoints: places,
      ...(options.counting ? { counting: options.counting } : {}),
      now: now(),
      ...(asOf === undefined ? {} : { asOf }),
      signal,
    }),
    onFailure: (failure) => {
      options.log?.(`${failure.source}: ${failure.subjects.length} × ${failure.why}: ${failure.message}`);
      options.onFailure?.(failure);
    },
  });
  const wanted: readonly AnyFactKey[] = [
    ...new Set<AnyFactKey>([...reportFacts, ...detailFacts, ...actionFacts, ...rules.flatMap(({ keys }) => keys)]),
  ];
  const judge = ({ dependency }: Line, { version, view, before: earlier, foreignHost }: Position, moment: Moment) => {
    const before = earlier && { version: earlier.subject.version, facts: earlier.view };
    return assess(
      { dependency, version, view, before, foreignHost, moment, now: asOf ?? now(), decisions: options.decisions?.() ?? [] },
      rules,
      settings,
      cardFacts,
    );
  };
  return {
    ledger,
    elsewhere: (name, archive) => npm.elsewhere(name, archive),
    problems: [...npm.problems, ...go.problems],
    hosts: hostsOf([
      ...npm.registries,
      ...go.proxies.flatMap((element) => (element.kind === 'proxy' ? [element.base] : [])),
      ...(off.has('depsDev') ? [] : [places.depsdev]),
      ...(off.has('pkgGoDev') ? [] : [places.pkgsite]),
      ...(off.has('goGet') || places.goget === undefined ? [] : [places.goget]),
      ...(off.has('ecosystems') ? [] : [places.ecosystems]),
      ...(off.has('github') ? [] : github.addresses),
    ]),
    mirrored: new Set(publicMirrors || settings.privacy === 'strict' ? [] : mirroredBy(npm, go)),
    held(line, moment, asked) {
      const position = engine.position(line, asked);
      return { assessment: judge(line, position, moment), subjects: subjectsIn(position) };
    },
    async assess(line, moment, options) {
      return judge(line, await engine.gather(line, { wanted, ...options }), moment);
    },
    async publishing(purl) {
      const { view } = await engine.gather(lineFor(purl), { wanted: [publishAccounts], depth: 'bulk' });
      return { accounts: view.get(publishAccounts), releasers: view.get(releasers), publisherRuns: view.get(publisherRuns) };
    },
    async newest(dependency) {
      const signal = AbortSignal.timeout(NEWEST_MS);
      const wanted = [latest, deprecation];
      const { view } = await engine.gather({ dependency }, { wanted, depth: 'direct', only: 'registry', signal });
      const notice = view.get(deprecation);
      const deprecated = notice.state === 'known' && notice.value !== null ? notice.value : undefined;
      return { latest: view.get(latest), deprecated };
    },
    async goMod(path, version, { mayAsk }) {
      const cached = await cachedGoMod(go, path, version);
      if (cached !== undefined || !mayAsk || offline || !gate.allows(purlOf('golang', path), 'registry')) return cached;
      return goModAtProxy({ go, http: http('go-proxy'), signal: AbortSignal.timeout(GO_MOD_MS) }, path, version);
    },
  };
}

/** Ecosystems whose names are asked of a mirror where nothing else is said of one. */
function mirroredBy(npm: Pick<NpmClient, 'registryFor'>, go: Pick<GoClient, 'isPublicDefault' | 'proxies'>): readonly string[] {
  const isMirror = !go.isPublicDefault && go.proxies.some(({ kind }) => kind === 'proxy');
  return [...(npm.registryFor('any').isPublicDefault ? [] : ['npm']), ...(isMirror ? ['golang'] : [])];
}

/** The hosts of addresses, each once. */
function hostsOf(addresses: readonly string[]): readonly string[] {
  return [...new Set(addresses.flatMap((address) => (URL.canParse(address) ? [new URL(address).host] : [])))];
}

/** A line that asks for a package of npm in no manifest, for questions about the package alone. */
function lineFor(purl: Purl): Line {
  const nowhere = { start: 0, end: 0 };
  const spans = { whole: nowhere, name: nowhere, requirement: null };
  const common = {
    ecosystem: 'npm',
    name: nameOf(purl),
    requirement: null,
    scope: 'dependencies',
    optional: false,
    spans,
  } as const;
  return { dependency: { ...common, indirect: true, target: { kind: 'registry', purl, range: '' } } };
}
