import type { JsonEntry, JsonObject } from '../formats/jsonTree.ts';
import { overridden, requirementOf, type NpmLine, type Written } from './npmEntry.ts';

/** Finds what `$name` in an override stands for: the requirement of the direct dependency of that name. */
export type DirectSpec = (name: string) => string | undefined;

/**
 * The lines of npm's `overrides`, in the order of the text: nested objects override a package's own dependencies, `.` is the package itself,
 * `$name` the version required of a direct dependency. Source: the npm documentation, "package.json: overrides".
 */
export function npmOverrides(text: string, overrides: JsonObject, direct: DirectSpec): readonly NpmLine[] {
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
export function flatOverrides(text: string, section: JsonObject, style: 'pnpm' | 'yarn', direct: DirectSpec): readonly NpmLine[] {
  return section.entries.map((entry) => {
    const name = overridden(text, { value: entry.key.value, span: entry.key.inner }, style);
    return overrideLine(text, entry, name, name.value, direct);
  });
}

/** What an override's requirement stands for where that is not its own text: `$name`, and pnpm's `-` for "leave it out". */
function overrideSpec(requirement: string | undefined, direct: DirectSpec): Pick<NpmLine, 'spec' | 'problem'> {
  if (requirement === '-') return { spec: null };
  if (requirement?.startsWith('$') !== true) return {};
  const spec = direct(requirement.slice(1));
  return spec === undefined ? { spec: null, problem: `no dependency ${requirement.slice(1)} in this file` } : { spec };
}

function overrideLine(text: string, entry: JsonEntry, name: Written, packageName: string, direct: DirectSpec): NpmLine {
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
    ...overrideSpec(requirement?.value, direct),
  };
}
