import type { AnySource } from '../model/source.ts';
import { advisoryFixTimes, newestVersionAdvisories } from './advisories.ts';
import { importPrefixes } from './catalogue/importPrefixes.ts';
import { depsDev, depsDevFindings, depsDevReleases } from './depsDev.ts';
import { depsDevProjects } from './depsDevProjects.ts';
import { ecosystems } from './ecosystems.ts';
import { ecosystemsAccounts } from './ecosystemsAccounts.ts';
import { foundationCatalogue } from './foundationCatalogue.ts';
import { fundingWellKnown } from './fundingWellKnown.ts';
import { github } from './github.ts';
import { githubAdvisories } from './githubAdvisories.ts';
import { githubDetail } from './githubDetail.ts';
import { githubDirectory } from './githubDirectory.ts';
import { githubRest } from './githubRest.ts';
import { goGet } from './goGet.ts';
import { goModuleCache } from './goModuleCache.ts';
import { goProxy } from './goProxy.ts';
import { goProxyVersion } from './goProxyVersion.ts';
import { goVersion } from './goVersion.ts';
import { importPaths } from './importPaths.ts';
import { moduleReplacements } from './moduleReplacements.ts';
import { npmRegistry } from './npmRegistry.ts';
import { npmVersion } from './npmVersion.ts';
import { pkgsite, pkgsiteModule } from './pkgsite.ts';

/**
 * Every source, closest to the truth first: of two that know a value, the one listed first is believed. For Go the documentation site
 * comes before the proxy it reads from: it answers in one request what costs the proxy a dozen, and is asked only where GOPROXY is the
 * public default (ADR 4). What nobody is asked for derives from those before it; bulk services come last.
 */
export const sources: readonly AnySource[] = [
  importPaths(importPrefixes()),
  pkgsite,
  pkgsiteModule,
  goProxy,
  goModuleCache,
  goGet,
  goVersion,
  goProxyVersion,
  npmRegistry,
  npmVersion,
  github,
  githubDirectory,
  githubRest,
  fundingWellKnown, // before what it verifies
  githubDetail,
  githubAdvisories,
  newestVersionAdvisories,
  depsDev,
  depsDevFindings,
  depsDevReleases,
  advisoryFixTimes, // after everybody who may date a release
  depsDevProjects,
  ecosystems,
  ecosystemsAccounts,
  foundationCatalogue,
  moduleReplacements,
];
