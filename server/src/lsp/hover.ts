import { MarkupKind, type CancellationToken, type Hover, type HoverParams } from 'vscode-languageserver';
import { cardMarkdown } from '../present/cardMarkdown.ts';
import { toRange } from './convert.ts';
import type { Gathering } from './gathering.ts';
import type { Judging } from './judging.ts';
import { dependencyAt, type OpenManifests } from './openManifests.ts';
import type { Sessions } from './sessions.ts';
import type { World } from './world.ts';

/** What a hover needs. */
export interface HoverParts {
  readonly manifests: Pick<OpenManifests, 'get'>;
  readonly sessions: Pick<Sessions, 'of'>;
  readonly gathering: Pick<Gathering, 'mayAsk' | 'one'>;
  readonly judging: Pick<Judging, 'one'>;
  readonly world: Pick<World, 'now'>;
  readonly hoverMs: number;
  /** `$(icon)`s are drawn. */
  readonly icons: boolean;
  /** There is an action for who owns a project. */
  readonly hasOwnersAction: boolean;
  /** Pictures are drawn. */
  readonly pictures: boolean;
}

/**
 * The card of the entry under the pointer. Past its budget it shows what is held, with the rest as not asked yet; what was asked goes on.
 * An entry that is being typed is never asked about.
 */
export function hoverHandler(parts: HoverParts) {
  return async ({ textDocument, position }: HoverParams, token: CancellationToken): Promise<Hover | null> => {
    // Taken back before it was begun: the event of such a token never comes.
    const isTakenBack = () => token.isCancellationRequested;
    if (isTakenBack()) return null;
    const manifest = parts.manifests.get(textDocument.uri);
    const dependency = manifest && dependencyAt(manifest.manifest(), manifest.document().offsetAt(position));
    if (!manifest || !dependency) return null;
    const range = toRange(manifest.document(), dependency.spans.whole);
    const gathered = parts.gathering.mayAsk(manifest, dependency)
      ? await first(parts.gathering.one(manifest, dependency), parts.hoverMs, token)
      : undefined;
    if (isTakenBack()) return null;
    const opened = await parts.sessions.of(manifest);
    const assessment = gathered ?? parts.judging.one(manifest, opened, dependency).assessment;
    const { icons, pictures, hasOwnersAction } = parts;
    const sections = opened.settings['card.sections'];
    const value = cardMarkdown(assessment, { now: parts.world.now(), icons, pictures, sections, hasOwnersAction });
    return { contents: { kind: MarkupKind.Markdown, value }, range };
  };
}

/** The value where it comes in time and nobody lost interest; undefined otherwise. The work goes on in any case. */
async function first<T>(work: Promise<T>, ms: number, token: CancellationToken): Promise<T | undefined> {
  let stop = (): void => undefined;
  const over = new Promise<undefined>((done) => {
    const timer = setTimeout(() => done(undefined), ms);
    const listening = token.onCancellationRequested(() => done(undefined));
    stop = () => {
      clearTimeout(timer);
      listening.dispose();
    };
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    stop();
  }
}
