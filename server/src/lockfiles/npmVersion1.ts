import { entriesOf, memberOf, textOf, textsOf } from './loose.ts';

/** Levels of packages inside packages; npm itself flattens them to a few. */
const MAX_LEVELS = 60;

/**
 * The tree of a lockfile of version 1 in the shape of version 3: entries by their path in node_modules, `requires` as dependencies. Ends
 * after `most` entries and one.
 */
export function flattened(root: unknown, most: number): readonly (readonly [string, unknown])[] {
  const flat: (readonly [string, unknown])[] = [];
  let level: readonly (readonly [folder: string, packages: unknown])[] = [['', root]];
  for (let depth = 0; depth < MAX_LEVELS && level.length > 0; depth += 1) {
    const next: (readonly [string, unknown])[] = [];
    for (const [folder, packages] of level) {
      for (const [name, entry] of entriesOf(packages)) {
        const path = `${folder}node_modules/${name}`;
        flat.push([
          path,
          {
            version: textOf(memberOf(entry, 'version')),
            resolved: textOf(memberOf(entry, 'resolved')),
            integrity: textOf(memberOf(entry, 'integrity')),
            dependencies: Object.fromEntries(textsOf(memberOf(entry, 'requires'))),
          },
        ]);
        if (flat.length > most) return flat;
        next.push([`${path}/`, memberOf(entry, 'dependencies')]);
      }
    }
    level = next;
  }
  return flat;
}
