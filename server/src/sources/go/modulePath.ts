import { splitModulePath } from '../../formats/goModulePath.ts';
import type { GoClient } from '../../model/ports.ts';
import { nameOf, typeOf, type Purl } from '../../model/purl.ts';

/** What go.dev/ref/mod#go-mod-file-ident allows in a path element; anything else cannot be asked for. */
const ELEMENT = /^(?!\.)[A-Za-z0-9._~-]{1,200}(?<!\.)$/;
const MAX_ELEMENTS = 40;

/** The module path of a golang purl; undefined where no module can be called so, and nobody needs to be asked. */
export function modulePathOf(purl: Purl): string | undefined {
  if (typeOf(purl) !== 'golang') return undefined;
  const path = nameOf(purl);
  const elements = path.split('/');
  const isPath = elements.length <= MAX_ELEMENTS && elements.every((element) => ELEMENT.test(element));
  return isPath && elements[0]?.includes('.') === true ? path : undefined;
}

/** The module's folder below a prefix of its path, without the major version at the end; undefined for the prefix itself. */
export function folderBelow(prefix: string, modulePath: string): string | undefined {
  const unversioned = splitModulePath(modulePath)?.prefix ?? modulePath;
  const folder = unversioned.slice(prefix.length + 1);
  return folder === '' ? undefined : folder;
}

/** The page of a module, or of one version of it, on the public documentation site. */
export function documentationPage(modulePath: string, version?: string): string {
  const at = version === undefined ? '?tab=versions' : `@${encodeURIComponent(version)}`;
  return `https://pkg.go.dev/${modulePath}${at}`;
}

/** The page to show for one version known on this machine: never a path of it, and for a private module its own address. */
export function versionPage(go: Pick<GoClient, 'isPrivate'>, modulePath: string, version: string): string {
  return go.isPrivate(modulePath) ? `https://${modulePath}` : documentationPage(modulePath, version);
}
