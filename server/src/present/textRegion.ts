import { placesIn } from '../formats/textPlaces.ts';
import type { Dependency, Span } from '../model/manifest.ts';

/** A stretch of a text as compilers and SARIF name it: lines and columns from 1, columns in UTF-16 units, the end half-open. */
export interface TextRegion {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where stretches of one text are; the text is walked once. */
function regionsIn(text: string): (span: Span) => TextRegion {
  const placeOf = placesIn(text);
  return ({ start, end }) => {
    const [from, to] = [placeOf(start), placeOf(end)];
    return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
  };
}

/**
 * Where a manifest's dependencies are told of: each on its own entry. One that no line asks for (of a lockfile) stands on the entry that brings
 * it in, the first name of its way; where that is not known, at the start of the file.
 */
export function dependencyRegions(
  text: string,
  dependencies: readonly Dependency[],
): (dependency: Dependency, way?: readonly string[]) => TextRegion {
  const regionOf = regionsIn(text);
  const own = new Set(dependencies);
  return (dependency, way = []) => {
    const line = own.has(dependency) ? dependency : dependencies.find(({ name }) => name === way[0]);
    return regionOf(line?.spans.whole ?? { start: 0, end: 0 });
  };
}
