import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Ruling } from '../model/decision.ts';
import { policyOf, policyPlace, policyProblems, readPolicyFile, type PolicyFile } from '../policies.ts';
import { noPolicy, type TeamPolicy } from '../policy/teamPolicy.ts';
import { POLICY_FILE } from '../protocol.ts';
import type { OpenManifest } from './openManifests.ts';
import type { OwnRulings } from './personalDecisions.ts';
import { folderHolding, nameOfUri, pathOf } from './places.ts';

/** What was decided for a manifest: by its team, and by whoever sits here. */
export interface PolicyInForce {
  /** Where the team's policy is or would be; undefined where there is no place for one. */
  readonly path: string | undefined;
  /** What counts of it: the text that is open, and private patterns of the file too, so that typing in it lets no name go. */
  readonly policy: TeamPolicy;
  /** The team's decisions, then one's own. */
  readonly rulings: readonly Ruling[];
  readonly problems: readonly string[];
}

/** The policies of the workspace, as files and as open documents. */
export interface Policies {
  of(manifest: Pick<OpenManifest, 'uri' | 'path'>): Promise<PolicyInForce>;
  /** Where a team's decision about a manifest belongs, and what stands there now; undefined where there is no place. */
  team(manifest: Pick<OpenManifest, 'uri' | 'path'>): Promise<PolicyAt | undefined>;
  /** The policy in an open document. */
  at(uri: string): PolicyAt | undefined;
  open(document: TextDocument): boolean;
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): boolean;
  close(uri: string): boolean;
  documents(): readonly TextDocument[];
  /** Files changed: they are read again when next wanted. */
  changed(): void;
}

/** A policy and where it is. */
export interface PolicyAt {
  readonly path: string;
  readonly uri: string;
  readonly file: PolicyFile;
  /** It is an open document, or a file that is there. */
  readonly exists: boolean;
}

/** What policies are found by; `personal` are the decisions of whoever sits here, with what is wrong with them. */
export interface PoliciesOptions {
  folders(): readonly string[];
  personal(): Promise<OwnRulings>;
}

/** Whether a document is a policy, by its name. */
export function isPolicy(uri: string): boolean {
  return nameOfUri(uri).endsWith(`/${POLICY_FILE}`);
}

/** No document is open at first, and no file was read. */
export function createPolicies({ folders, personal }: PoliciesOptions): Policies {
  const documents = new Map<string, { document: TextDocument; file: PolicyFile }>();
  let places = new Map<string, Promise<string | undefined>>();
  let files = new Map<string, Promise<PolicyFile>>();
  /** What was put together last, and of what: asked for with every hover. */
  const inForce = new Map<string, { file: PolicyFile; onDisk: PolicyFile; own: OwnRulings; policy: PolicyInForce }>();

  /** A text that is in no file belongs to the folder its name lies in, as a diff's other side does; else to the first. */
  function placeOf({ uri, path }: Pick<OpenManifest, 'uri' | 'path'>): Promise<string | undefined> {
    const top = pathOf(folderHolding(uri, folders()) ?? (path === undefined ? (folders()[0] ?? '') : ''));
    const folder = path === undefined ? top : dirname(path);
    if (folder === undefined) return Promise.resolve(undefined);
    const key = `${folder}\n${top ?? ''}`;
    const place = places.get(key) ?? policyPlace(folder, top);
    places.set(key, place);
    return place;
  }

  function fileAt(path: string): Promise<PolicyFile> {
    const file = files.get(path) ?? readPolicyFile(path);
    files.set(path, file);
    return file;
  }

  const openAt = (path: string) => [...documents.values()].find(({ document }) => pathOf(document.uri) === path);

  function put(document: TextDocument): void {
    documents.set(document.uri, { document, file: policyOf(pathOf(document.uri) ?? document.uri, document.getText()) });
  }

  return {
    async of(manifest) {
      const [path, own] = await Promise.all([placeOf(manifest), personal()]);
      if (path === undefined) return { path, policy: noPolicy, rulings: own.rulings, problems: own.problems };
      const onDisk = await fileAt(path);
      const file = openAt(path)?.file ?? onDisk;
      const held = inForce.get(path);
      if (held?.file === file && held.onDisk === onDisk && held.own === own) return held.policy;
      const policy = together(path, file, onDisk, own);
      inForce.set(path, { file, onDisk, own, policy });
      return policy;
    },
    async team(manifest) {
      const path =
        (await placeOf(manifest)) ?? (manifest.path === undefined ? undefined : join(dirname(manifest.path), POLICY_FILE));
      if (path === undefined) return undefined;
      const open = openAt(path);
      if (open) return { path, uri: open.document.uri, file: open.file, exists: true };
      const file = await fileAt(path);
      return { path, uri: pathToFileURL(path).href, file, exists: file.text !== '' };
    },
    at(uri) {
      const open = documents.get(uri);
      return open && { path: open.file.path, uri, file: open.file, exists: true };
    },
    open(document) {
      if (!isPolicy(document.uri)) return false;
      put(document);
      return true;
    },
    change(uri, version, changes) {
      const open = documents.get(uri);
      if (open) put(TextDocument.update(open.document, [...changes], version));
      return open !== undefined;
    },
    close: (uri) => documents.delete(uri),
    documents: () => [...documents.values()].map(({ document }) => document),
    changed() {
      places = new Map();
      files = new Map();
    },
  };
}

function together(path: string, file: PolicyFile, onDisk: PolicyFile, own: OwnRulings): PolicyInForce {
  const { policy } = file.reading;
  return {
    path,
    policy: { ...policy, privatePatterns: [...new Set([...policy.privatePatterns, ...onDisk.reading.policy.privatePatterns])] },
    rulings: [...policy.decisions.map((decision): Ruling => ({ scope: 'team', decision })), ...own.rulings],
    problems: [...policyProblems(file, POLICY_FILE), ...own.problems],
  };
}
