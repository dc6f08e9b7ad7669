import { dirname } from 'node:path';
import { openSession, type Session } from '../compose.ts';
import { factStoreOver, type FactStore } from '../engine/factStore.ts';
import { createLockedHosts, type LockedHosts } from '../engine/lockedHosts.ts';
import { ledger as openLedger, type PrivacyLedger } from '../engine/ledger.ts';
import type { Subject } from '../model/subject.ts';
import type { Purl } from '../model/purl.ts';
import { createQuota } from '../platform/httpQuota.ts';
import type { Transport } from '../platform/transport.ts';
import type { Upstreams } from '../platform/upstreams.ts';
import type { Settings } from '../settings/settings.ts';
import { underPolicy } from '../settings/underPolicy.ts';
import type { SharedEntries } from '../engine/factStore/sharedEntries.ts';
import { countAnswers, type Answers } from './answers.ts';
import { createDoubts, type Doubts } from './doubtfulStore.ts';
import type { SettingsOfFolders } from './folderSettings.ts';
import type { GitHubSessions } from './githubSession.ts';
import type { OpenManifest } from './openManifests.ts';
import { folderHolding, npmrcFolder, pathOf } from './places.ts';
import type { Policies, PolicyInForce } from './policies.ts';
import type { World } from './world.ts';

/** A session with what it was opened for. */
export interface OpenedSession {
  readonly session: Session;
  /** As the team's policy has them. */
  readonly settings: Settings;
  readonly policy: PolicyInForce;
  readonly problems: readonly string[];
  /** Of which subjects something came to be held: what was judged by them may be judged otherwise now. */
  readonly answers: Pick<Answers, 'count' | 'since'>;
}

/** A manifest by where it is, open or not. */
type Place = Pick<OpenManifest, 'uri' | 'path'> & Partial<Pick<OpenManifest, 'keptBack'>>;

/** What counts for a manifest in place of what its folder says: of a change under review, what stood before it. */
export interface Otherwise {
  /** The folder whose npm settings count, and what tells it from others: it may be gone once the session is open. */
  readonly npmrc?: { readonly folder: string; readonly key: string } | undefined;
  readonly policy?: { readonly inForce: PolicyInForce; readonly key: string } | undefined;
  /** Patterns of names that are private besides. */
  readonly privatePatterns: readonly string[];
}

const NOTHING_ELSE: Otherwise = { privatePatterns: [] };

/** The sessions of the workspace: one for each folder with npm settings or a policy of its own, opened when first wanted. */
export interface Sessions {
  readonly ledger: PrivacyLedger;
  /** Names of the workspace; they never leave the machine. Grows as manifests are read. */
  readonly localNames: Set<Purl>;
  /** Hosts that lockfiles take packages from; those of foreign ones never leave the machine either. */
  readonly lockedHosts: LockedHosts;
  of(manifest: Place, otherwise?: Otherwise): Promise<OpenedSession>;
  /** Opens every session anew when next wanted: facts and ledger stay, what could not be learnt is asked again. */
  reopen(): void;
  /** Opens every session anew when next wanted; what could not be learnt stays so until it is due. */
  rejudge(): void;
  /** What is held is asked again when next wanted. */
  doubt(): void;
  /** Forgets every fact, those on disk too; resolves once they are gone. */
  forget(): Promise<void>;
}

/** What is held for one place, whatever session is open there. */
interface Held {
  readonly doubts: Doubts;
  store: FactStore | undefined;
}

/** What sessions are opened with. */
export interface SessionsOptions {
  readonly world: World;
  readonly upstreams: Upstreams;
  readonly settings: SettingsOfFolders;
  readonly policies: Pick<Policies, 'of'>;
  /** The facts that all sessions hold, and other windows. */
  readonly facts: SharedEntries;
  /** Where the user is signed in to GitHub. */
  readonly github: Pick<GitHubSessions, 'get' | 'size'>;
  /** Addresses of the workspace's folders now. */
  folders(): readonly string[];
  trusted(): boolean;
  readonly transport?: Transport;
  /** Told of every session before it is used, with the hosts it may ask. */
  opened(session: Session, settings: Settings): Promise<void>;
  /** Called after every answer. */
  changed(): void;
  log(message: string): void;
}

