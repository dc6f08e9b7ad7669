import type { Dependency } from '../../server/src/model/manifest.ts';
import { purlOfDependency } from '../../server/src/model/manifest.ts';
import { nameOf, typeOf } from '../../server/src/model/purl.ts';
import { importPrefixes } from '../../server/src/sources/catalogue/importPrefixes.ts';
import { repositoryOfImportPath } from '../../server/src/sources/importPaths.ts';
import { GO, NPM } from '../world/mapping.ts';

const prefixes = importPrefixes();
const reviewed: ReadonlyMap<string, string> = new Map([
  ...NPM.map(({ name, history }) => [`npm ${name}`, history] as const),
  ...GO.map(({ path, history }) => [`golang ${path}`, history] as const),
]);

/**
 * The GitHub repository a line's package is developed in, `owner/name`: of a Go module what the product reads from its path, else the reviewed table of
 * the recorded world (`scripts/world/mapping.ts`), where every row says how it is known. Undefined where neither tells: nothing is guessed.
 */
export function homeOf(dependency: Dependency): string | undefined {
  const purl = purlOfDependency(dependency);
  if (purl === null) return undefined;
  const [type, name] = [typeOf(purl), nameOf(purl)];
  const told = type === 'golang' ? repositoryOfImportPath(name, prefixes)?.repository : undefined;
  if (told?.host === 'github.com') return `${told.owner}/${told.name}`;
  return reviewed.get(`${type} ${name}`);
}
