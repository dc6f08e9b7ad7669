import type { Target } from '../model/manifest.ts';
import type { JsonEntry, JsonObject } from './jsonTree.ts';
import { overridden, requirementOf, type NpmLine, type Written } from './npmEntry.ts';

/** Finds what `$name` in an override stands for: the direct dependency of that name. */
export type DirectTarget = (name: string) => Target | undefined;

/**
 * The lines of npm's `overrides`, in the order of the text: nested objects override a package's own dependencies, `.` is the package itself,
 * `$name` the version required of a direct dependency. Source: docs.npmjs.com/cli "package.json: overrides".
 */
export function npmOverrides(text: string, overrides: JsonObject, direct: DirectTarget): readonly NpmLine[] {
  // The tree's own depth is bounded by its reader.
  const read = ({ entries }: JsonObject, parent: string | undefined): readonly NpmLine[] =>
    entries.flatMap((entry) => {
      const key: Written = { value: entry.key.value, span: entry.key.inner };
      const itself = key.value === '.' ? parent : undefined;
      const name = itself === undefined ? overridden(text, key, 'npm') : key;
      if (entry.value?.kind === 'object') return read(entry.value, itself ?? name.value);
      return overrideLine(text, entry, name, itself ?? name.value, direct);
    });
  return read(overrides, undefined);
}

/** The lines of Yarn's `resolutions` or of `pnpm.overrides`, whose keys are paths and whose values are requirements. */
export function flatOverrides(
  text: string,
  section: JsonObject,
  style: 'pnpm' | 'yarn',
  direct: DirectTarget,
): readonly NpmLine[] {
  return section.entries.map((entry) => {
    const name = overridden(text, { value: entry.key.value, span: entry.key.inner }, style);
    return overrideLine(text, entry, name, name.value, direct);
  });
}

/** What an override's requirement points at where that is not for its text to say: `$name`, and pnpm's `-` for "leave it out". */
export function overrideTarget(requirement: string | undefined, direct: DirectTarget): Pick<NpmLine, 'target' | 'problem'> {
  if (requirement === '-') return { target: { kind: 'none' } };
  if (requirement?.startsWith('$') !== true) return {};
  const target = direct(requirement.slice(1));
  return target === undefined
    ? { target: { kind: 'none' }, problem: `no dependency ${requirement.slice(1)} in this file` }
    : { target };
}

function overrideLine(text: string, entry: JsonEntry, name: Written, packageName: string, direct: DirectTarget): NpmLine {
  const { requirement, problem } = requirementOf(entry);
  return {
    text,
    scope: 'overrides',
    name,
    packageName,
    requirement,
    whole: { start: entry.key.span.start, end: (entry.value ?? entry.key).span.end },
    optional: false,
    ...(problem === undefined ? {} : { problem }),
    ...overrideTarget(requirement?.value, direct),
  };
}