/** No session is open at first. */
export function createSessions(options: SessionsOptions): Sessions {
  const { world, settings, folders } = options;
  const answers = countAnswers();
  const ledger = openLedger();
  const localNames = new Set<Purl>();
  const lockedHosts = createLockedHosts(() => answers.aboutAll());
  const quota = createQuota(() => Date.parse(world.now()));
  const held = new Map<string, Held>();
  let sessions = new Map<string, Promise<OpenedSession>>();
  let places = new Map<string, Promise<string>>();

  /** The folder whose npm settings count; looked up once until something changes. */
  function placeOf({ path }: Pick<OpenManifest, 'path'>, top: string | undefined): Promise<string> {
    const above = top === undefined ? undefined : pathOf(top);
    if (path === undefined) return Promise.resolve(above ?? pathOf(folders()[0] ?? '') ?? '.');
    const key = `${dirname(path)}\n${top ?? ''}`;
    const place = places.get(key) ?? npmrcFolder(path, above).catch(() => dirname(path)); // npm itself says what it cannot read there
    places.set(key, place);
    return place;
  }

  function changed(subjects: readonly Subject[] | 'all'): void {
    if (subjects === 'all') answers.aboutAll();
    else answers.about(subjects);
    options.changed();
  }

  async function open(
    folder: string,
    top: string | undefined,
    here: Held,
    team: PolicyInForce,
    keptBack: readonly string[],
  ): Promise<OpenedSession> {
    const { settings: own, problems } = await settings.of(top);
    const privatePatterns = [...team.policy.privatePatterns, ...keptBack];
    const chosen = underPolicy(own, { ...team.policy, privatePatterns }, undefined);
    const session = await openSession({
      folder,
      env: world.env,
      settings: chosen,
      trusted: options.trusted(),
      offline: false,
      upstreams: options.upstreams,
      userAgent: world.userAgent,
      localNames,
      lockedHosts,
      decisions: () => team.rulings,
      counting: team.policy.people,
      githubTokens: options.github,
      quota,
      store: (situation) => (here.store = here.doubts.over(factStoreOver(options.facts, situation))),
      ledger,
      ...(options.transport ? { transport: options.transport } : {}),
      now: () => world.now(),
      log: (message) => options.log(message),
    });
    await options.opened(session, chosen);
    return {
      session,
      settings: chosen,
      policy: team,
      problems: [...problems, ...team.problems, ...session.problems],
      answers,
    };
  }

  return {
    ledger,
    localNames,
    lockedHosts,
    async of(manifest, { npmrc, policy, privatePatterns } = NOTHING_ELSE) {
      const top = folderHolding(manifest.uri, folders());
      const [folder, team] = await Promise.all([
        npmrc?.folder ?? placeOf(manifest, top),
        policy?.inForce ?? options.policies.of(manifest),
      ]);
      const keptBack = [...(manifest.keptBack?.() ?? []), ...privatePatterns];
      const key = [top ?? '', npmrc?.key ?? folder, policy?.key ?? team.path ?? '', ...keptBack].join('\n');
      const here = held.get(key) ?? { doubts: createDoubts(() => world.now(), changed), store: undefined };
      held.set(key, here);
      const opened = sessions.get(key) ?? open(folder, top, here, team, keptBack);
      sessions.set(key, opened);
      return await opened;
    },
    rejudge() {
      sessions = new Map();
    },
    reopen() {
      sessions = new Map();
      places = new Map();
      for (const { doubts } of held.values()) doubts.doubtFailures();
    },
    doubt() {
      for (const { doubts } of held.values()) doubts.doubtAll();
    },
    forget() {
      for (const { store } of held.values()) store?.clear();
      options.facts.clear(); // also where no session has been opened yet
      return options.facts.flush();
    },
  };
}
