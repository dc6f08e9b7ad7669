/** What the key of a package says, in whichever version of the format. */
export interface PnpmKey {
  /** Without the peers it is installed with. */
  readonly bare: string;
  /** Undefined where the key is an address. */
  readonly name: string | undefined;
  readonly version: string | undefined;
}

/** Versions 6 and 9: `/@scope/name@1.0.0(peer@1.0.0)`, from 9 on without the first slash. */
const AT = /^\/?((?:@[^/@]+\/)?[^/@]+)@([^(]+)/;
/** Version 5: `/@scope/name/1.0.0_peer@1.0.0`. */
const SLASH = /^\/((?:@[^/@]+\/)?[^/@]+)\/([^/_(]+)(?:_.*)?$/;

/** Takes the key of a package apart. */
export function readPnpmKey(key: string): PnpmKey {
  const [, name, rest] = AT.exec(key) ?? SLASH.exec(key) ?? [];
  const paren = key.indexOf('(');
  const version = rest !== undefined && /^[0-9]/.test(rest) ? rest : undefined;
  return { bare: paren === -1 ? key : key.slice(0, paren), name, version };
}

/** The folder a link leads to from a member's folder, both relative to the lockfile's; undefined where it leads out of that. */
export function folderFrom(folder: string, link: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of link.split(/[/\\]/)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
