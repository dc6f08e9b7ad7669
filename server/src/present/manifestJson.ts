import { purlOfDependency, type Manifest, type Span } from '../model/manifest.ts';

/** What `mainstay manifest` prints: every entry with its places in UTF-16 units, half-open; null where absent or private. */
export function manifestJson({ dependencies, problems }: Manifest): object {
  return {
    dependencies: dependencies.map((dependency) => ({
      purl: purlOfDependency(dependency),
      name: dependency.name,
      requirement: dependency.requirement,
      scope: dependency.scope,
      indirect: dependency.indirect,
      spans: {
        whole: pair(dependency.spans.whole),
        name: pair(dependency.spans.name),
        requirement: dependency.spans.requirement === null ? null : pair(dependency.spans.requirement),
      },
    })),
    problems: problems.map(({ message, span }) => ({ message, span: pair(span) })),
  };
}

function pair({ start, end }: Span): readonly [number, number] {
  return [start, end];
}
