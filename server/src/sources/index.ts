import type { AnySource } from '../model/source.ts';
import { importPrefixes } from './catalogue/importPrefixes.ts';
import { depsDev, depsDevFindings, depsDevReleases } from './depsDev.ts';
import { foundationCatalogue } from './foundationCatalogue.ts';
import { goGet } from './goGet.ts';
import { goModuleCache } from './goModuleCache.ts';
import { goProxy } from './goProxy.ts';
import { goProxyVersion } from './goProxyVersion.ts';
import { goVersion } from './goVersion.ts';
import { importPaths } from './importPaths.ts';
import { npmRegistry } from './npmRegistry.ts';
import { npmVersion } from './npmVersion.ts';
import { pkgsite, pkgsiteModule } from './pkgsite.ts';

/**
 * Every source, closest to the truth first: of two that know a value, the one listed first is believed. What the ecosystem's own client
 * would ask comes before public services about it, and bulk services come last.
 */
export const sources: readonly AnySource[] = [
  importPaths(importPrefixes()),
  goModuleCache,
  goProxy,
  npmRegistry,
  npmVersion,
  goVersion,
  goProxyVersion,
  pkgsite,
  pkgsiteModule,
  depsDev,
  depsDevFindings,
  depsDevReleases,
  goGet,
  foundationCatalogue,
];
