import { readGomod } from '../formats/gomod.ts';
import { nameOf, typeOf } from '../model/purl.ts';
import type { Dependency, Manifest } from '../model/manifest.ts';

/** Reads the go.mod of a module version; undefined where it cannot be had. */
export type ReadGoMod = (path: string, version: string) => Promise<string | undefined>;

/** Most go.mod files read for one manifest, and how many at a time. */
const MAX_READS = 2_000;
const AT_ONCE = 16;

interface Module {
  readonly name: string;
  readonly names: readonly string[];
}

/**
 * The ways that bring in modules which a go.mod lists as `// indirect`: the shortest from a direct requirement on, of equally short ones the
 * first by name; without the module's own name. A go.mod lists the version that is built of every module, so that each is read at that
 * version. A module whose way is not found is left out: a go.mod on the way could not be had.
 */
export async function goWays(
  { dependencies }: Manifest,
  wanted: ReadonlySet<string>,
  read: ReadGoMod,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const required = new Map(
    dependencies.flatMap((dependency) => (dependency.scope === 'require' ? [[dependency.name, dependency]] : [])),
  );
  const ways = new Map<string, readonly string[]>();
  const seen = new Set<string>();
  const direct = [...required.values()].flatMap(({ indirect, name }) => (indirect ? [] : [name]));
  let level: readonly Module[] = direct.sort().map((name) => ({ name, names: [] }));
  for (const { name } of level) seen.add(name);
  let reads = 0;
  while (level.length > 0 && [...wanted].some((name) => !seen.has(name))) {
    const next: Module[] = [];
    for (let start = 0; start < level.length && reads < MAX_READS; start += AT_ONCE) {
      const modules = level.slice(start, start + AT_ONCE);
      reads += modules.length;
      const lists = await Promise.all(modules.map(({ name }) => requiredOf(required.get(name), read)));
      for (const [index, { name, names }] of modules.entries()) {
        for (const brought of lists[index] ?? []) {
          if (!required.has(brought) || seen.has(brought)) continue;
          seen.add(brought);
          next.push({ name: brought, names: [...names, name] });
        }
      }
    }
    for (const { name, names } of next) if (wanted.has(name)) ways.set(name, names);
    level = next;
  }
  return ways;
}

async function requiredOf(dependency: Dependency | undefined, read: ReadGoMod): Promise<readonly string[]> {
  const target = dependency?.target;
  if (target?.kind !== 'registry' || typeOf(target.purl) !== 'golang') return [];
  const text = await read(nameOf(target.purl), target.range);
  return text === undefined
    ? []
    : readGomod(text)
        .require.map(({ path }) => path.value)
        .sort();
}
