import type { CatalogueFile } from '../../server/src/sources/catalogue/format.ts';
import type { Built } from './build.ts';
import { failedSpotChecks } from './spotChecks.ts';

/** A source may lose this share of its rows before a person has to look: lists shrink slowly, a changed format empties them. */
const LOSS_LIMIT = 0.1;

/**
 * Why a refreshed catalogue must not be taken unseen: a source that lost more than a tenth of its rows, a spot-checked project that
 * flipped, a repository that a second foundation now lists. Empty when there is nothing.
 */
export function objections(pinned: Built, refreshed: Built): string[] {
  const lost = [...pinned.rows].flatMap(([source, before]) => {
    const after = refreshed.rows.get(source) ?? 0;
    return after < before * (1 - LOSS_LIMIT) ? [`${source} has ${after} rows, had ${before}`] : [];
  });
  const known = new Set(failedSpotChecks(pinned.file));
  const flipped = failedSpotChecks(refreshed.file).filter((line) => !known.has(line));
  const second = refreshed.conflicts.filter((line) => !pinned.conflicts.includes(line)).map((line) => `two foundations: ${line}`);
  return [...lost, ...flipped, ...second];
}

/** What changed between two catalogues, one line per project: `+` new, `-` gone, `~` another stage; repositories that moved. */
export function differences(before: CatalogueFile, after: CatalogueFile): string[] {
  const old = stages(before);
  const now = stages(after);
  const changed = [...now].flatMap(([project, stage]) => {
    const previous = old.get(project);
    if (previous === undefined) return [`+ ${project}: ${stage}`];
    return previous === stage ? [] : [`~ ${project}: ${previous} → ${stage}`];
  });
  const gone = [...old].flatMap(([project, stage]) => (now.has(project) ? [] : [`- ${project}: ${stage}`]));
  const homes = foundations(before);
  const moved = [...foundations(after)].flatMap(([repository, foundation]) => {
    const previous = homes.get(repository);
    return previous === undefined || previous === foundation ? [] : [`> ${repository}: ${previous} → ${foundation}`];
  });
  return [...changed, ...gone, ...moved].sort();
}

function stages({ projects, foundations: names }: CatalogueFile): Map<string, string> {
  return new Map(projects.map(([name, at, stage]) => [`${names[at]?.name ?? '?'} / ${name}`, stage ?? 'no stage']));
}

function foundations({ projects, foundations: names }: CatalogueFile): Map<string, string> {
  return new Map(projects.flatMap(([, at, , , , bundles]) => bundles.map((bundle) => [bundle, names[at]?.name ?? '?'] as const)));
}
