import { LSPErrorCodes, ResponseError, type CodeAction } from 'vscode-languageserver';
import semver from 'semver';
import * as z from 'zod/mini';
import type { Newest, Session } from '../compose.ts';
import { renamed, renamingOf } from '../ecosystems/renaming.ts';
import { readGomod } from '../formats/gomod.ts';
import { canonicalGoVersion } from '../formats/goVersion.ts';
import type { Dependency } from '../model/manifest.ts';
import { purlOf } from '../model/purl.ts';
import { whyPhrase } from '../present/phrases.ts';
import type { Client } from './client.ts';
import { toEdit } from './convert.ts';
import type { OpenManifest, OpenManifests } from './openManifests.ts';
import { entryKey } from './typing.ts';

const Data = z.object({ replacing: z.object({ uri: z.string(), entry: z.string(), to: z.string(), strict: z.boolean() }) });

/** What travels with an action that replaces an entry: the manifest, the entry, the package to ask for; `strict`: only if its go.mod says that path. */
export type ReplacingData = z.infer<typeof Data>;

/** What resolving needs. */
export interface ReplacingParts {
  readonly client: Pick<Client, 'versionsEdits'>;
  readonly manifests: Pick<OpenManifests, 'get'>;
  readonly sessions: { of(manifest: OpenManifest): Promise<{ readonly session: Pick<Session, 'newest' | 'goMod'> }> };
}

/**
 * Completes an action that a person chose with its edit: the newest version of the one package is asked of its registry, unless it is held. Others are
 * returned as they are. Where there can be no edit the answer says why: the line changed, nobody could be reached, the other is deprecated too.
 */
export async function resolveReplacing(
  { client, manifests, sessions }: ReplacingParts,
  action: CodeAction,
): Promise<CodeAction | ResponseError> {
  const data = z.safeParse(Data, action.data);
  if (!data.success || action.edit) return action;
  const { uri, entry, to, strict } = data.data.replacing;
  const refused = (why: string) => new ResponseError(LSPErrorCodes.RequestFailed, `${to} was not put in: ${why}`);
  const asked = manifests.get(uri);
  const chosen = asked?.manifest().dependencies.find((one) => entryKey(one) === entry);
  if (!asked || !chosen) return refused('the line is no longer there');
  const { session } = await sessions.of(asked);
  const version = await versionOf(session, lineAskingFor(chosen, to), strict);
  if ('why' in version) return refused(version.why);
  // The text may have changed meanwhile: what is edited is looked up again.
  const manifest = asked.manifest();
  const dependency = manifest.dependencies.find((one) => entryKey(one) === entry);
  const way = dependency && renamingOf(dependency, to, manifest);
  if (!dependency || !way) return refused('the line changed');
  const edits = renamed(dependency, way, { name: to, version: version.version });
  return { ...action, edit: toEdit(asked.document(), edits, client.versionsEdits) };
}

/** An entry like another, for another package, as far as it takes to ask for its versions. */
function lineAskingFor(like: Dependency, name: string): Dependency {
  const type = like.ecosystem === 'npm' ? 'npm' : 'golang';
  return { ...like, name, target: { kind: 'registry', purl: purlOf(type, name), range: '*' } };
}

async function versionOf(
  session: Pick<Session, 'newest' | 'goMod'>,
  line: Dependency,
  strict: boolean,
): Promise<{ readonly version: string } | { readonly why: string }> {
  const { latest, deprecated }: Newest = await session.newest(line);
  if (latest.state === 'unknown') return { why: whyPhrase[latest.why] };
  if (deprecated !== undefined) return { why: 'its newest release is deprecated too' };
  const { version } = latest.value;
  if (line.ecosystem === 'npm')
    return semver.valid(version) === version ? { version } : { why: 'its newest version cannot be read' };
  if (canonicalGoVersion(version) !== version) return { why: 'its newest version cannot be read' };
  const text = await session.goMod(line.name, version, { mayAsk: true });
  const module = text === undefined ? undefined : readGomod(text).module;
  if (module === undefined ? strict : module !== line.name)
    return { why: module === undefined || module === null ? 'its go.mod cannot be read' : `its go.mod says ${module}` };
  return { version };
}
