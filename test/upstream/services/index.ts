import { catalog } from './catalog.ts';
import { depsdev } from './depsdev.ts';
import { ecosystems } from './ecosystems.ts';
import { github } from './github.ts';
import { goget } from './goGet.ts';
import { goproxy } from './goProxy.ts';
import { npm } from './npm.ts';
import { pkgsite } from './pkgsite.ts';
import type { Service } from './service.ts';

/** Every upstream the server speaks; another forge is one file and one line. */
export const SERVICES: readonly Service[] = [npm, goproxy, pkgsite, goget, depsdev, ecosystems, github, catalog];
