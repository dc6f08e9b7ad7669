import type { ManifestModule, ModuleReplacement } from 'module-replacements';
import { resolveDocUrl } from 'module-replacements/dist/util.js';
import type { ReplacementsFile, Suggestion } from '../../server/src/sources/replacements/format.ts';

/** A release of module-replacements: its version, and its day. */
export type Release = Pick<ReplacementsFile, 'version' | 'released'>;

/** The lists of a release of module-replacements without what no editor needs: engines but Node, identifiers of other catalogues, examples of code. */
export function compact(release: Release, { mappings, replacements }: ManifestModule): ReplacementsFile {
  const suggestions: Suggestion[] = [];
  const places = new Map<string, number>();
  const placeOf = (id: string): readonly number[] => {
    const held = places.get(id);
    const found = replacements[id];
    if (held !== undefined) return [held];
    if (!found) return [];
    places.set(id, suggestions.length);
    suggestions.push(suggestionOf(found));
    return [suggestions.length - 1];
  };
  const modules = Object.values(mappings)
    .toSorted((a, b) => (a.moduleName < b.moduleName ? -1 : 1))
    .flatMap(({ moduleName, replacements: ids, url }) => {
      const all = ids.flatMap(placeOf);
      const page = pageOf(url);
      const entry: ReplacementsFile['modules'][string] = page === undefined ? [all] : [all, page];
      return all.length === 0 ? [] : [[moduleName, entry] as const];
    });
  return { ...release, suggestions, modules: Object.fromEntries(modules) };
}

function suggestionOf(found: ModuleReplacement): Suggestion {
  switch (found.type) {
    case 'documented':
      return [isPackageName(found.replacementModule) ? 'm' : 'o', found.replacementModule];
    case 'native': {
      const node = found.engines?.find(({ engine }) => engine === 'nodejs')?.minVersion ?? null;
      return ['n', nativeName(found), node, pageOf(found.url) ?? ''];
    }
    case 'simple':
      return ['s', found.description];
    case 'removal': {
      const page = pageOf(found.url);
      return page === undefined ? ['r', found.description] : ['r', found.description, page];
    }
  }
}

/**
 * Whether the list surely names a package. It also names projects as people call them: `day.js`, which is another package than that project's, `Teleport`,
 * `node:fs`. Nobody shall come to depend on a namesake.
 */
function isPackageName(name: string): boolean {
  return /^(?:@[a-z0-9-]+\/)?[a-z0-9][a-z0-9._-]*$/.test(name) && !name.endsWith('.js');
}

/** What it is called on the platform: Node's own by module and export, else the list's own word. */
function nativeName({ id, nodeFeatureId }: Extract<ModuleReplacement, { type: 'native' }>): string {
  if (!nodeFeatureId) return id.replaceAll('_', ' ');
  const { moduleName, exportName } = nodeFeatureId;
  return exportName === undefined ? moduleName : `${moduleName} ${exportName}`;
}

function pageOf(url: Parameters<typeof resolveDocUrl>[0]): string | undefined {
  const page = resolveDocUrl(url);
  return page?.startsWith('https://') === true ? page : undefined;
}

/** The file's text: a line for every entry, so that a new release of the lists can be read as a difference. */
export function layout({ version, released, suggestions, modules }: ReplacementsFile): string {
  const lines = (entries: readonly string[]) => entries.join(',\n');
  return [
    `{"version":${JSON.stringify(version)},"released":${JSON.stringify(released)},`,
    `"suggestions":[\n${lines(suggestions.map((one) => JSON.stringify(one)))}\n],`,
    `"modules":{\n${lines(Object.entries(modules).map(([name, one]) => `${JSON.stringify(name)}:${JSON.stringify(one)}`))}\n}}\n`,
  ].join('\n');
}
