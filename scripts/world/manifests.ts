import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const Index = z.array(z.object({ file: z.string(), repo: z.string() }));
const PackageJson = z.object({
  name: z.optional(z.string()),
  version: z.optional(z.string()),
  repository: z.optional(z.unknown()),
  funding: z.optional(z.unknown()),
});

/** The facts one recorded package.json states about the version it names. */
interface StatedFacts {
  readonly repository?: unknown;
  readonly funding?: unknown;
}

/** The recorded manifests of real repositories. */
interface Manifests {
  /** By version: what the package.json of that name in that repository said while it stated that version. */
  stated(repository: string, name: string): ReadonlyMap<string, StatedFacts>;
  /** A go.mod of the repository is that module, or replaces it with that folder of its own. */
  provesModule(repository: string, path: string, folder: string | undefined): boolean;
  /** Some recorded go.mod requires the module. */
  requires(path: string): boolean;
  /** Every name required by each recorded manifest, for counting what the world covers. */
  required(): readonly { readonly file: string; readonly names: readonly string[] }[];
}

/** Reads a manifests folder with its `index.json`. */
export function readManifests(folder: string): Manifests {
  const index = Index.parse(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')));
  const present = new Set(readdirSync(folder));
  const rows = index.filter(({ file }) => present.has(file));
  const text = new Map(rows.map(({ file }) => [file, readFileSync(join(folder, file), 'utf8')]));
  const of = (repository: string, ending: string) =>
    rows.filter(({ file, repo }) => repo === repository && file.endsWith(ending)).map(({ file }) => text.get(file) ?? '');
  const goMods = rows.filter(({ file }) => file.endsWith('go.mod')).map(({ file }) => text.get(file) ?? '');
  return {
    stated: (repository, name) =>
      new Map(
        of(repository, 'package.json').flatMap((json) => {
          const manifest = PackageJson.parse(JSON.parse(json));
          return manifest.name === name && manifest.version !== undefined ? [[manifest.version, facts(manifest)] as const] : [];
        }),
      ),
    provesModule: (repository, path, own) =>
      of(repository, 'go.mod').some((mod) => {
        const lines = mod.split('\n').map((line) => line.trim());
        return lines.includes(`module ${path}`) || (own !== undefined && lines.some((line) => replacesLocally(line, path)));
      }),
    requires: (path) => goMods.some((mod) => mod.split('\n').some((line) => line.trim().split(' ').includes(path))),
    required: () => rows.map(({ file }) => ({ file, names: namesIn(file, text.get(file) ?? '') })),
  };
}

function replacesLocally(line: string, path: string): boolean {
  const [name, arrow, target] = line.split(' ');
  return name === path && arrow === '=>' && target?.startsWith('.') === true;
}

/** Only what is whole: an entry with a redacted name in it is no fact. (A licence may change before the version does: not taken.) */
function facts({ repository, funding }: z.infer<typeof PackageJson>): StatedFacts {
  const whole = (value: unknown) => value !== undefined && !JSON.stringify(value).includes('redacted');
  return {
    ...(whole(repository) ? { repository } : {}),
    ...(whole(funding) ? { funding } : {}),
  };
}

/** Rough on purpose: it only counts. */
function namesIn(file: string, text: string): readonly string[] {
  if (file.endsWith('go.mod')) {
    return [...text.matchAll(/^\s*(?:require )?([\w.-]+\.[a-z]+\/\S+) v\S+/gm)].flatMap((match) => match[1] ?? []);
  }
  const sections = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  return ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap((section) => {
    const entries = sections[section];
    return typeof entries === 'object' && entries !== null ? Object.keys(entries) : [];
  });
}
