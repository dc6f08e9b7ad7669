import * as z from 'zod/mini';
import { speaking, SEVERITIES } from '../model/finding.ts';
import type { Dependency } from '../model/manifest.ts';
import { dependencyDocument, findingsDocument, ownersDocument } from '../present/explanation.ts';
import type { Explanation } from '../protocol.ts';
import { linesOf } from './convert.ts';
import type { Gathering } from './gathering.ts';
import type { Judging } from './judging.ts';
import { dependencyAt, type OpenManifest, type OpenManifests } from './openManifests.ts';
import { nameOfUri } from './places.ts';
import type { Sessions } from './sessions.ts';
import type { World } from './world.ts';

const Asked = z.object({
  uri: z.string(),
  name: z.optional(z.string()),
  part: z.optional(z.literal('owner')),
  position: z.optional(z.object({ line: z.int().check(z.gte(0)), character: z.int().check(z.gte(0)) })),
});

/** What explaining needs. */
export interface ExplainingParts {
  readonly manifests: Pick<OpenManifests, 'get'>;
  readonly sessions: Pick<Sessions, 'of'>;
  readonly gathering: Pick<Gathering, 'mayAsk' | 'one'>;
  readonly judging: Pick<Judging, 'one' | 'direct'>;
  readonly world: Pick<World, 'now'>;
}

/**
 * Everything known of one entry of an open manifest, asked about as a hover does but waited for; without a place or a name, its findings as held. Null
 * where there is no such entry, manifest or finding. An entry that is being typed is never asked about.
 */
export async function explain(parts: ExplainingParts, given: unknown): Promise<Explanation | null> {
  const read = z.safeParse(Asked, given);
  const manifest = read.success ? parts.manifests.get(read.data.uri) : undefined;
  if (!read.success || !manifest) return null;
  await manifest.ready();
  const { name, position } = read.data;
  const now = parts.world.now();
  const file = nameOfUri(manifest.uri).split('/').at(-1) ?? '';
  const opened = await parts.sessions.of(manifest);
  if (name === undefined && position === undefined) {
    const spoken = parts.judging
      .direct(manifest, opened)
      .map(({ assessment }) => assessment)
      .filter(({ findings }) => speaking(findings).length > 0)
      .sort((a, b) => loudness(a) - loudness(b));
    return spoken.length === 0 ? null : findingsDocument(spoken, { file, now });
  }
  const dependency = entryMeant(manifest, name, position);
  if (!dependency) return null;
  const gathered = parts.gathering.mayAsk(manifest, dependency) ? await parts.gathering.one(manifest, dependency) : undefined;
  const assessment = gathered ?? parts.judging.one(manifest, opened, dependency).assessment;
  if (read.data.part === 'owner') return ownersDocument(assessment, { now }) ?? null;
  return dependencyDocument(assessment, { file, now });
}

function loudness({ findings }: Parameters<typeof dependencyDocument>[0]): number {
  return Math.min(...speaking(findings).map(({ severity }) => SEVERITIES.indexOf(severity)));
}

/** The entry at a place, or else the line's only one; the first of a name. */
function entryMeant(
  manifest: OpenManifest,
  name: string | undefined,
  position: { readonly line: number; readonly character: number } | undefined,
): Dependency | undefined {
  const read = manifest.manifest();
  if (position === undefined) return read.dependencies.find((one) => one.name === name);
  const document = manifest.document();
  const at = dependencyAt(read, document.offsetAt(position));
  if (at) return at;
  const onLine = read.dependencies.filter(({ spans }) => {
    const [first, last] = linesOf(document, spans.whole);
    return first <= position.line && position.line <= last;
  });
  return onLine.length === 1 ? onLine[0] : undefined;
}
