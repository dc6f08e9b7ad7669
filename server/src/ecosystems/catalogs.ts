import type { Dependency, Manifest, Problem } from '../model/manifest.ts';
import { nameOf } from '../model/purl.ts';
import { readSpec } from './npmSpec.ts';

/**
 * The manifest with its `catalog:` requirements resolved through the workspace's catalogs (`default` for the unnamed one). What no catalog
 * has points at nothing and is a problem.
 */
export function withCatalogs(manifest: Manifest, catalogs: Manifest['catalogs']): Manifest {
  const resolved = manifest.dependencies.map((dependency) => resolve(dependency, catalogs));
  return {
    ...manifest,
    dependencies: resolved.map(({ dependency }) => dependency),
    problems: [...manifest.problems, ...resolved.flatMap(({ problem }) => problem ?? [])].sort(
      (a, b) => a.span.start - b.span.start,
    ),
  };
}

function resolve(
  dependency: Dependency,
  catalogs: Manifest['catalogs'],
): { readonly dependency: Dependency; readonly problem?: Problem } {
  const { target, spans } = dependency;
  if (target.kind !== 'catalog') return { dependency };
  const name = nameOf(target.purl);
  const spec = catalogs.get(target.catalog)?.get(name);
  const reading = spec === undefined ? undefined : readSpec(name, spec);
  if (reading !== undefined && reading.target.kind !== 'catalog')
    return { dependency: { ...dependency, target: reading.target } };
  const message = catalogs.has(target.catalog)
    ? `the catalog ${target.catalog} has no ${name}`
    : `no catalog ${target.catalog} in pnpm-workspace.yaml`;
  return { dependency: { ...dependency, target: { kind: 'none' } }, problem: { message, span: spans.requirement ?? spans.name } };
}
