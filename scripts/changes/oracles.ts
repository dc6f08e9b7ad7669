import { canonicalGoVersion } from '../../server/src/formats/goVersion.ts';
import type { ChangeSet } from '../../server/src/model/change.ts';
import type { Dependency } from '../../server/src/model/manifest.ts';
import { askGo } from '../soak/gomodOracle.ts';

/** A requirement as somebody else reads it: `section name` and what it asks for. */
type Requirements = ReadonlyMap<string, string>;

/** The change set in the words that others can be asked for: `+`, `-` or `~`, section, name, and what is asked for before and after. */
export function inPlainWords(set: ChangeSet): readonly string[] {
  return set
    .map(({ from, to }) => {
      const [before, after] = [from, to].map((stand) => {
        if (stand === undefined) return undefined;
        const { dependency, version } = stand;
        return {
          place: `${dependency.scope} ${dependency.name}`,
          asked: `${dependency.ecosystem === 'golang' ? (version ?? canonical(dependency)) : (dependency.requirement ?? '')}${dependency.indirect ? ' indirect' : ''}`,
        };
      });
      return plain(after?.place ?? before?.place ?? '', before?.asked, after?.asked);
    })
    .sort();
}

/** The version of a path that is nowhere to be fetched from. */
function canonical({ requirement }: Dependency): string {
  return canonicalGoVersion(requirement ?? '') ?? requirement ?? '';
}

/** The same by JSON.parse and a comparison of the sections. */
export function npmWords(before: string, after: string): readonly string[] {
  return compared(sectionsOf(before), sectionsOf(after));
}

/** The same by `go mod edit -json`. */
export async function goWords(before: string, after: string): Promise<readonly string[]> {
  const [old, now] = await askGo([before, after]);
  return goAnswerWords(old, now);
}

/** The same of two answers of `go mod edit -json` already given. */
export function goAnswerWords(before: unknown, after: unknown): readonly string[] {
  return compared(requiredIn(before), requiredIn(after));
}

function compared(before: Requirements, after: Requirements): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => plain(key, before.get(key), after.get(key)))
    .sort();
}

function plain(place: string, before: string | undefined, after: string | undefined): string {
  const sign = before === undefined ? '+' : after === undefined ? '-' : '~';
  return `${sign} ${place} ${[before, after].filter((asked) => asked !== undefined).join(' → ')}`;
}

function sectionsOf(text: string): Requirements {
  const manifest = JSON.parse(text) as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
  return new Map(
    ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap((section) =>
      Object.entries(manifest[section] ?? {}).map(([name, asked]) => [`${section} ${name}`, asked] as const),
    ),
  );
}

function requiredIn(answer: unknown): Requirements {
  const { Require, Replace } = answer as {
    readonly Require: readonly { readonly Path: string; readonly Version: string; readonly Indirect?: boolean }[] | null;
    readonly Replace:
      | readonly { readonly Old: { readonly Path: string }; readonly New: { readonly Path: string; readonly Version?: string } }[]
      | null;
  };
  const replaced = new Map((Replace ?? []).map(({ Old, New }) => [Old.Path, New.Version ?? '']));
  return new Map([
    ...(Require ?? []).map(
      ({ Path, Version, Indirect }) =>
        [`require ${Path}`, `${replaced.get(Path) ?? Version}${Indirect === true ? ' indirect' : ''}`] as const,
    ),
    ...[...replaced].map(([path, version]) => [`replace ${path}`, version] as const),
  ]);
}
